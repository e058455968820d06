package org.kantor.mail.compose;

/** Makes text fit for a header field: whoever wrote it, it stays inside its field. */
final class HeaderLine {

    private HeaderLine() {}

    /** Control characters (line ends above all) become spaces, runs of spaces one; cut at a whole character. */
    static String clean(String text, int maxChars) {
        var out = new StringBuilder(Math.min(text.length(), maxChars));
        var space = false;
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            var type = Character.getType(c);
            if (Character.isISOControl(c)
                    || Character.isWhitespace(c)
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE) {
                space = !out.isEmpty();
                continue;
            }
            if (out.length() + 2 >= maxChars) {
                break;
            }
            if (space) {
                out.append(' ');
                space = false;
            }
            out.appendCodePoint(c);
        }
        return out.toString();
    }

    /** Whether it can stand between angle brackets in Message-ID, In-Reply-To, References and Content-ID (RFC 5322 section 3.6.4). */
    static boolean isMessageId(String id) {
        return !id.isEmpty()
                && id.length() <= 900
                && id.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '<' && c != '>');
    }
}
