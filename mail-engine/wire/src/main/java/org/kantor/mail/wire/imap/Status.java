package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** STATUS (RFC 3501 section 6.3.10): asks for a mailbox's counters without selecting it. */
public record Status(String mailbox, List<Item> items) implements Command {

    static final String VERB = "STATUS";

    /** What can be asked for (RFC 3501 section 6.3.10, RFC 7162, RFC 7889, RFC 8438, RFC 8474, RFC 9051 section 6.3.11, RFC 9208). */
    public enum Item {
        APPENDLIMIT,
        DELETED,
        DELETED_STORAGE,
        HIGHESTMODSEQ,
        MAILBOXID,
        MESSAGES,
        RECENT,
        SIZE,
        UIDNEXT,
        UIDVALIDITY,
        UNSEEN;

        private final String text = name().replace('_', '-');

        /** As it stands on the wire. */
        public String text() {
            return text;
        }
    }

    public Status {
        items = List.copyOf(items);
    }

    static Status parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.space();
        var items = items(in);
        in.end();
        return new Status(mailbox, items);
    }

    /** The items in their parentheses, each once. */
    static List<Item> items(Parser in) {
        var items = new ArrayList<Item>();
        in.list(() -> items.add(item(in.keyword())));
        return items.stream().distinct().toList();
    }

    private static Item item(String name) {
        for (var item : Item.values()) {
            if (item.text.equals(name)) {
                return item;
            }
        }
        throw new ImapSyntaxException("STATUS does not know this item");
    }

    static String text(List<Item> items) {
        return items.stream().map(Item::text).collect(Collectors.joining(" ", "(", ")"));
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox).space().raw(text(items));
    }
}
