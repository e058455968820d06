package org.kantor.mail.smtp;

import java.util.Set;
import org.kantor.mail.wire.smtp.Expn;
import org.kantor.mail.wire.smtp.Reply;

/** EXPN (RFC 5321 section 3.5.2): there are no lists to show. */
final class ExpnHandler implements Handler<Expn> {

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public Reply handle(Expn command, Session session) {
        return Reply.of(550, "5.7.1", "Lists are not shown");
    }
}
