package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.pop3.User;

/** USER (RFC 1939 section 7): whether there is such a user is not told. */
final class UserHandler implements Handler<User> {

    private final LogIn logIn;

    UserHandler(LogIn logIn) {
        this.logIn = logIn;
    }

    @Override
    public List<String> capabilities(Session session) {
        return session.connection().confidential() ? List.of("USER") : List.of();
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.AUTHORIZATION);
    }

    @Override
    public void handle(User command, Session session) throws IOException {
        if (logIn.confidential(session)) {
            session.setUser(command.name());
            session.ok("Now the password");
        }
    }
}
