package org.kantor.mail.wire.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a server's reply together from its lines (RFC 5321 section 4.2.1). One for each reply; owned by the thread that reads the connection. */
public final class ReplyParser {

    /** More lines than any honest reply has. */
    public static final int MAX_LINES = 200;

    private final List<String> lines = new ArrayList<>();
    private int code;
    private @Nullable EnhancedStatus status;

    /**
     * @param line without its CRLF
     * @return the reply, once the line was its last
     * @throws SmtpSyntaxException if this is no reply: the connection is of no further use
     */
    public Optional<Reply> add(String line) throws SmtpSyntaxException {
        var number = code(line);
        if (number < 0 || !lines.isEmpty() && number != code || lines.size() == MAX_LINES) {
            throw new SmtpSyntaxException(Reply.of(500, "5.5.2", "The server's reply is malformed"));
        }
        code = number;
        var text = line.length() > 4 ? line.substring(4) : "";
        var space = text.indexOf(' ');
        var parsed = EnhancedStatus.parse(space < 0 ? text : text.substring(0, space))
                .filter(s -> s.klass() == number / 100);
        if (parsed.isPresent()) {
            status = parsed.get();
            text = space < 0 ? "" : text.substring(space + 1);
        }
        lines.add(text);
        var last = line.length() == 3 || line.charAt(3) == ' ';
        return last ? Optional.of(new Reply(code, status, lines)) : Optional.empty();
    }

    private static int code(String line) {
        if (line.length() < 3 || line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-') {
            return -1;
        }
        for (var i = 0; i < 3; i++) {
            if (line.charAt(i) < '0' || line.charAt(i) > '9') {
                return -1;
            }
        }
        var number = Integer.parseInt(line, 0, 3, 10);
        return number >= 200 && number <= 599 ? number : -1;
    }
}
