package org.kantor.mail.smtp;

import java.util.Set;
import org.kantor.mail.wire.smtp.Reply;
import org.kantor.mail.wire.smtp.Vrfy;

/** VRFY (RFC 5321 section 3.5.3): who is here is nobody's business. */
final class VrfyHandler implements Handler<Vrfy> {

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public Reply handle(Vrfy command, Session session) {
        return Reply.of(252, "2.1.5", "Send mail, and it will be tried");
    }
}
