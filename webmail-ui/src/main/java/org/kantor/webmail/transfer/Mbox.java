package org.kantor.webmail.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.kantor.kernel.Refused;

/**
 * Mbox files (RFC 4155, lines that begin with {@code From } quoted as mboxrd does), one message after the other; a file that does not begin as one is a single message. What is
 * read has lines that end with CRLF, what is written with LF.
 */
final class Mbox {

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    /** The largest message, in octets. */
    private static final int LARGEST = 50 * 1024 * 1024;

    private Mbox() {}

    /** @param in buffered */
    static void read(InputStream in, Consumer<byte[]> taker) throws IOException {
        var message = new ByteArrayOutputStream();
        var line = line(in);
        var many = begins(line, 0);
        var blank = true;
        while (line.length > 0) {
            if (many && blank && begins(line, 0)) {
                finish(message, many, taker);
            } else {
                if (message.size() + line.length > LARGEST) {
                    throw new Refused(Refused.Code.LIMIT, "A message in this file is larger than 50 MB.");
                }
                add(message, many ? unquoted(line) : line);
            }
            blank = isBlank(line);
            line = line(in);
        }
        finish(message, many, taker);
    }

    private static void finish(ByteArrayOutputStream message, boolean many, Consumer<byte[]> taker) {
        var content = message.toByteArray();
        message.reset();
        // the empty line before the next From line belongs to neither message
        var spare = many
                && content.length >= 4
                && content[content.length - 4] == '\r'
                && content[content.length - 2] == '\r';
        var end = content.length - (spare ? 2 : 0);
        if (end > 0) {
            taker.accept(Arrays.copyOf(content, end));
        }
    }

    private static void add(ByteArrayOutputStream message, byte[] line) {
        var bare = line[line.length - 1] == '\n' && (line.length == 1 || line[line.length - 2] != '\r');
        message.write(line, 0, bare ? line.length - 1 : line.length);
        if (bare) {
            message.writeBytes(new byte[] {'\r', '\n'});
        }
    }

    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(120);
        for (var c = in.read(); c >= 0; c = in.read()) {
            line.write(c);
            if (c == '\n' || line.size() == LARGEST) {
                break;
            }
        }
        return line.toByteArray();
    }

    private static boolean isBlank(byte[] line) {
        return line.length == 1 && line[0] == '\n' || line.length == 2 && line[0] == '\r' && line[1] == '\n';
    }

    private static int quotes(byte[] line) {
        var quotes = 0;
        while (quotes < line.length && line[quotes] == '>') {
            quotes++;
        }
        return quotes;
    }

    private static boolean begins(byte[] line, int from) {
        return line.length >= from + FROM.length && Arrays.equals(line, from, from + FROM.length, FROM, 0, FROM.length);
    }

    private static byte[] unquoted(byte[] line) {
        var quotes = quotes(line);
        return quotes > 0 && begins(line, quotes) ? Arrays.copyOfRange(line, 1, line.length) : line;
    }

    /** @param arrived for the envelope line */
    static void write(OutputStream out, byte[] content, Instant arrived) throws IOException {
        out.write(("From MAILER-DAEMON " + ASCTIME.format(arrived) + "\n").getBytes(StandardCharsets.US_ASCII));
        var start = 0;
        while (start < content.length) {
            var end = start;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            var line = Arrays.copyOfRange(content, start, end);
            if (begins(line, quotes(line))) {
                out.write('>');
            }
            var length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
            out.write(line, 0, length);
            out.write('\n');
            start = end + 1;
        }
        out.write('\n');
    }
}
