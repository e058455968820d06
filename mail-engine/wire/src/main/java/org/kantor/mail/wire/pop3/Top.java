package org.kantor.mail.wire.pop3;

/**
 * TOP (RFC 1939 section 7).
 *
 * @param lines of the body, after the header and its empty line
 */
public record Top(int message, int lines) implements Command {

    static Top parse(String arguments) throws Pop3SyntaxException {
        var words = arguments.strip().split(" +");
        if (words.length != 2 || !words[1].matches("\\d{1,9}")) {
            throw new Pop3SyntaxException("TOP takes a message number and a number of lines");
        }
        return new Top(Command.number(words[0]), Integer.parseInt(words[1]));
    }

    /** Where the answer ends in a message: after the header, the empty line and the first lines of the body. */
    public int end(byte[] content) {
        var at = 0;
        var inHeader = true;
        var left = lines;
        while (at < content.length && (inHeader || left > 0)) {
            var start = at;
            while (at < content.length && content[at] != '\n') {
                at++;
            }
            var length = at - start - (at > start && content[at - 1] == '\r' ? 1 : 0);
            at = Math.min(at + 1, content.length);
            if (!inHeader) {
                left--;
            } else if (length == 0) {
                inHeader = false;
            }
        }
        return at;
    }

    @Override
    public String line() {
        return "TOP " + message + " " + lines;
    }
}
