package org.kantor.mail.smtp;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.smtp.Reply;
import org.kantor.mail.wire.smtp.StartTls;

/** STARTTLS (RFC 3207): afterwards the dialogue begins anew; what a client sent behind the command in plain text is thrown away. */
final class StartTlsHandler implements Handler<StartTls> {

    @Override
    public Set<State> states() {
        return EnumSet.of(State.START, State.GREETED);
    }

    @Override
    public List<String> extensions(Session session) {
        return session.connection().isTls() ? List.of() : List.of("STARTTLS");
    }

    @Override
    public @Nullable Reply handle(StartTls command, Session session) throws IOException {
        if (session.connection().isTls() || session.account() != null) {
            return Reply.of(503, "5.5.1", "TLS cannot begin here");
        }
        session.write(Reply.of(220, "2.0.0", "Go ahead"));
        session.connection().startTls();
        session.secured();
        return null;
    }
}
