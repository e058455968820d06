package org.kantor.mail.wire.mbox;

import java.io.ByteArrayInputStream;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kantor.kernel.Refused;

/**
 * Mbox files (RFC 4155, lines that begin with {@code From } quoted as mboxrd does). Flags are in {@code Status}, {@code X-Status} and {@code X-Keywords}, which we write before
 * the header and take out again; of other programs' files they are taken out of it. One message at a time is in memory.
 */
public final class Mbox {

    /** What is longer is no envelope, and none of its dates is read, in characters. */
    private static final int LONGEST_ENVELOPE = 1_000;

    /** Of a field of flags, in characters; the rest of it is not read. */
    private static final int LONGEST_FLAGS = 8_000;

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Map<Character, String> X_STATUS =
            Map.of('A', "\\Answered", 'F', "\\Flagged", 'D', "\\Deleted", 'T', "\\Draft");
    private static final List<String> FIELDS = List.of("Status", "X-Status", "X-Keywords");
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private Mbox() {}

    /**
     * A message of a file.
     *
     * @param content with CRLF at the end of each line; empty where two From lines follow each other
     * @param flags as IMAP writes them, {@code \Seen} and keywords alike
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

    /**
     * Reads a file to its end.
     *
     * @param in buffered
     * @param largest octets of a message
     * @return false, with nothing taken, if it is no mbox file
     * @throws Refused LIMIT
     */
    public static boolean read(InputStream in, int largest, Taker taker) throws IOException {
        var message = new ByteArrayOutputStream();
        var envelope = "";
        var begun = false;
        var blank = true;
        for (var line = line(in, largest); line.length > 0; line = line(in, largest)) {
            if (blank && isFrom(line, 0)) {
                if (begun) {
                    taker.take(entry(message, envelope));
                }
                envelope = new String(line, StandardCharsets.ISO_8859_1).strip();
                begun = true;
            } else if (begun) {
                if (message.size() + line.length > largest) {
                    throw tooLarge(largest);
                }
                message.writeBytes(unquoted(line));
            } else if (!isBlank(line)) {
                return false;
            }
            blank = isBlank(line);
        }
        if (begun) {
            taker.take(entry(message, envelope));
        }
        return begun;
    }

    private static Refused tooLarge(int largest) {
        return new Refused(
                Refused.Code.LIMIT, "A message in this file is larger than " + largest / 1024 / 1024 + " MB.");
    }

    private static Entry entry(ByteArrayOutputStream octets, String envelope) throws IOException {
        var text = octets.toByteArray();
        octets.reset();
        // the empty line before the next From line belongs to neither
        var end = text.length;
        if (end > 0
                && text[end - 1] == '\n'
                && (end == 1 || text[end - 2] == '\n' || end > 2 && text[end - 2] == '\r' && text[end - 3] == '\n')) {
            end -= end > 1 && text[end - 2] == '\r' ? 2 : 1;
        }
        var flags = new LinkedHashSet<String>();
        var whole = Arrays.copyOf(text, end);
        var content = withoutStatus(whole, flags);
        return new Entry(crlf(content), flags, content.length < whole.length, date(envelope));
    }

    private static Optional<Instant> date(String envelope) {
        var words = cut(envelope, LONGEST_ENVELOPE).split("\\s+", 8);
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

    /** A line with its end; empty at the end of the file. */
    private static byte[] line(InputStream in, int largest) throws IOException {
        var line = new ByteArrayOutputStream(120);
        for (var c = in.read(); c >= 0; c = in.read()) {
            line.write(c);
            if (c == '\n') {
                break;
            }
            if (line.size() > largest) {
                throw tooLarge(largest);
            }
        }
        return line.toByteArray();
    }

    private static boolean isBlank(byte[] line) {
        return line.length == 1 && line[0] == '\n' || line.length == 2 && line[0] == '\r' && line[1] == '\n';
    }

    private static boolean isFrom(byte[] line, int from) {
        return line.length >= from + FROM.length && Arrays.equals(line, from, from + FROM.length, FROM, 0, FROM.length);
    }

    private static int quotes(byte[] line) {
        var quotes = 0;
        while (quotes < line.length && line[quotes] == '>') {
            quotes++;
        }
        return quotes;
    }

    private static byte[] unquoted(byte[] line) {
        var quotes = quotes(line);
        return quotes > 0 && isFrom(line, quotes) ? Arrays.copyOfRange(line, 1, line.length) : line;
    }

    /** Reads the fields of flags and takes them out: our three before the header if they are there, else those in it. */
    private static byte[] withoutStatus(byte[] text, Set<String> flags) throws IOException {
        var in = new ByteArrayInputStream(text);
        var top = new ArrayList<byte[]>();
        for (var name : FIELDS) {
            var line = line(in, text.length);
            if (!is(name, line)) {
                return withoutAnyStatus(text, flags);
            }
            top.add(line);
        }
        top.forEach(line -> flags(new String(line, StandardCharsets.UTF_8), flags));
        return in.readAllBytes();
    }

    private static byte[] withoutAnyStatus(byte[] text, Set<String> flags) throws IOException {
        var out = new ByteArrayOutputStream(text.length);
        var in = new ByteArrayInputStream(text);
        var line = line(in, text.length);
        var left = false;
        for (; line.length > 0 && !isBlank(line); line = line(in, text.length)) {
            var field = line;
            var folded = line[0] == ' ' || line[0] == '\t';
            if (!folded) {
                left = FIELDS.stream().anyMatch(name -> is(name, field));
            }
            if (!left) {
                out.writeBytes(line);
            } else if (folded) {
                keywords(new String(line, StandardCharsets.UTF_8), flags);
            } else {
                flags(new String(line, StandardCharsets.UTF_8), flags);
            }
        }
        out.writeBytes(line);
        out.writeBytes(in.readAllBytes());
        return out.toByteArray();
    }

    private static boolean is(String name, byte[] line) {
        var text = new String(line, 0, Math.min(line.length, name.length() + 1), StandardCharsets.ISO_8859_1);
        return text.equalsIgnoreCase(name + ":");
    }

    private static void flags(String line, Set<String> flags) {
        var colon = line.indexOf(':');
        var value = cut(line.substring(colon + 1), LONGEST_FLAGS).strip();
        switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "status" -> {
                if (value.indexOf('R') >= 0) {
                    flags.add("\\Seen");
                }
            }
            case "x-status" ->
                X_STATUS.forEach((letter, flag) -> {
                    if (value.indexOf(letter) >= 0) {
                        flags.add(flag);
                    }
                });
            default -> keywords(value, flags);
        }
    }

    /** The rest of a folded field can only be of {@code X-Keywords}. */
    private static void keywords(String text, Set<String> flags) {
        for (var word : cut(text, LONGEST_FLAGS).split("[\\s,]+")) {
            if (!word.isEmpty()) {
                flags.add(word);
            }
        }
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
            if (isFrom(line, quotes(line))) {
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

    /** Every line end, whatever it was, as CRLF. */
    public static byte[] crlf(byte[] text) {
        var out = new ByteArrayOutputStream(text.length + text.length / 40);
        for (var i = 0; i < text.length; i++) {
            var c = text[i];
            if (c == '\n' && (i == 0 || text[i - 1] != '\r')) {
                out.write('\r');
            }
            out.write(c);
        }
        return out.toByteArray();
    }
}
