package org.kantor.mail.wire.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers: gathers octets and hands them on in large pieces. Strings are quoted where RFC 3501 allows it, else literals; NUL, which no literal may
 * hold, is left out of texts. Used by one thread at a time; {@link #flush} hands on the rest.
 */
public final class ResponseWriter {

    /** Where the octets go. */
    public interface Sink {
        void write(byte[] octets, int offset, int count) throws IOException;
    }

    private static final int SMALL = 512;
    private static final int LARGE = 32 * 1024;

    /** Longer texts are literals: some clients limit quoted strings. */
    private static final int MAX_QUOTED = 1_000;

    private static final byte[] NIL = {'N', 'I', 'L'};

    private final Sink sink;
    private byte[] buffer = new byte[SMALL];
    private int filled;
    private boolean utf8;

    public ResponseWriter(Sink sink) {
        this.sink = sink;
    }

    /** From now on quoted strings and mailbox names are UTF-8 (RFC 6855 section 3, RFC 9051 section 5.1). */
    public void useUtf8() {
        utf8 = true;
    }

    boolean isUtf8() {
        return utf8;
    }

    private void reserve(int count) throws IOException {
        if (filled + count <= buffer.length) {
            return;
        }
        if (buffer.length < LARGE) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.min(LARGE, buffer.length * 8), filled + count));
        }
        if (filled + count > buffer.length) {
            flush();
        }
    }

    /** Hands on what was gathered. */
    public void flush() throws IOException {
        if (filled > 0) {
            sink.write(buffer, 0, filled);
            filled = 0;
        }
    }

    /** Hands on what was gathered, and keeps no more than a small buffer: many sessions wait for long. */
    public void finish() throws IOException {
        flush();
        if (buffer.length > SMALL) {
            buffer = new byte[SMALL];
        }
    }

    /** Text of the protocol itself: ASCII. */
    @SuppressWarnings("deprecation") // the one call that copies the low octets of ASCII text without an encoder
    public ResponseWriter raw(String ascii) throws IOException {
        var count = ascii.length();
        if (count > LARGE) {
            return octets(ascii.getBytes(StandardCharsets.US_ASCII));
        }
        reserve(count);
        ascii.getBytes(0, count, buffer, filled);
        filled += count;
        return this;
    }

    public ResponseWriter raw(char c) throws IOException {
        reserve(1);
        buffer[filled++] = (byte) c;
        return this;
    }

    public ResponseWriter octets(byte[] octets) throws IOException {
        return octets(octets, 0, octets.length);
    }

    public ResponseWriter octets(byte[] octets, int offset, int count) throws IOException {
        if (count > LARGE / 2) {
            flush();
            sink.write(octets, offset, count);
            return this;
        }
        reserve(count);
        System.arraycopy(octets, offset, buffer, filled, count);
        filled += count;
        return this;
    }

    /** A number that is not negative. */
    public ResponseWriter number(long value) throws IOException {
        reserve(20);
        if (value > Integer.MAX_VALUE) {
            return raw(Long.toString(value));
        }
        var rest = (int) value;
        var digits = 1;
        for (var limit = 10L; rest >= limit; limit *= 10) {
            digits++;
        }
        for (var at = filled + digits - 1; at >= filled; at--) {
            var next = rest / 10;
            buffer[at] = (byte) ('0' + rest - 10 * next);
            rest = next;
        }
        filled += digits;
        return this;
    }

    /** A quoted string, or a literal in UTF-8 if it cannot be quoted. */
    public ResponseWriter string(String text) throws IOException {
        var count = text.length();
        if (count > MAX_QUOTED) {
            return literal(text);
        }
        reserve(2 * count + 2);
        var start = filled;
        buffer[filled++] = '"';
        for (var i = 0; i < count; i++) {
            var c = text.charAt(i);
            if (c < ' ' && c != '\t' || c >= 0x7f) {
                filled = start;
                return utf8 && isPrintable(text) ? octets(quoted(text)) : literal(text);
            }
            if (c == '"' || c == '\\') {
                buffer[filled++] = '\\';
            }
            buffer[filled++] = (byte) c;
        }
        buffer[filled++] = '"';
        return this;
    }

    private static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(
                        c -> Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.SURROGATE);
    }

    private static byte[] quoted(String text) {
        return ('"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"').getBytes(StandardCharsets.UTF_8);
    }

    public ResponseWriter nstring(@Nullable String text) throws IOException {
        return text == null ? nil() : string(text);
    }

    public ResponseWriter nil() throws IOException {
        return octets(NIL);
    }

    private ResponseWriter literal(String text) throws IOException {
        var octets = text.replace("\0", "").getBytes(StandardCharsets.UTF_8);
        return literal(octets, 0, octets.length);
    }

    /** A literal of exactly these octets. */
    public ResponseWriter literal(byte[] octets, int offset, int count) throws IOException {
        raw('{').number(count).raw("}\r\n");
        return octets(octets, offset, count);
    }

    /** The octets as a literal, or as a literal8 (RFC 3516 section 4.2) if there is a NUL among them. */
    public ResponseWriter binary(byte[] octets, int offset, int count) throws IOException {
        for (var i = offset; i < offset + count; i++) {
            if (octets[i] == 0) {
                raw('~');
                break;
            }
        }
        return literal(octets, offset, count);
    }

    /** An atom if it can be one, else a string. */
    public ResponseWriter astring(String text) throws IOException {
        return isAtom(text) ? raw(text) : string(text);
    }

    /** A mailbox name in modified UTF-7, or in UTF-8 for who has turned that on. */
    public ResponseWriter mailbox(String name) throws IOException {
        var encoded = utf8 ? name : MailboxName.encode(name);
        return isAtom(encoded) ? raw(encoded) : string(encoded);
    }

    private static boolean isAtom(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x7f || !Parser.isAtomChar((byte) text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty() && !text.equalsIgnoreCase("NIL");
    }

    public ResponseWriter space() throws IOException {
        return raw(' ');
    }

    /** The end of a response. */
    public ResponseWriter crlf() throws IOException {
        reserve(2);
        buffer[filled++] = '\r';
        buffer[filled++] = '\n';
        return this;
    }
}
