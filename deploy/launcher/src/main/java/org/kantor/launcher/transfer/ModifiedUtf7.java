package org.kantor.launcher.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Mailbox names as IMAP4rev1 writes them (RFC 3501 section 5.1.3). */
final class ModifiedUtf7 {

    private ModifiedUtf7() {}

    static String encode(String name) {
        var out = new StringBuilder();
        for (var i = 0; i < name.length(); i++) {
            var end = i;
            while (end < name.length() && (name.charAt(end) < ' ' || name.charAt(end) > '~')) {
                end++;
            }
            if (end > i) {
                var octets = name.substring(i, end).getBytes(StandardCharsets.UTF_16BE);
                out.append('&')
                        .append(Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(octets)
                                .replace('/', ','))
                        .append('-');
                i = end - 1;
            } else {
                out.append(name.charAt(i) == '&' ? "&-" : name.substring(i, i + 1));
            }
        }
        return out.toString();
    }

    /** The name; text that is not in this form stays as it is. */
    static String decode(String text) {
        var out = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var end = text.charAt(i) == '&' ? text.indexOf('-', i) : -1;
            if (end < 0) {
                out.append(text.charAt(i));
            } else if (end == i + 1) {
                out.append('&');
                i = end;
            } else {
                try {
                    var octets = Base64.getDecoder()
                            .decode(text.substring(i + 1, end).replace(',', '/'));
                    out.append(new String(octets, StandardCharsets.UTF_16BE));
                    i = end;
                } catch (IllegalArgumentException e) {
                    out.append('&');
                }
            }
        }
        return out.toString();
    }
}
