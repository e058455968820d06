package org.kantor.mail.wire.imap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Mailbox names in the modified UTF-7 of RFC 3501 section 5.1.3. Decoding also takes names that clients sent as plain UTF-8, and is strict
 * otherwise: every name has one spelling, so a shift that is not needed, is not closed or has spare bits is an error, and so is a NUL, which no string of the
 * protocol may hold either.
 */
public final class MailboxName {

    private MailboxName() {}

    public static String encode(String name) {
        var out = new StringBuilder(name.length());
        var i = 0;
        while (i < name.length()) {
            var c = name.charAt(i);
            if (printable(c)) {
                out.append(c == '&' ? "&-" : String.valueOf(c));
                i++;
                continue;
            }
            var start = i;
            while (i < name.length() && !printable(name.charAt(i))) {
                i++;
            }
            var utf16 = name.substring(start, i).getBytes(StandardCharsets.UTF_16BE);
            out.append('&')
                    .append(Base64.getEncoder()
                            .withoutPadding()
                            .encodeToString(utf16)
                            .replace('/', ','))
                    .append('-');
        }
        return out.toString();
    }

    /** @throws ImapSyntaxException if the text is no modified UTF-7 */
    public static String decode(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c != '&') {
                out.append(c);
                continue;
            }
            var end = text.indexOf('-', i);
            if (end < 0) {
                throw wrong();
            }
            out.append(end == i + 1 ? "&" : shifted(text.substring(i + 1, end)));
            i = end;
        }
        if (!encode(out.toString()).equals(text) && text.chars().allMatch(c -> c < 0x80)) {
            throw wrong();
        }
        if (out.indexOf("\0") >= 0) {
            throw wrong();
        }
        return out.toString();
    }

    private static String shifted(String base64) {
        try {
            if (base64.indexOf('/') >= 0 || base64.indexOf('=') >= 0) {
                throw wrong();
            }
            var octets = Base64.getDecoder().decode(base64.replace(',', '/'));
            if (octets.length % 2 != 0) {
                throw wrong();
            }
            return new String(octets, StandardCharsets.UTF_16BE);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static boolean printable(char c) {
        return c >= ' ' && c < 0x7f;
    }

    private static ImapSyntaxException wrong() {
        return new ImapSyntaxException("A mailbox name is not in modified UTF-7");
    }
}
