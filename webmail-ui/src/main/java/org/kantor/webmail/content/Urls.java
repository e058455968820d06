package org.kantor.webmail.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses in links, read the way browsers read them (WHATWG URL: white space and control characters inside a scheme vanish). */
public final class Urls {

    private static final Set<String> LINKS = Set.of("http", "https", "mailto", "tel", "sip", "xmpp", "ftp", "webcal");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30}+):");
    private static final Pattern FRAGMENT = Pattern.compile("#[A-Za-z0-9_.:-]{1,100}");
    private static final int MAX_LENGTH = 20_000;

    private Urls() {}

    /** Without the characters that browsers ignore: controls anywhere, spaces around. */
    static String stripped(String url) {
        var out = new StringBuilder(url.length());
        for (var i = 0; i < url.length(); i++) {
            var c = url.charAt(i);
            if (c >= ' ' && !(c >= 0x7f && c < 0xa0) && c != '\u2028' && c != '\u2029') {
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    /** The address to link to; null if it must not be followed: any scheme but the harmless ones, and relative addresses, which would be ours. */
    static @Nullable String link(String written) {
        var url = stripped(written);
        if (url.isEmpty() || url.length() > MAX_LENGTH) {
            return null;
        }
        if (url.startsWith("#")) {
            return FRAGMENT.matcher(url).matches() ? (url.startsWith("#m-") ? url : "#m-" + url.substring(1)) : null;
        }
        if (url.startsWith("//") && url.length() > 2 && Character.isLetterOrDigit(url.charAt(2))) {
            return "https:" + url;
        }
        var scheme = SCHEME.matcher(url);
        return scheme.lookingAt() && LINKS.contains(scheme.group(1).toLowerCase(Locale.ROOT)) ? url : null;
    }

    public static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var in = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(in.length);
        for (var i = 0; i < in.length; i++) {
            var high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            var low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(in[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
