package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.kantor.mail.wire.pop3.Retr;
import org.kantor.mail.wire.smtp.DotStuffing;

/** RETR (RFC 1939 section 5). */
final class RetrHandler implements Handler<Retr> {

    @Override
    public Set<State> states() {
        return EnumSet.of(State.TRANSACTION);
    }

    @Override
    public void handle(Retr command, Session session) throws IOException {
        if (!session.maildrop().has(command.message())) {
            session.error("There is no such message");
            return;
        }
        var content = session.maildrop().content(command.message());
        session.ok(content.length + " octets");
        DotStuffing.write(content, session.output());
    }
}
