package org.kantor.mail.wire.mime;

import java.nio.charset.StandardCharsets;

/** A parameter's value in ASCII, for a name that ends with {@code *} (RFC 2231 section 4): UTF-8, without a language. */
public final class ExtendedValue {

    private ExtendedValue() {}

    public static String of(String text) {
        var out = new StringBuilder("utf-8''");
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if (c < 0x80 && Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_') {
                out.append(c);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
