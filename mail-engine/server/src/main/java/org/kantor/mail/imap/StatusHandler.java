package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Set;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.Status;

/** STATUS (RFC 3501 section 6.3.10, RFC 7162 section 3.1.7), from the mailbox's counters. */
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
    public Answer handle(Status command, ImapSession session) throws IOException {
        var found = session.mailboxes().find(command.mailbox());
        if (found.isEmpty()) {
            return Answer.no(ResponseCode.NONEXISTENT, "There is no such mailbox");
        }
        var mailbox = found.get();
        if (command.items().contains(Status.Item.HIGHESTMODSEQ)) {
            session.enable(Extension.CONDSTORE);
        }
        // claiming recent messages is no change that the bus would tell of
        var status = command.items().contains(Status.Item.RECENT)
                ? session.services().mailboxes().status(session.account(), mailbox.id())
                : session.mailboxes().status(mailbox.id());
        var out = session.out();
        out.raw("* STATUS ").mailbox(mailbox.name());
        var separator = " (";
        for (var item : command.items()) {
            out.raw(separator).raw(item.name()).space().number(value(item, mailbox, status, session));
            separator = " ";
        }
        out.raw(')').crlf();
        return Answer.ok("STATUS completed");
    }

    private static long value(Status.Item item, Mailbox mailbox, MailboxStatus status, ImapSession session) {
        return switch (item) {
            case HIGHESTMODSEQ -> status.modseq();
            case MESSAGES -> status.messages();
            case UIDNEXT -> status.uidNext();
            case UIDVALIDITY -> mailbox.uidValidity();
            case UNSEEN -> status.unseen();
            case RECENT -> recent(mailbox, status, session);
        };
    }

    private static int recent(Mailbox mailbox, MailboxStatus status, ImapSession session) {
        if (status.firstRecentUid() >= status.uidNext()) {
            return 0;
        }
        var view = session.services().messages().view(session.account(), mailbox.id());
        var first = view.indexOf(status.firstRecentUid());
        return view.size() - (first >= 0 ? first : -first - 1);
    }
}
