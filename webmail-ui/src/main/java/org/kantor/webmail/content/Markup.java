package org.kantor.webmail.content;

/** Writes text into HTML so that it stays text. */
final class Markup {

    private Markup() {}

    static void text(String text, StringBuilder out) {
        escape(text, out);
    }

    static void attribute(String name, String value, StringBuilder out) {
        out.append(' ').append(name).append("=\"");
        escape(value, out);
        out.append('"');
    }

    static String escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        escape(text, out);
        return out.toString();
    }

    /** Both kinds of quotes and the grave accent too, so that no context can be left by them. */
    private static void escape(String text, StringBuilder out) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '`' -> out.append("&#96;");
                default -> {
                    if (c >= ' ' && c != 0x7f && c != 0xfffe && c != 0xffff || c == '\n' || c == '\t') {
                        out.append(c);
                    }
                }
            }
        }
    }
}
