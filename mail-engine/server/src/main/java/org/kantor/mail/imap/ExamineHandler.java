package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Set;
import org.kantor.mail.wire.imap.Examine;

/** EXAMINE (RFC 3501 section 6.3.2). */
final class ExamineHandler implements Handler<Examine> {

    @Override
    public Class<Examine> command() {
        return Examine.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public News news(Examine command) {
        return News.NONE;
    }

    @Override
    public Answer handle(Examine command, ImapSession session) throws IOException {
        return Opening.open(command.mailbox(), command.parameters(), true, session);
    }
}
