package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.kantor.mail.wire.pop3.Pass;

/** PASS (RFC 1939 section 7). */
final class PassHandler implements Handler<Pass> {

    private final LogIn logIn;

    PassHandler(LogIn logIn) {
        this.logIn = logIn;
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.AUTHORIZATION);
    }

    @Override
    public void handle(Pass command, Session session) throws IOException {
        if (session.user().isEmpty()) {
            session.error("USER comes first");
            return;
        }
        if (logIn.confidential(session)) {
            var user = session.user();
            session.setUser("");
            logIn.password(user, command.secret(), session);
        }
    }
}
