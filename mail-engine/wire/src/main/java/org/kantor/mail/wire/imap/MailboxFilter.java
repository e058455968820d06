package org.kantor.mail.wire.imap;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which mailboxes are meant (RFC 5465 section 6, RFC 7377 section 2.2).
 *
 * @param mailboxes names in Unicode, for the kinds that take some; else empty
 */
public record MailboxFilter(Kind kind, List<String> mailboxes) {

    public static final MailboxFilter SELECTED = new MailboxFilter(Kind.SELECTED, List.of());

    public enum Kind {
        /** The one that is selected. */
        SELECTED(false),
        /** The same, where removed messages are told of only in answer to commands. */
        SELECTED_DELAYED(false),
        /** Those of the client's own that messages are delivered to. */
        INBOXES(false),
        /** All of the client's own. */
        PERSONAL(false),
        SUBSCRIBED(false),
        /** Those named, and all below them. */
        SUBTREE(true),
        /** Those named, and those one level below them. */
        SUBTREE_ONE(true),
        /** Those named. */
        MAILBOXES(true);

        private final boolean named;
        private final String text = name().replace('_', '-');

        Kind(boolean named) {
            this.named = named;
        }
    }

    /** Names of one filter. */
    private static final int MOST = 1_000;

    public MailboxFilter {
        mailboxes = List.copyOf(mailboxes);
    }

    /** Whether it means the mailbox that is selected, whatever its name. */
    public boolean isSelected() {
        return kind == Kind.SELECTED || kind == Kind.SELECTED_DELAYED;
    }

    /** @param allowed what may stand here */
    static MailboxFilter parse(Parser in, Set<Kind> allowed) {
        var name = in.keyword();
        for (var kind : allowed) {
            if (kind.text.equals(name)) {
                return new MailboxFilter(kind, kind.named ? names(in) : List.of());
            }
        }
        throw new ImapSyntaxException("There is no such choice of mailboxes");
    }

    private static List<String> names(Parser in) {
        in.space();
        var names = in.sees('(') ? in.list(in::mailbox) : List.of(in.mailbox());
        if (names.size() > MOST) {
            throw new ImapSyntaxException("There are too many mailboxes");
        }
        return names;
    }

    void write(CommandWriter out) {
        out.raw(kind.text.toLowerCase(Locale.ROOT));
        if (mailboxes.size() == 1) {
            out.space().mailbox(mailboxes.getFirst());
        } else if (kind.named) {
            var separator = " (";
            for (var mailbox : mailboxes) {
                out.raw(separator).mailbox(mailbox);
                separator = " ";
            }
            out.raw(")");
        }
    }
}
