package org.kantor.mail.wire.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes encoded words (RFC 2047, with RFC 2231 section 5's language) in any text, more leniently than the RFC: also within words and quotes, of any length,
 * with spaces inside; and a character whose octets are spread over neighbouring words is put together. Text that is no encoded word stays.
 */
public final class EncodedWords {

    private static final int MAX_CHARSET = 60;

    private EncodedWords() {}

    /** For people: control characters and marks that reorder the surrounding text are removed. */
    public static String decode(String text) {
        if (!text.contains("=?")) {
            return HeaderText.withoutControls(text);
        }
        var out = new StringBuilder(text.length());
        var plain = 0;
        var i = text.indexOf("=?");
        @Nullable String charset = null;
        var held = new ByteArrayOutputStream();
        while (i >= 0) {
            var word = Word.at(text, i);
            if (word == null) {
                i = text.indexOf("=?", i + 1);
                continue;
            }
            // White space between two encoded words belongs to neither (RFC 2047 section 6.2).
            var adjacent = charset != null && text.substring(plain, i).isBlank();
            if (!adjacent || !word.charset.equalsIgnoreCase(charset)) {
                flush(held, charset, out);
                if (!adjacent) {
                    out.append(text, plain, i);
                }
            }
            charset = word.charset;
            held.writeBytes(word.octets);
            plain = word.end;
            i = text.indexOf("=?", plain);
        }
        flush(held, charset, out);
        out.append(text, plain, text.length());
        return HeaderText.withoutControls(out.toString());
    }

    private static void flush(ByteArrayOutputStream held, @Nullable String charset, StringBuilder out) {
        if (held.size() > 0) {
            out.append(TextDecoder.decode(held.toByteArray(), charset));
            held.reset();
        }
    }

    private record Word(String charset, byte[] octets, int end) {

        /** The encoded word that starts here; null if none does. Looks no further than three question marks. */
        static @Nullable Word at(String text, int start) {
            var charsetEnd = text.indexOf('?', start + 2);
            if (charsetEnd < 0
                    || charsetEnd - start > MAX_CHARSET
                    || charsetEnd + 2 >= text.length()
                    || text.charAt(charsetEnd + 2) != '?') {
                return null;
            }
            var contentStart = charsetEnd + 3;
            var contentEnd = text.indexOf('?', contentStart);
            if (contentEnd < 0 || contentEnd + 1 >= text.length() || text.charAt(contentEnd + 1) != '=') {
                return null;
            }
            var charset = text.substring(start + 2, charsetEnd);
            var language = charset.indexOf('*');
            var content = text.substring(contentStart, contentEnd).getBytes(StandardCharsets.UTF_8);
            var octets = switch (text.charAt(charsetEnd + 1)) {
                case 'B', 'b' -> PartDecoder.base64(content, 0, content.length, Integer.MAX_VALUE);
                case 'Q', 'q' -> q(content);
                default -> null;
            };
            return octets == null
                    ? null
                    : new Word(language < 0 ? charset : charset.substring(0, language), octets, contentEnd + 2);
        }

        private static byte[] q(byte[] content) {
            var out = new ByteArrayOutputStream(content.length);
            for (var i = 0; i < content.length; i++) {
                var c = content[i];
                if (c == '=' && i + 2 < content.length) {
                    var value = Ascii.hex(content[i + 1]) << 4 | Ascii.hex(content[i + 2]);
                    if (value >= 0) {
                        out.write(value);
                        i += 2;
                        continue;
                    }
                }
                out.write(c == '_' ? ' ' : c);
            }
            return out.toByteArray();
        }
    }
}
