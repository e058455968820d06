package org.kantor.mail.wire.imap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GETMETADATA (RFC 5464 section 4.2): asks for annotations of a mailbox, or of the server.
 *
 * @param mailbox empty for the server
 * @param entries in lower case
 * @param maxSize longer values are not answered; null for no limit
 */
public record GetMetadata(
        String mailbox,
        List<String> entries,
        Depth depth,
        @Nullable Long maxSize) implements Command {

    static final String VERB = "GETMETADATA";

    /** Which entries below those that are named are meant too. */
    public enum Depth {
        NONE("0"),
        ONE("1"),
        INFINITY("infinity");

        private final String text;

        Depth(String text) {
            this.text = text;
        }
    }

    public GetMetadata {
        entries = List.copyOf(entries);
    }

    /** The options stand before the mailbox in the grammar and behind it in the examples of the RFC. */
    static GetMetadata parse(Parser in) {
        in.space();
        var options = new Options();
        if (in.sees('(')) {
            options.parse(in);
            in.space();
        }
        var mailbox = in.mailbox();
        in.space();
        if (in.sees("(MAXSIZE ") || in.sees("(DEPTH ")) {
            options.parse(in);
            in.space();
        }
        var entries = in.sees('(') ? in.list(() -> MetadataEntry.parse(in)) : List.of(MetadataEntry.parse(in));
        in.end();
        return new GetMetadata(mailbox, entries, options.depth, options.maxSize);
    }

    private static final class Options {

        private Depth depth = Depth.NONE;
        private @Nullable Long maxSize;

        void parse(Parser in) {
            in.list(() -> {
                var name = in.keyword();
                in.space();
                switch (name) {
                    case "MAXSIZE" -> maxSize = in.number();
                    case "DEPTH" -> depth = depth(in.atom());
                    default -> throw new ImapSyntaxException("GETMETADATA does not know this option");
                }
                return name;
            });
        }

        private static Depth depth(String text) {
            for (var depth : Depth.values()) {
                if (depth.text.equalsIgnoreCase(text)) {
                    return depth;
                }
            }
            throw new ImapSyntaxException("DEPTH is 0, 1 or infinity");
        }
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB + " (DEPTH " + depth.text + (maxSize == null ? "" : " MAXSIZE " + maxSize) + ") ");
        out.mailbox(mailbox).space();
        var separator = "(";
        for (var entry : entries) {
            out.raw(separator).astring(entry);
            separator = " ";
        }
        out.raw(")");
    }
}
