package org.kantor.mail.imap;

import java.util.Set;
import org.kantor.mail.wire.imap.Delete;

/** DELETE (RFC 3501 section 6.3.4). Deleting the selected mailbox deselects it. */
final class DeleteHandler implements Handler<Delete> {

    @Override
    public Class<Delete> command() {
        return Delete.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(Delete command, ImapSession session) {
        var place = session.mailboxes().place(command.mailbox());
        var mailboxes = session.services().mailboxes();
        mailboxes.delete(place.account(), place.mailbox(), session.actor());
        var selected = session.selectedOrNull();
        if (selected != null
                && mailboxes.get(selected.account(), selected.mailbox().id()).isEmpty()) {
            session.deselect();
        }
        return Answer.ok("DELETE completed");
    }
}
