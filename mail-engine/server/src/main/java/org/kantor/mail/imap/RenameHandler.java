package org.kantor.mail.imap;

import java.util.Set;
import org.kantor.mail.wire.imap.Rename;
import org.kantor.mail.wire.imap.ResponseCode;

/** RENAME (RFC 3501 section 6.3.5). */
final class RenameHandler implements Handler<Rename> {

    @Override
    public Class<Rename> command() {
        return Rename.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(Rename command, ImapSession session) {
        var from = session.mailboxes().place(command.from());
        var to = session.mailboxes().place(command.to());
        if (!from.account().equals(to.account())) {
            return Answer.no(ResponseCode.CANNOT, "A mailbox stays in its account");
        }
        session.services().mailboxes().rename(from.account(), from.mailbox(), to.mailbox(), session.actor());
        return Answer.ok("RENAME completed");
    }
}
