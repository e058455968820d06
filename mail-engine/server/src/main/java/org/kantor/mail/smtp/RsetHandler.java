package org.kantor.mail.smtp;

import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.smtp.Reply;
import org.kantor.mail.wire.smtp.Rset;

/** RSET (RFC 5321 section 4.1.1.5). The session gathers replies as long as commands are waiting, which is all that PIPELINING asks (RFC 2920). */
final class RsetHandler implements Handler<Rset> {

    @Override
    public List<String> extensions(Session session) {
        return List.of("PIPELINING");
    }

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public Reply handle(Rset command, Session session) {
        session.reset();
        return Reply.of(250, "2.0.0", "Ok");
    }
}
