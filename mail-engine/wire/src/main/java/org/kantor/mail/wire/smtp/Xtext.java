package org.kantor.mail.wire.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The xtext of RFC 3461 section 4: printable ASCII, where {@code +}, {@code =} and everything else is {@code +} and two upper-case hex digits. */
public final class Xtext {

    private Xtext() {}

    public static String encode(String text) {
        var out = new StringBuilder();
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            var c = b & 0xff;
            if (c >= '!' && c <= '~' && c != '+' && c != '=') {
                out.append((char) c);
            } else {
                out.append('+').append(hex(c >> 4)).append(hex(c & 15));
            }
        }
        return out.toString();
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }

    /** Empty if the text is no xtext, or not of UTF-8. */
    public static Optional<String> decode(String text) {
        var out = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < '!' || c > '~' || c == '=') {
                return Optional.empty();
            }
            if (c != '+') {
                out.write(c);
                continue;
            }
            var whole = i + 2 < text.length();
            var high = whole ? digit(text.charAt(i + 1)) : -1;
            var low = whole ? digit(text.charAt(i + 2)) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            out.write(high << 4 | low);
            i += 2;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int digit(char c) {
        return "0123456789ABCDEF".indexOf(c);
    }
}
