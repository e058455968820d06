package org.kantor.mail.wire.imap;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SETMETADATA (RFC 5464 section 4.3): sets and removes annotations of a mailbox, or of the server. @param mailbox empty for the server */
public record SetMetadata(String mailbox, List<Value> values) implements Command {

    static final String VERB = "SETMETADATA";

    /**
     * An annotation.
     *
     * @param entry in lower case
     * @param value null to remove it
     */
    public record Value(String entry, byte @Nullable [] value) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value that && entry.equals(that.entry) && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return 31 * entry.hashCode() + Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return entry + (value == null ? " NIL" : " " + value.length + " octets");
        }
    }

    public SetMetadata {
        values = List.copyOf(values);
    }

    static SetMetadata parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.space();
        var values = in.list(() -> {
            var entry = MetadataEntry.parse(in);
            if (entry.lastIndexOf('/') == 0) {
                throw new ImapSyntaxException("An annotation has no such name");
            }
            in.space();
            return new Value(entry, value(in));
        });
        in.end();
        return new SetMetadata(mailbox, values);
    }

    private static byte @Nullable [] value(Parser in) {
        if (in.accept('~')) {
            return in.literal();
        }
        if (in.sees('"') || in.sees('{')) {
            return in.string();
        }
        if (!in.keyword().equals("NIL")) {
            throw new ImapSyntaxException("A value or NIL is missing");
        }
        return null;
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox).space();
        var separator = "(";
        for (var each : values) {
            out.raw(separator).astring(each.entry).space();
            if (each.value == null) {
                out.raw("NIL");
            } else {
                out.binary(each.value);
            }
            separator = " ";
        }
        out.raw(")");
    }
}
