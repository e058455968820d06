package org.kantor.mail.imap;

import java.util.Set;
import org.kantor.mail.wire.imap.Rename;

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
        session.services().mailboxes().rename(session.account(), command.from(), command.to(), session.actor());
        return Answer.ok("RENAME completed");
    }
}
