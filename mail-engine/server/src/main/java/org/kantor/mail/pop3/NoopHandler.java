package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.kantor.mail.wire.pop3.Noop;

/** NOOP (RFC 1939 section 5). */
final class NoopHandler implements Handler<Noop> {

    @Override
    public Set<State> states() {
        return EnumSet.of(State.TRANSACTION);
    }

    @Override
    public void handle(Noop command, Session session) throws IOException {
        session.ok("");
    }
}
