package org.kantor.mail.smtp;

import java.util.Set;
import org.kantor.mail.wire.smtp.Help;
import org.kantor.mail.wire.smtp.Reply;

/** HELP (RFC 5321 section 4.1.1.8). */
final class HelpHandler implements Handler<Help> {

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public Reply handle(Help command, Session session) {
        return Reply.of(214, "2.0.0", "See RFC 5321");
    }
}
