package org.kantor.mail.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.wire.imap.FlagList;
import org.kantor.mail.wire.imap.ResponseWriter;

/** The flags of messages as the wire and the store spell them (RFC 3501 section 2.3.2). */
final class MessageFlags {

    private static final String[] NAMES = {"\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft"};
    private static final int ALL = (1 << NAMES.length) - 1;

    /** The names of every combination, ready to send; with \Recent in the second half. */
    private static final byte[][] COMBINED = combined();

    private MessageFlags() {}

    private static byte[][] combined() {
        var combined = new byte[2 * (ALL + 1)][];
        for (var flags = 0; flags < combined.length; flags++) {
            var names = new StringBuilder();
            for (var bit = 0; bit < NAMES.length; bit++) {
                if ((flags & 1 << bit) != 0) {
                    names.append(names.isEmpty() ? "" : " ").append(NAMES[bit]);
                }
            }
            if (flags > ALL) {
                names.append(names.isEmpty() ? "" : " ").append("\\Recent");
            }
            combined[flags] = names.toString().getBytes(StandardCharsets.US_ASCII);
        }
        return combined;
    }

    static void write(ResponseWriter out, int flags, Set<String> keywords, boolean recent) throws IOException {
        var names = COMBINED[flags & ALL | (recent ? ALL + 1 : 0)];
        out.raw('(').octets(names);
        if (!keywords.isEmpty()) {
            var first = names.length == 0;
            for (var keyword : keywords) {
                out.raw(first ? "" : " ").raw(keyword);
                first = false;
            }
        }
        out.raw(')');
    }

    /** The system flags of these bits, and keywords. */
    static void writeNames(ResponseWriter out, int flags, Set<String> keywords) throws IOException {
        out.octets(COMBINED[flags & ALL]);
        for (var keyword : keywords) {
            out.space().raw(keyword);
        }
    }

    /** The bit of a system flag; 0 for a keyword. */
    static int bit(String name) {
        return switch (name) {
            case "\\Seen" -> Flags.SEEN;
            case "\\Answered" -> Flags.ANSWERED;
            case "\\Flagged" -> Flags.FLAGGED;
            case "\\Deleted" -> Flags.DELETED;
            case "\\Draft" -> Flags.DRAFT;
            default -> 0;
        };
    }

    static int bits(FlagList flags) {
        var bits = 0;
        for (var name : flags.names()) {
            bits |= bit(name);
        }
        return bits;
    }

    static Set<String> keywords(FlagList flags) {
        var keywords = new LinkedHashSet<String>();
        for (var name : flags.names()) {
            if (bit(name) == 0) {
                keywords.add(name);
            }
        }
        return keywords;
    }

    static FlagChange change(org.kantor.mail.wire.imap.Store command) {
        var mode = switch (command.mode()) {
            case SET -> FlagChange.Mode.SET;
            case ADD -> FlagChange.Mode.ADD;
            case REMOVE -> FlagChange.Mode.REMOVE;
        };
        return new FlagChange(mode, bits(command.flags()), keywords(command.flags()));
    }
}
