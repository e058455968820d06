package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.listener.LineTooLongException;
import org.kantor.mail.listener.ServerConnection;
import org.kantor.mail.wire.imap.CommandAssembler;
import org.kantor.mail.wire.imap.CommandText;

/** Reads whole commands from a connection within the limits of the session's state. Used by the session's thread. */
final class CommandReader {

    /** Before log-in: room for a bearer token of many groups. */
    private static final CommandAssembler.Limits STRANGER = new CommandAssembler.Limits(32 * 1024, 0, 8);

    /** RFC 7162 section 4 and RFC 2683 section 3.2.1.5 ask for 8,000 octets at least; sets of UIDs grow longer. */
    private static final int MAX_TEXT = 256 * 1024;

    private static final int MAX_LITERALS = 1_000;

    /** A literal this far over all limits is not waited for: the connection ends instead (RFC 7888 section 4). */
    private static final long MAX_SKIPPED = 512L * 1024 * 1024;

    /** Memory for a literal is taken as it arrives, not as it is announced. */
    private static final int FIRST_PIECE = 64 * 1024;

    /** What came of reading. */
    sealed interface Read {
        record Whole(CommandText text) implements Read {}

        record TooBig(String tag, CommandAssembler.TooBig.What what) implements Read {}

        record LineTooLong() implements Read {}

        /** A literal that is not waited for. */
        record Hopeless() implements Read {}

        record End() implements Read {}
    }

    private final ServerConnection connection;
    private final int maxMessage;

    CommandReader(ServerConnection connection, int maxMessage) {
        this.connection = connection;
        this.maxMessage = maxMessage;
    }

    interface Continuation {
        /** Tells the client to send its literal (RFC 3501 section 7.5). */
        void request() throws IOException;
    }

    Read read(boolean loggedIn, Continuation continuation) throws IOException {
        var limits = loggedIn ? new CommandAssembler.Limits(MAX_TEXT, maxMessage, MAX_LITERALS) : STRANGER;
        var assembler = new CommandAssembler(limits);
        try {
            while (true) {
                var line = connection.readLine(limits.text());
                if (line == null) {
                    return new Read.End();
                }
                var result = step(assembler, assembler.line(line.octets()), continuation);
                if (result != null) {
                    return result;
                }
            }
        } catch (LineTooLongException e) {
            return new Read.LineTooLong();
        }
    }

    private @Nullable Read step(CommandAssembler assembler, CommandAssembler.Next next, Continuation continuation)
            throws IOException {
        switch (next) {
            case CommandAssembler.Complete complete -> {
                return new Read.Whole(complete.text());
            }
            case CommandAssembler.TooBig big -> {
                return new Read.TooBig(big.tag(), big.what());
            }
            case CommandAssembler.ReadLiteral literal -> {
                if (literal.continuation()) {
                    continuation.request();
                }
                assembler.literal(octets(literal.size()));
                return null;
            }
            case CommandAssembler.SkipLiteral literal -> {
                if (literal.size() > MAX_SKIPPED) {
                    return new Read.Hopeless();
                }
                connection.skip(literal.size());
                return null;
            }
        }
    }

    private byte[] octets(int size) throws IOException {
        var octets = new byte[Math.min(size, FIRST_PIECE)];
        var read = 0;
        while (true) {
            connection.readFully(octets, read, octets.length - read);
            read = octets.length;
            if (read == size) {
                return octets;
            }
            octets = Arrays.copyOf(octets, (int) Math.min(size, 4L * octets.length));
        }
    }
}
