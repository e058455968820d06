package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.Set;
import org.kantor.mail.store.Messages;
import org.kantor.mail.wire.pop3.Quit;

/** QUIT (RFC 1939 sections 4 and 6): in the TRANSACTION state what is marked is removed, durably, before the answer. */
final class QuitHandler implements Handler<Quit> {

    private final Messages messages;

    QuitHandler(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public void handle(Quit command, Session session) throws IOException {
        session.end();
        var maildrop = session.opened();
        if (maildrop != null) {
            var uids = maildrop.deletedUids();
            if (uids.length > 0) {
                messages.remove(maildrop.account(), maildrop.mailbox().id(), uids, session.actor());
            }
        }
        session.ok("Good bye");
    }
}
