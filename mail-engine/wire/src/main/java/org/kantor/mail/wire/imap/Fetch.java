package org.kantor.mail.wire.imap;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** FETCH and UID FETCH (RFC 3501 sections 6.4.5 and 6.4.8): asks for data of messages. The macros ALL, FAST and FULL are written out in the items. */
public record Fetch(boolean uid, SequenceSet messages, List<FetchItem> items, Modifiers modifiers) implements Command {

    static final String VERB = "FETCH";

    /** More data items than this is no client's; each is answered once a message. */
    private static final int MAX_ITEMS = 200;

    public Fetch {
        items = List.copyOf(items);
    }

    /**
     * Which of the messages are meant (RFC 4466 section 2.4).
     *
     * @param changedSince only those that were changed after this change number (RFC 7162 section 3.1.4.1); null for all
     * @param vanished whether the client wants to hear of removed messages too (section 3.2.6)
     * @param partial which part of the messages, before the other modifiers (RFC 9394 sections 3.3 and 3.4); null for all
     */
    public record Modifiers(
            @Nullable Long changedSince,
            boolean vanished,
            @Nullable PartialRange partial) {

        public static final Modifiers NONE = new Modifiers(null, false, null);

        private static Modifiers parse(Parser in, boolean uid) {
            Long changedSince = null;
            var vanished = false;
            PartialRange partial = null;
            in.expect('(');
            do {
                switch (in.keyword()) {
                    case "CHANGEDSINCE" -> {
                        in.space();
                        changedSince = in.nzModseq();
                    }
                    case "VANISHED" -> vanished = true;
                    case "PARTIAL" -> {
                        in.space();
                        partial = PartialRange.parse(in);
                    }
                    default -> throw new ImapSyntaxException("FETCH does not know this modifier");
                }
            } while (in.accept(' '));
            in.expect(')');
            if (vanished && (!uid || changedSince == null)) {
                throw new ImapSyntaxException("VANISHED needs UID FETCH and CHANGEDSINCE");
            }
            if (partial != null && !uid) {
                throw new ImapSyntaxException("PARTIAL needs UID FETCH");
            }
            return new Modifiers(changedSince, vanished, partial);
        }

        private void write(CommandWriter out) {
            if (equals(NONE)) {
                return;
            }
            var text = new StringJoiner(" ", " (", ")");
            if (partial != null) {
                text.add("PARTIAL " + partial);
            }
            if (changedSince != null) {
                text.add("CHANGEDSINCE " + changedSince);
            }
            if (vanished) {
                text.add("VANISHED");
            }
            out.raw(text.toString());
        }
    }

    static Fetch parse(Parser in, boolean uid) {
        in.space();
        var messages = SequenceSet.parse(in);
        in.space();
        var items = in.sees('(') ? items(in) : macroOrItem(in);
        var modifiers = in.accept(' ') ? Modifiers.parse(in, uid) : Modifiers.NONE;
        in.end();
        return new Fetch(uid, messages, items, modifiers);
    }

    /** The items in their parentheses, each once. */
    static List<FetchItem> items(Parser in) {
        var items = in.list(() -> FetchItem.parse(in));
        if (items.size() > MAX_ITEMS) {
            throw new ImapSyntaxException("FETCH has too many items");
        }
        return items.stream().distinct().toList();
    }

    private static List<FetchItem> macroOrItem(Parser in) {
        for (var macro : Macro.values()) {
            if (in.sees(macro.name()) && in.keyword().equals(macro.name())) {
                return macro.items;
            }
        }
        return List.of(FetchItem.parse(in));
    }

    /** The macros of RFC 3501 section 6.4.5. */
    private enum Macro {
        ALL(FetchItem.Data.FLAGS, FetchItem.Data.INTERNALDATE, FetchItem.Data.RFC822_SIZE, FetchItem.Data.ENVELOPE),
        FAST(FetchItem.Data.FLAGS, FetchItem.Data.INTERNALDATE, FetchItem.Data.RFC822_SIZE),
        FULL(
                FetchItem.Data.FLAGS,
                FetchItem.Data.INTERNALDATE,
                FetchItem.Data.RFC822_SIZE,
                FetchItem.Data.ENVELOPE,
                FetchItem.Data.BODY);

        private final List<FetchItem> items;

        Macro(FetchItem... items) {
            this.items = List.of(items);
        }
    }

    @Override
    public boolean hasNumbers() {
        return !uid;
    }

    @Override
    public void write(CommandWriter out) {
        out.uid(uid).raw(VERB).space().raw(messages.toString()).space();
        out.raw(items.stream().map(FetchItem::text).collect(Collectors.joining(" ", "(", ")")));
        modifiers.write(out);
    }
}
