package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.pop3.Top;
import org.kantor.mail.wire.smtp.DotStuffing;

/** TOP (RFC 1939 section 7). */
final class TopHandler implements Handler<Top> {

    @Override
    public List<String> capabilities(Session session) {
        return List.of("TOP");
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.TRANSACTION);
    }

    @Override
    public void handle(Top command, Session session) throws IOException {
        if (!session.maildrop().has(command.message())) {
            session.error("There is no such message");
            return;
        }
        var content = session.maildrop().content(command.message());
        session.ok("The top follows");
        DotStuffing.write(content, 0, command.end(content), session.output());
    }
}
