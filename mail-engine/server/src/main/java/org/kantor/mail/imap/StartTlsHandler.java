package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.StartTls;

/** STARTTLS (RFC 3501 section 6.2.1). What the client sent behind it in plain text is thrown away. */
final class StartTlsHandler implements Handler<StartTls> {

    @Override
    public Class<StartTls> command() {
        return StartTls.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_OUT;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return session.connection().isTls() || session.state() != State.NOT_AUTHENTICATED
                ? List.of()
                : List.of("STARTTLS");
    }

    @Override
    public Answer handle(StartTls command, ImapSession session) {
        return session.connection().isTls() ? Answer.bad("TLS is on already") : Answer.ok("Begin the TLS negotiation");
    }

    @Override
    public void after(Answer answer, ImapSession session) throws IOException {
        if (answer.kind() == Answer.Kind.OK) {
            session.flush();
            session.connection().startTls();
        }
    }
}
