package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.kantor.mail.wire.pop3.Rset;

/** RSET (RFC 1939 section 5). */
final class RsetHandler implements Handler<Rset> {

    @Override
    public Set<State> states() {
        return EnumSet.of(State.TRANSACTION);
    }

    @Override
    public void handle(Rset command, Session session) throws IOException {
        session.maildrop().undelete();
        session.ok(session.maildrop().count() + " messages");
    }
}
