package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.List;

/** STATUS (RFC 3501 section 6.3.10): asks for a mailbox's counters without selecting it. */
public record Status(String mailbox, List<Item> items) implements Command {

    static final String VERB = "STATUS";

    /** What can be asked for; HIGHESTMODSEQ is RFC 7162's. */
    public enum Item {
        HIGHESTMODSEQ,
        MESSAGES,
        RECENT,
        UIDNEXT,
        UIDVALIDITY,
        UNSEEN
    }

    public Status {
        items = List.copyOf(items);
    }

    static Status parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.space();
        var items = new ArrayList<Item>();
        in.list(() -> items.add(item(in.keyword())));
        in.end();
        return new Status(mailbox, items.stream().distinct().toList());
    }

    private static Item item(String name) {
        for (var item : Item.values()) {
            if (item.name().equals(name)) {
                return item;
            }
        }
        throw new ImapSyntaxException("STATUS does not know this item");
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox).space();
        var separator = "(";
        for (var item : items) {
            out.raw(separator).raw(item.name());
            separator = " ";
        }
        out.raw(")");
    }
}
