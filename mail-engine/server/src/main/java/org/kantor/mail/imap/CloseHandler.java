package org.kantor.mail.imap;

import java.util.Set;
import org.kantor.mail.store.Right;
import org.kantor.mail.wire.imap.Close;

/** CLOSE (RFC 3501 section 6.4.2): removes deleted messages, unless the mailbox was opened by EXAMINE, without telling of them. */
final class CloseHandler implements Handler<Close> {

    @Override
    public Class<Close> command() {
        return Close.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public News news(Close command) {
        return News.NONE;
    }

    @Override
    public Answer handle(Close command, ImapSession session) {
        var selected = session.selected();
        session.deselect();
        if (!selected.readOnly() && selected.rights().has(Right.EXPUNGE)) {
            session.services()
                    .messages()
                    .expunge(selected.account(), selected.mailbox().id(), null, session.actor());
        }
        return Answer.ok("CLOSE completed");
    }
}
