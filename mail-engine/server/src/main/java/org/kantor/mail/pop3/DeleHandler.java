package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.kantor.mail.wire.pop3.Dele;

/** DELE (RFC 1939 section 5): marks; the message goes at QUIT. */
final class DeleHandler implements Handler<Dele> {

    @Override
    public Set<State> states() {
        return EnumSet.of(State.TRANSACTION);
    }

    @Override
    public void handle(Dele command, Session session) throws IOException {
        if (!session.maildrop().has(command.message())) {
            session.error("There is no such message");
            return;
        }
        session.maildrop().delete(command.message());
        session.ok("Deleted at the end");
    }
}
