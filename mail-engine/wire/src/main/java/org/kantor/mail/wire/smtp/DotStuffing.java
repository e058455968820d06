package org.kantor.mail.wire.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a message for SMTP's DATA (RFC 5321 section 4.5.2) or as POP3's multi-line answer (RFC 1939 section 3), which share their form: every line
 * ends with CRLF whatever the message has (a bare CR or LF becomes CRLF, so that nothing is smuggled outward), a line's first dot is doubled.
 */
public final class DotStuffing {

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private DotStuffing() {}

    /** Writes the message and the line with the single dot; does not flush. */
    public static void write(byte[] message, OutputStream out) throws IOException {
        write(message, 0, message.length, out);
    }

    public static void write(byte[] message, int from, int to, OutputStream out) throws IOException {
        var start = from; // of what is not yet written
        var lineStart = true;
        for (var i = from; i < to; i++) {
            var c = message[i];
            if (lineStart && c == '.') {
                out.write(message, start, i - start);
                out.write('.');
                start = i;
            }
            lineStart = false;
            if (c == '\r' && i + 1 < to && message[i + 1] == '\n') {
                i++;
                lineStart = true;
            } else if (c == '\r' || c == '\n') {
                out.write(message, start, i - start);
                out.write(CRLF);
                start = i + 1;
                lineStart = true;
            }
        }
        out.write(message, start, to - start);
        if (!lineStart) {
            out.write(CRLF);
        }
        out.write(END);
    }
}
