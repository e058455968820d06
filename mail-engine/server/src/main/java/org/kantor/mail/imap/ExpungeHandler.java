package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Set;
import org.kantor.mail.wire.imap.Expunge;
import org.kantor.mail.wire.imap.ResponseCode;

/** EXPUNGE (RFC 3501 section 6.4.3). The client hears of each message as of any other news. */
final class ExpungeHandler implements Handler<Expunge> {

    @Override
    public Class<Expunge> command() {
        return Expunge.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public Answer handle(Expunge command, ImapSession session) throws IOException {
        var selected = session.selected();
        if (selected.readOnly()) {
            return Answer.no(ResponseCode.READ_ONLY, "The mailbox was opened for reading only");
        }
        var gone = session.services()
                .messages()
                .expunge(selected.account(), selected.mailbox().id(), null, session.actor());
        return selected.removed(gone.length, "EXPUNGE completed");
    }
}
