package org.kantor.groupware.content;

import java.util.List;

/** A property parameter (RFC 5545 section 3.2): its name in capitals and its values without quotes and carets (RFC 6868). */
public record Parameter(String name, List<String> values) {
    public Parameter {
        values = List.copyOf(values);
    }

    public static Parameter of(String name, String value) {
        return new Parameter(name, List.of(value));
    }

    /** What cannot stand in a parameter's value, a quotation mark and the end of a line, is written with a caret (RFC 6868 section 3). */
    static String escape(String value) {
        return value.replace("^", "^^").replace("\n", "^n").replace("\"", "^'");
    }

    /** The reverse of {@link #escape}; a caret before anything else stands for itself. */
    static String unescape(String text) {
        if (text.indexOf('^') < 0) {
            return text;
        }
        var value = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var next = c == '^' && i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            switch (next) {
                case '^' -> value.append('^');
                case 'n' -> value.append('\n');
                case '\'' -> value.append('"');
                default -> {
                    value.append(c);
                    continue;
                }
            }
            i++;
        }
        return value.toString();
    }
}
