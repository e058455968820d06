package org.kantor.mail.wire.mime;

import java.text.Normalizer;
import java.util.Comparator;

/**
 * The collation {@code i;unicode-casemap} (RFC 5051), by which IMAP compares texts (RFC 5255 section 4.3, RFC 5256 section 3): titlecase, then decomposition. Two
 * texts are equal, or one contains the other, exactly if that is so of their maps.
 */
public final class Casemap {

    /** The collation's order of texts that were mapped: that of their UTF-8 octets, which is that of their code points. */
    public static final Comparator<String> ORDER = Casemap::compare;

    private Casemap() {}

    public static String map(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return decomposed(text);
            }
        }
        return Ascii.upper(text);
    }

    private static String decomposed(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); ) {
            var start = i;
            while (i < text.length() && text.charAt(i) < 0x80) {
                i++;
            }
            out.append(Ascii.upper(text.substring(start, i)));
            start = i;
            while (i < text.length() && text.charAt(i) >= 0x80) {
                i++;
            }
            appendDecomposed(out, text.substring(start, i));
        }
        return out.toString();
    }

    /** No character of ASCII changes how those beside it are decomposed. */
    private static void appendDecomposed(StringBuilder out, String text) {
        var titled = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); ) {
            var codePoint = text.codePointAt(i);
            titled.appendCodePoint(Character.toTitleCase(codePoint));
            i += Character.charCount(codePoint);
        }
        out.append(Normalizer.normalize(titled, Normalizer.Form.NFKD));
    }

    private static int compare(String one, String other) {
        var shared = Math.min(one.length(), other.length());
        for (var i = 0; i < shared; i++) {
            var a = one.charAt(i);
            var b = other.charAt(i);
            if (a != b) {
                return Integer.compare(codePointOrder(a), codePointOrder(b));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** Surrogates stand for code points above all others. */
    private static int codePointOrder(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
