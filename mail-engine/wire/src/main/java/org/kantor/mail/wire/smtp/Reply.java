package org.kantor.mail.wire.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply (RFC 5321 section 4.2): a code, an enhanced status (RFC 2034; none in greetings and answers to EHLO), at least one line of text.
 */
public record Reply(int code, @Nullable EnhancedStatus status, List<String> lines) {

    public Reply {
        lines = List.copyOf(lines);
        if (code < 200 || code > 599 || lines.isEmpty()) {
            throw new IllegalArgumentException("not a reply: " + code + " " + lines);
        }
    }

    public static Reply of(int code, String text) {
        return new Reply(code, null, List.of(text));
    }

    public static Reply of(int code, String status, String text) {
        return new Reply(code, EnhancedStatus.of(status), List.of(text));
    }

    public boolean positive() {
        return code < 300;
    }

    public boolean intermediate() {
        return code >= 300 && code < 400;
    }

    public boolean permanentFailure() {
        return code >= 500;
    }

    /** The lines joined by spaces, without codes. */
    public String text() {
        return String.join(" ", lines);
    }

    /** The octets as characters, with CRLF after each line; the enhanced status stands on every line (RFC 2034 section 3). */
    public String wire() {
        var out = new StringBuilder(64);
        for (var i = 0; i < lines.size(); i++) {
            out.append(code).append(i == lines.size() - 1 ? ' ' : '-');
            if (status != null) {
                out.append(status).append(' ');
            }
            out.append(lines.get(i)).append("\r\n");
        }
        return out.toString();
    }

    /** On one line, as reports and the queue's list show it. */
    @Override
    public String toString() {
        return code + " " + (status == null ? "" : status + " ") + text();
    }
}
