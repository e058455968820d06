package org.kantor.launcher.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Mailbox names as IMAP4rev1 writes them (RFC 3501 section 5.1.3). */
final class ModifiedUtf7 {

    private ModifiedUtf7() {}

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
