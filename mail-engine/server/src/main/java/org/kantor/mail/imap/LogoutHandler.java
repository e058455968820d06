package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Set;
import org.kantor.mail.wire.imap.Logout;

/** LOGOUT (RFC 3501 section 6.1.3). */
final class LogoutHandler implements Handler<Logout> {

    @Override
    public Class<Logout> command() {
        return Logout.class;
    }

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public News news(Logout command) {
        return News.NONE;
    }

    @Override
    public Answer handle(Logout command, ImapSession session) throws IOException {
        session.untagged("BYE", null, "Good-bye");
        return Answer.ok("LOGOUT completed");
    }

    @Override
    public void after(Answer answer, ImapSession session) throws IOException {
        session.flush();
        session.endAfterAnswer();
    }
}
