package org.kantor.mail.compose;

/** Wraps plain text as format=flowed (RFC 3676) and joins it again: any reader sees lines of a decent length, and one that knows can join them again. */
public final class Flowed {

    /** RFC 3676 section 4.2 suggests 66 to 78. */
    private static final int WIDTH = 72;

    /** The line above a signature (section 4.3); it ends with a space and does not go on. */
    static final String SIGNATURE = "-- ";

    private Flowed() {}

    /** Lines end with CRLF. */
    static String wrap(String text) {
        var out = new StringBuilder(text.length() + text.length() / 30);
        text.lines().forEach(line -> line(line, out));
        return out.toString();
    }

    /**
     * The paragraphs of flowed text as their author wrote them (RFC 3676 section 4): lines that end with a space go on, quotes keep their marks.
     *
     * @param deleteSpace DelSp=yes: that space is not part of the text
     */
    public static String join(String flowed, boolean deleteSpace) {
        var out = new StringBuilder(flowed.length());
        var open = -1;
        for (var line : flowed.lines().toList()) {
            var quotes = 0;
            while (quotes < line.length() && line.charAt(quotes) == '>') {
                quotes++;
            }
            var text = line.substring(quotes);
            text = text.startsWith(" ") ? text.substring(1) : text;
            if (open == quotes && !text.equals(SIGNATURE)) {
                out.append(text);
            } else {
                out.append(out.isEmpty() ? "" : "\n").append(">".repeat(quotes));
                out.append(quotes > 0 && !text.isEmpty() ? " " : "").append(text);
            }
            var goesOn = text.endsWith(" ") && !text.equals(SIGNATURE);
            if (goesOn && deleteSpace) {
                out.setLength(out.length() - 1);
            }
            open = goesOn ? quotes : -1;
        }
        return out.toString();
    }

    private static void line(String written, StringBuilder out) {
        var quotes = 0;
        while (quotes < written.length() && written.charAt(quotes) == '>') {
            quotes++;
        }
        var prefix = ">".repeat(quotes);
        var text = written.substring(quotes);
        if (!text.equals(quotes > 0 ? " " + SIGNATURE : SIGNATURE)) {
            text = text.stripTrailing();
        }
        if (quotes > 0) {
            out.append(prefix);
            text = text.isEmpty() || text.startsWith(" ") ? text : " " + text;
        } else if (text.startsWith(" ") || text.startsWith("From ")) {
            // Space-stuffing, RFC 3676 section 4.4.
            out.append(' ');
        }
        var start = 0;
        for (var space = end(text, 0); space >= 0; space = end(text, start)) {
            out.append(text, start, space + 1).append("\r\n").append(prefix);
            start = space + 1;
            if (quotes > 0
                    || start < text.length()
                            && (text.charAt(start) == ' '
                                    || text.charAt(start) == '>'
                                    || text.startsWith("From ", start))) {
                out.append(' ');
            }
        }
        out.append(text, start, text.length()).append("\r\n");
    }

    /** The space with which a line ends that goes on; -1 if what is left is one line. */
    private static int end(String text, int start) {
        if (text.length() - start <= WIDTH) {
            return -1;
        }
        var space = text.lastIndexOf(' ', start + WIDTH);
        // two hyphens and a space alone would begin the signature (section 4.3)
        return space <= start || text.substring(start, space + 1).strip().equals("--")
                ? text.indexOf(' ', start + WIDTH)
                : space;
    }
}
