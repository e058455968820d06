package org.kantor.mail.wire.imap;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Puts a command together from lines and literals (RFC 3501 section 4.3, RFC 7888) within limits. Whoever reads from the client hands over a line and does
 * what the answer says. A synchronising literal that is too big is refused before the client sends it; a non-synchronising one is on its way
 * already and is skipped to the command's end (RFC 7888 section 4), so that none of its octets is ever taken for a command.
 * One assembler a command, used by the thread that reads.
 */
public final class CommandAssembler {

    /** What to do next. */
    public sealed interface Next {}

    /** The command is whole. */
    public record Complete(CommandText text) implements Next {}

    /**
     * Read that many octets, hand them over, then read a line.
     *
     * @param continuation whether the client waits for a continuation request first
     */
    public record ReadLiteral(int size, boolean continuation) implements Next {}

    /** Throw that many octets away, then read a line. */
    public record SkipLiteral(long size) implements Next {}

    /**
     * The command is at its end and was too big.
     *
     * @param tag the command's tag, {@code *} if it has none
     * @param what it was that was too big
     */
    public record TooBig(String tag, What what) implements Next {

        /** Which the answer depends on. */
        public enum What {
            /** An argument, or the whole command: BAD. */
            ARGUMENT,
            /** An appended message: NO [TOOBIG]. */
            MESSAGE,
            /** An annotation's value (RFC 5464 section 4.3): NO [METADATA MAXSIZE]. */
            ANNOTATION
        }
    }

    /**
     * What a command may consist of.
     *
     * @param text octets of all its lines and of literals other than messages
     * @param message octets of the messages of one APPEND or REPLACE; 0 before log-in
     * @param literals how many literals
     */
    public record Limits(int text, int message, int literals) {}

    private static final int LONGEST_VERB = 16;

    private final Limits limits;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(128);
    private final List<byte[]> literals = new ArrayList<>(1);
    private @Nullable String tag;
    /** Whether the literals are messages. */
    private boolean append;
    /** Whether they are values of annotations. */
    private boolean annotation;
    /** Whether one literal, which is no message, was too big alone. */
    private boolean tooBigLiteral;

    private long messageOctets;
    private long argumentOctets;
    private boolean refused;

    public CommandAssembler(Limits limits) {
        this.limits = limits;
    }

    /** Takes a line without its line end. */
    public Next line(byte[] line) {
        if (tag == null) {
            begin(line);
        }
        var mark = LiteralMark.atEndOf(line);
        argumentOctets += line.length;
        if (argumentOctets > limits.text()) {
            refused = true;
        }
        if (!refused) {
            text.writeBytes(line);
        }
        if (mark == null) {
            return refused ? tooBig() : new Complete(new CommandText(text.toByteArray(), literals));
        }
        return literal(mark);
    }

    private Next literal(LiteralMark mark) {
        var size = mark.size();
        if (append) {
            messageOctets += size;
            refused |= messageOctets > limits.message();
        } else {
            argumentOctets += size;
            tooBigLiteral |= size > limits.text();
            refused |= argumentOctets > limits.text();
        }
        refused |= literals.size() >= limits.literals();
        if (refused) {
            return mark.synchronising() ? tooBig() : new SkipLiteral(size);
        }
        text.write('\r');
        text.write('\n');
        return new ReadLiteral((int) size, mark.synchronising());
    }

    /** Takes the octets that {@link ReadLiteral} asked for. */
    public void literal(byte[] octets) {
        literals.add(octets);
    }

    private TooBig tooBig() {
        var what = annotation && tooBigLiteral ? TooBig.What.ANNOTATION : TooBig.What.ARGUMENT;
        return new TooBig(
                tag == null ? "*" : tag, append && messageOctets > limits.message() ? TooBig.What.MESSAGE : what);
    }

    private void begin(byte[] line) {
        tag = tagOf(line);
        var start = tag.length() + 1;
        var verb = word(line, start);
        if (verb.equals("UID")) {
            verb = word(line, start + 4);
        }
        append = limits.message() > 0 && (verb.equals(Append.VERB) || verb.equals(Replace.VERB));
        annotation = verb.equals(SetMetadata.VERB);
    }

    private static String word(byte[] line, int from) {
        var word = new StringBuilder();
        for (var i = from; i < line.length && word.length() < LONGEST_VERB && line[i] > ' '; i++) {
            word.append((char) line[i]);
        }
        return word.toString().toUpperCase(Locale.ROOT);
    }

    /** The tag that a line begins with, {@code *} if it begins with none: for answers to lines that are no commands. */
    public static String tagOf(byte[] line) {
        var end = 0;
        while (end < line.length && end < Parser.MAX_TAG && Parser.isTagChar(line[end])) {
            end++;
        }
        if (end == 0 || end < line.length && line[end] != ' ') {
            return "*";
        }
        return new String(line, 0, end, java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** The announcement of a literal at the end of a line: {@code {size}} or {@code {size+}}. */
    private record LiteralMark(long size, boolean synchronising) {

        /** More digits than any literal that is read or skipped needs. */
        private static final int MAX_DIGITS = 18;

        static @Nullable LiteralMark atEndOf(byte[] line) {
            var at = line.length - 1;
            if (at < 2 || line[at] != '}') {
                return null;
            }
            at--;
            var synchronising = line[at] != '+';
            if (!synchronising) {
                at--;
            }
            var end = at;
            while (at >= 0 && line[at] >= '0' && line[at] <= '9') {
                at--;
            }
            var digits = end - at;
            if (at < 0 || line[at] != '{' || digits == 0) {
                return null;
            }
            if (digits > MAX_DIGITS) {
                return new LiteralMark(Long.MAX_VALUE / 4, synchronising);
            }
            var size = 0L;
            for (var i = at + 1; i <= end; i++) {
                size = size * 10 + (line[i] - '0');
            }
            return new LiteralMark(size, synchronising);
        }
    }
}
