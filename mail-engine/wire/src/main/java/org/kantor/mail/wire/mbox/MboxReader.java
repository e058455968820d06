package org.kantor.mail.wire.mbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;

/**
 * Reads a file of messages a piece at a time: a line, or as much of it as there is room for. Nothing of a message is kept here but the lines of which it is not known yet
 * what they are. Used once.
 */
final class MboxReader {

    /** Octets of the longest piece. */
    private static final int PIECE = 1 << 16;

    private static final byte[] CRLF = {'\r', '\n'};

    private final InputStream in;
    private final int largest;
    private final Mbox.Sink sink;

    private final byte[] buffer = new byte[PIECE];
    private int filled;
    /** The piece: where it begins and ends in the buffer. */
    private int start;

    private int end;
    /** Whether the piece is the beginning of a line. */
    private boolean fresh;
    /** Whether the line is over with the piece. */
    private boolean over = true;

    MboxReader(InputStream in, int largest, Mbox.Sink sink) {
        this.in = in;
        this.largest = largest;
        this.sink = sink;
    }

    /** Answers false, with nothing taken, if it is no mbox file. */
    boolean all() throws IOException {
        Message message = null;
        var envelope = false;
        var blank = true;
        while (next()) {
            if (fresh && blank && Mbox.isFrom(buffer, start, end)) {
                if (message != null) {
                    message.end();
                }
                message = new Message(Mbox.date(text()));
                envelope = true;
            } else if (message == null) {
                if (!isBlank()) {
                    return false;
                }
            } else if (fresh || !envelope) {
                envelope = false;
                message.take();
            }
            blank = isBlank();
        }
        if (message != null) {
            message.end();
        }
        return message != null;
    }

    /** The whole file as one message. */
    void one() throws IOException {
        var message = new Message(Optional.empty());
        while (next()) {
            message.count();
            message.write(buffer, start, end);
        }
        message.end();
    }

    /** Goes on to the next piece; false at the end of the file. */
    private boolean next() throws IOException {
        fresh = over;
        start = end;
        var at = start;
        while (true) {
            while (at < filled) {
                if (buffer[at++] == '\n') {
                    end = at;
                    over = true;
                    return true;
                }
            }
            if (start > 0) {
                System.arraycopy(buffer, start, buffer, 0, filled - start);
                filled -= start;
                at -= start;
                start = 0;
            }
            if (filled == PIECE) {
                end = filled;
                over = false;
                return true;
            }
            var read = in.read(buffer, filled, PIECE - filled);
            if (read < 0) {
                end = filled;
                over = false;
                return end > start;
            }
            filled += read;
        }
    }

    private boolean isBlank() {
        var length = end - start;
        return fresh && over && (length == 1 || length == 2 && buffer[start] == '\r');
    }

    private String text() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    /** A message that is under way. */
    private final class Message {
        private final Optional<Instant> date;
        private final OutputStream out;
        private final FlagFields flags = new FlagFields();
        private long octets;
        private byte last;
        /** Lines at the top which may be our own fields of flags; null once that is known. */
        private @Nullable List<byte[]> top = new ArrayList<>();

        private boolean header = true;
        /** Whether the line is left out. */
        private boolean left;

        private boolean status;
        /** An empty line has come, which belongs to the message only if something comes after it. */
        private boolean blank;

        Message(Optional<Instant> date) throws IOException {
            this.date = date;
            out = sink.begin();
        }

        void count() {
            octets += end - start;
            if (octets > largest) {
                throw new Refused(
                        Refused.Code.LIMIT, "A message in this file is larger than " + largest / 1024 / 1024 + " MB.");
            }
        }

        void take() throws IOException {
            count();
            if (blank) {
                out.write(CRLF);
                last = '\n';
                blank = false;
            }
            if (isBlank()) {
                known(false);
                header = false;
                left = false;
                blank = true;
                return;
            }
            var from = start + (fresh && Mbox.isQuotedFrom(buffer, start, end) ? 1 : 0);
            var lines = top;
            if (lines != null && fresh) {
                if (Mbox.is(Mbox.FIELDS.get(lines.size()), buffer, from, end)) {
                    lines.add(Arrays.copyOfRange(buffer, from, end));
                    left = true;
                    if (lines.size() == Mbox.FIELDS.size()) {
                        known(true);
                    }
                    return;
                }
                known(false);
            }
            line(buffer, from, end, fresh);
        }

        /** @param ours whether the lines at the top are all of our fields, after which nothing else is a field of flags */
        private void known(boolean ours) throws IOException {
            var lines = top;
            if (lines == null) {
                return;
            }
            top = null;
            for (var line : lines) {
                line(line, 0, line.length, true);
            }
            header = !ours;
            left = ours;
        }

        private void line(byte[] octets, int from, int to, boolean begins) throws IOException {
            var folded = octets[from] == ' ' || octets[from] == '\t';
            if (begins && !(header && folded)) {
                left = header && Mbox.FIELDS.stream().anyMatch(name -> Mbox.is(name, octets, from, to));
            }
            if (!left) {
                write(octets, from, to);
                return;
            }
            status = true;
            if (begins) {
                var text = new String(octets, from, to - from, StandardCharsets.UTF_8);
                if (folded) {
                    flags.folded(text);
                } else {
                    flags.field(text);
                }
            }
        }

        /** Every line end, whatever it was, as CRLF. A piece has at most one, at its end. */
        void write(byte[] octets, int from, int to) throws IOException {
            var bare = octets[to - 1] == '\n' && (to - from > 1 ? octets[to - 2] : last) != '\r';
            if (bare) {
                out.write(octets, from, to - from - 1);
                out.write(CRLF);
            } else {
                out.write(octets, from, to - from);
            }
            last = octets[to - 1];
        }

        void end() throws IOException {
            known(false);
            sink.end(new Mbox.Marks(flags.flags(), status, date));
        }
    }
}
