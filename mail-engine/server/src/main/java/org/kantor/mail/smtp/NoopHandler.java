package org.kantor.mail.smtp;

import java.util.Set;
import org.kantor.mail.wire.smtp.Noop;
import org.kantor.mail.wire.smtp.Reply;

/** NOOP (RFC 5321 section 4.1.1.9). */
final class NoopHandler implements Handler<Noop> {

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public Reply handle(Noop command, Session session) {
        return Reply.of(250, "2.0.0", "Ok");
    }
}
