package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.Status;

/** STATUS (RFC 3501 section 6.3.10, RFC 7162 section 3.1.7), from the mailbox's counters, with SIZE (RFC 8438), DELETED (RFC 9051 section 6.3.11) MAILBOXID (RFC 8474) and DELETED-STORAGE (RFC 9208). */
final class StatusHandler implements Handler<Status> {

    @Override
    public Class<Status> command() {
        return Status.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("OBJECTID", "STATUS=SIZE");
    }

    @Override
    public Answer handle(Status command, ImapSession session) throws IOException {
        var found = session.mailboxes().find(command.mailbox());
        if (found.isEmpty()) {
            return Answer.no(ResponseCode.NONEXISTENT, "There is no such mailbox");
        }
        var mailbox = found.get();
        // claiming recent messages is no change that the bus would tell of
        var status = command.items().contains(Status.Item.RECENT)
                ? session.services().mailboxes().status(mailbox.account(), mailbox.id())
                : session.mailboxes().status(mailbox);
        write(command.items(), mailbox, status, session);
        return Answer.ok("STATUS completed");
    }

    /** The response, which LIST gives too (RFC 5819). */
    static void write(List<Status.Item> items, Mailbox mailbox, MailboxStatus status, ImapSession session)
            throws IOException {
        if (items.contains(Status.Item.HIGHESTMODSEQ)) {
            session.enable(Extension.CONDSTORE);
        }
        line(items, mailbox, status, session);
    }

    /** The same for a client that did not ask for it. */
    static void line(List<Status.Item> items, Mailbox mailbox, MailboxStatus status, ImapSession session)
            throws IOException {
        var out = session.out();
        out.raw("* STATUS ").mailbox(mailbox.name());
        var separator = " (";
        for (var item : items) {
            out.raw(separator).raw(item.text()).space().raw(value(item, mailbox, status, session));
            separator = " ";
        }
        out.raw(')').crlf();
    }

    private static String value(Status.Item item, Mailbox mailbox, MailboxStatus status, ImapSession session) {
        return switch (item) {
            case APPENDLIMIT -> String.valueOf(session.services().limits().message());
            case DELETED -> String.valueOf(status.deleted());
            // in octets, as the sum of RFC822.SIZE is that RFC 9208 section 4.1.4 lets it be
            case DELETED_STORAGE -> String.valueOf(deletedOctets(mailbox, status, session));
            case HIGHESTMODSEQ -> String.valueOf(status.modseq());
            case MAILBOXID -> "(" + ObjectIds.mailbox(mailbox.id()) + ")";
            case MESSAGES -> String.valueOf(status.messages());
            case RECENT -> String.valueOf(recent(mailbox, status, session));
            case SIZE -> String.valueOf(status.size());
            case UIDNEXT -> String.valueOf(status.uidNext());
            case UIDVALIDITY -> String.valueOf(mailbox.uidValidity());
            case UNSEEN -> String.valueOf(status.unseen());
        };
    }

    private static long deletedOctets(Mailbox mailbox, MailboxStatus status, ImapSession session) {
        var octets = 0L;
        if (status.deleted() > 0) {
            var view = session.services().messages().view(mailbox.account(), mailbox.id());
            for (var index = 0; index < view.size(); index++) {
                octets += (view.flags(index) & Flags.DELETED) == 0 ? 0 : view.octets(index);
            }
        }
        return octets;
    }

    private static int recent(Mailbox mailbox, MailboxStatus status, ImapSession session) {
        if (status.firstRecentUid() >= status.uidNext()) {
            return 0;
        }
        var view = session.services().messages().view(mailbox.account(), mailbox.id());
        var first = view.indexOf(status.firstRecentUid());
        return view.size() - (first >= 0 ? first : -first - 1);
    }
}
