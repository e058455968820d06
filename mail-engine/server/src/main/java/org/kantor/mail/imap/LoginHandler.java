package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.identity.Authenticator.Service;
import org.kantor.mail.wire.imap.Login;

/** LOGIN (RFC 3501 section 6.2.3). */
final class LoginHandler implements Handler<Login> {

    @Override
    public Class<Login> command() {
        return Login.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_OUT;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return session.connection().confidential() || session.state() != State.NOT_AUTHENTICATED
                ? List.of()
                : List.of("LOGINDISABLED");
    }

    @Override
    public Answer handle(Login command, ImapSession session) throws IOException {
        if (!session.connection().confidential()) {
            return LogIn.privacyRequired();
        }
        var verdict = session.services()
                .authenticator()
                .password(
                        command.user(),
                        command.password(),
                        Service.IMAP,
                        session.connection().clientAddress());
        return LogIn.answer(verdict, session);
    }

    @Override
    public void after(Answer answer, ImapSession session) throws IOException {
        LogIn.endIfHopeless(session);
    }
}
