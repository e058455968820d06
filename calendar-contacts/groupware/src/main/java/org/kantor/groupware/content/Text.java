package org.kantor.groupware.content;

import java.util.ArrayList;
import java.util.List;

/** The escaping of TEXT values (RFC 5545 section 3.3.11, RFC 6350 section 3.4). */
public final class Text {

    private Text() {}

    public static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 8);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case ';' -> escaped.append("\\;");
                case ',' -> escaped.append("\\,");
                case '\n' -> escaped.append("\\n");
                case '\r' -> {
                    if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                        escaped.append("\\n");
                    }
                }
                default -> {
                    if (c == '\t' || c >= ' ' && c != 0x7f) {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    public static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        var text = new StringBuilder(value.length());
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                c = value.charAt(++i);
                text.append(c == 'n' || c == 'N' ? '\n' : c);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Splits at a separator that is not escaped; the parts stay escaped. */
    public static List<String> split(String value, char separator) {
        var parts = new ArrayList<String>();
        var start = 0;
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == separator) {
                parts.add(value.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(value.substring(start));
        return parts;
    }
}
