package org.kantor.mail.wire.mbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kantor.kernel.Refused;

/**
 * Mbox files (RFC 4155, lines that begin with {@code From } quoted as mboxrd does). Flags are in {@code Status}, {@code X-Status} and {@code X-Keywords}, which we write before
 * the header and take out again; of other programs' files they are taken out of it.
 */
public final class Mbox {

    /** What is longer is no envelope, and none of its dates is read, in characters. */
    private static final int LONGEST_ENVELOPE = 1_000;

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);
    static final Map<Character, String> X_STATUS =
            Map.of('A', "\\Answered", 'F', "\\Flagged", 'D', "\\Deleted", 'T', "\\Draft");
    static final List<String> FIELDS = List.of("Status", "X-Status", "X-Keywords");
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private Mbox() {}

    /**
     * A message of a file.
     *
     * @param content with CRLF at the end of each line; empty where two From lines follow each other
     * @param flags as IMAP writes them, {@code \Seen} and keywords alike; of more than 200 keywords, or more than 32,000 characters of them, the first
     * @param hasStatus whether the file says anything of flags
     * @param date of the From line, to the second; empty if that has none
     */
    public record Entry(byte[] content, Set<String> flags, boolean hasStatus, Optional<Instant> date) {}

    /** Takes the messages of a file one after the other. */
    public interface Taker {

        void take(Entry entry) throws IOException;
    }

    /** Whether this is the beginning of such a file. Leaves the position where it was. @param in that can be marked, buffered for instance */
    public static boolean begins(InputStream in) throws IOException {
        in.mark(FROM.length);
        var start = in.readNBytes(FROM.length);
        in.reset();
        return Arrays.equals(start, FROM);
    }

    /** What a file says of a message beside its content; as in {@link Entry}. */
    public record Marks(Set<String> flags, boolean hasStatus, Optional<Instant> date) {}

    /** Takes the messages of a file as they are read, so that none has to be in memory. */
    public interface Sink {

        /** A message begins. Its content is written to the stream, with CRLF at the end of each line; the stream is not closed. */
        OutputStream begin() throws IOException;

        /** The message that was begun is whole. */
        void end(Marks marks) throws IOException;
    }

    /**
     * Reads a file to its end.
     *
     * @param largest octets of a message in the file
     * @return false, with nothing taken, if it is no mbox file
     * @throws Refused LIMIT
     */
    public static boolean read(InputStream in, int largest, Taker taker) throws IOException {
        var octets = new ByteArrayOutputStream();
        return read(in, largest, new Sink() {
            @Override
            public OutputStream begin() {
                octets.reset();
                return octets;
            }

            @Override
            public void end(Marks marks) throws IOException {
                taker.take(new Entry(octets.toByteArray(), marks.flags(), marks.hasStatus(), marks.date()));
            }
        });
    }

    /** The same without holding a message. */
    public static boolean read(InputStream in, int largest, Sink sink) throws IOException {
        return new MboxReader(in, largest, sink).all();
    }

    /** Reads a file that is one message, with no flags and no date. @throws Refused LIMIT */
    public static void readOne(InputStream in, int largest, Sink sink) throws IOException {
        new MboxReader(in, largest, sink).one();
    }

    /** Of a From line. */
    static Optional<Instant> date(String line) {
        var words = cut(line, LONGEST_ENVELOPE).strip().split("\\s+", 8);
        try {
            return Optional.of(ASCTIME.parse(
                    String.join(" ", Arrays.copyOfRange(words, 2, Math.min(words.length, 7))), Instant::from));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    static boolean isFrom(byte[] octets, int from, int to) {
        return to - from >= FROM.length && Arrays.equals(octets, from, from + FROM.length, FROM, 0, FROM.length);
    }

    /** Whether a From line in a message is quoted here, once or more often. */
    static boolean isQuotedFrom(byte[] octets, int from, int to) {
        var text = from;
        while (text < to && octets[text] == '>') {
            text++;
        }
        return text > from && isFrom(octets, text, to);
    }

    /** Whether a line is the field of that name. */
    static boolean is(String name, byte[] octets, int from, int to) {
        var text = new String(octets, from, Math.min(to - from, name.length() + 1), StandardCharsets.ISO_8859_1);
        return text.equalsIgnoreCase(name + ":");
    }

    /**
     * Writes a message, with its From line and the empty line after it.
     *
     * @param flags as IMAP writes them
     * @param date when it arrived
     */
    public static void write(OutputStream out, byte[] content, Set<String> flags, Instant date) throws IOException {
        var header = new ArrayList<String>();
        header.add("From kantor " + ASCTIME.format(date));
        header.add("Status: " + (flags.contains("\\Seen") ? "RO" : "O"));
        var letters = new StringBuilder();
        for (var letter : "AFDT".toCharArray()) {
            letters.append(flags.contains(X_STATUS.get(letter)) ? String.valueOf(letter) : "");
        }
        header.add("X-Status: " + letters);
        var words = flags.stream().filter(flag -> !flag.startsWith("\\")).toList();
        header.add("X-Keywords: " + String.join(" ", words));
        out.write((String.join("\n", header) + "\n").getBytes(StandardCharsets.UTF_8));
        var start = 0;
        while (start < content.length) {
            var end = start;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            var line = Arrays.copyOfRange(content, start, end);
            if (isFrom(line, 0, line.length) || isQuotedFrom(line, 0, line.length)) {
                out.write('>');
            }
            var crlf = end < content.length && line.length > 0 && line[line.length - 1] == '\r';
            out.write(line, 0, crlf ? line.length - 1 : line.length);
            if (end < content.length) {
                out.write('\n');
            }
            start = end + 1;
        }
        out.write(
                content.length > 0 && content[content.length - 1] == '\n'
                        ? "\n".getBytes(StandardCharsets.US_ASCII)
                        : "\n\n".getBytes(StandardCharsets.US_ASCII));
    }
}
