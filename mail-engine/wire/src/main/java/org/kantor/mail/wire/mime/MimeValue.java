package org.kantor.mail.wire.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A structured field's value with its parameters (RFC 2045 section 5.1, RFC 2183), continuations and charsets of RFC 2231 put together. Reads what broken
 * mailers write: unbalanced quotes, missing semicolons after a value, spaces in an unquoted file name.
 *
 * @param value what stands before the first semicolon, comments removed
 * @param parameters names in lower case; the first of two with one name counts
 */
record MimeValue(String value, Map<String, String> parameters) {

    private static final int MAX_PARAMETERS = 100;
    private static final int MAX_SECTIONS = 1000;

    static MimeValue parse(String field) {
        return new Reader(field).read();
    }

    private static final class Reader {
        private final String text;
        private int at;
        private final Map<String, String> plain = new LinkedHashMap<>();
        private final Map<String, TreeMap<Integer, Section>> pieces = new LinkedHashMap<>();
        private int sections;

        Reader(String text) {
            this.text = text;
        }

        MimeValue read() {
            var value = withoutComments(until(";"));
            while (at < text.length() && plain.size() < MAX_PARAMETERS && sections < MAX_SECTIONS) {
                at++;
                parameter();
            }
            pieces.forEach((name, list) -> plain.put(name, join(list)));
            return new MimeValue(value, plain.isEmpty() ? Map.of() : Collections.unmodifiableMap(plain));
        }

        private void parameter() {
            var start = at;
            while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ';') {
                at++;
            }
            if (at == text.length() || text.charAt(at) == ';') {
                return;
            }
            var name = Ascii.lower(withoutComments(text.substring(start, at)));
            at++;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            var value = at < text.length() && text.charAt(at) == '"' ? quoted() : withoutComments(until(";"));
            if (!name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                add(name, value);
            }
        }

        private String until(String stop) {
            var start = at;
            var end = text.indexOf(stop, at);
            at = end < 0 ? text.length() : end;
            return text.substring(start, at);
        }

        /** After the closing quote everything up to the semicolon is ignored; without one the value runs to the semicolon. */
        private String quoted() {
            var value = new StringBuilder();
            for (var i = at + 1; i < text.length(); i++) {
                var c = text.charAt(i);
                if (c == '"') {
                    at = i + 1;
                    until(";");
                    return value.toString();
                }
                if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\')) {
                    c = text.charAt(++i);
                }
                value.append(c);
            }
            at++;
            return until(";").strip();
        }

        private void add(String name, String value) {
            var star = name.indexOf('*');
            if (star <= 0) {
                plain.putIfAbsent(name, value);
                return;
            }
            var encoded = name.endsWith("*");
            var number = encoded
                    ? name.substring(star + 1, Math.max(star + 1, name.length() - 1))
                    : name.substring(star + 1);
            var index = number.isEmpty() ? 0 : index(number);
            if (index >= 0) {
                sections++;
                pieces.computeIfAbsent(name.substring(0, star), n -> new TreeMap<>())
                        .putIfAbsent(index, new Section(value, encoded));
            }
        }

        private static int index(String number) {
            return number.length() <= 3 && number.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Integer.parseInt(number)
                    : -1;
        }

        /** Sections that miss a predecessor are still appended: a name with a hole is better than none. */
        private static String join(TreeMap<Integer, Section> list) {
            var octets = new ByteArrayOutputStream();
            @Nullable String charset = null;
            var first = true;
            for (var section : list.values()) {
                var value = section.value;
                if (first && section.encoded) {
                    var charsetEnd = value.indexOf('\'');
                    var languageEnd = charsetEnd < 0 ? -1 : value.indexOf('\'', charsetEnd + 1);
                    if (languageEnd > 0) {
                        charset = value.substring(0, charsetEnd);
                        value = value.substring(languageEnd + 1);
                    }
                }
                first = false;
                if (section.encoded) {
                    percentDecode(value, octets);
                } else {
                    octets.writeBytes(value.getBytes(
                            Charsets.find(charset).filter(c -> c.canEncode()).orElse(StandardCharsets.UTF_8)));
                }
            }
            return HeaderText.withoutControls(TextDecoder.decode(octets.toByteArray(), charset));
        }

        private static void percentDecode(String value, ByteArrayOutputStream out) {
            var octets = value.getBytes(StandardCharsets.UTF_8);
            for (var i = 0; i < octets.length; i++) {
                if (octets[i] == '%' && i + 2 < octets.length) {
                    var decoded = Ascii.hex(octets[i + 1]) << 4 | Ascii.hex(octets[i + 2]);
                    if (decoded >= 0) {
                        out.write(decoded);
                        i += 2;
                        continue;
                    }
                }
                out.write(octets[i]);
            }
        }

        private static String withoutComments(String text) {
            if (text.indexOf('(') < 0) {
                return text.strip();
            }
            var out = new StringBuilder();
            var depth = 0;
            for (var i = 0; i < text.length(); i++) {
                var c = text.charAt(i);
                if (c == '(') {
                    depth++;
                } else if (c == ')' && depth > 0) {
                    depth--;
                } else if (depth == 0) {
                    out.append(c);
                }
            }
            // An unbalanced parenthesis is no comment.
            return depth > 0 ? text.strip() : out.toString().strip();
        }
    }

    private record Section(String value, boolean encoded) {}
}
