package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.kantor.mail.wire.pop3.Stat;

/** STAT (RFC 1939 section 5). */
final class StatHandler implements Handler<Stat> {

    @Override
    public Set<State> states() {
        return EnumSet.of(State.TRANSACTION);
    }

    @Override
    public void handle(Stat command, Session session) throws IOException {
        var maildrop = session.maildrop();
        session.ok(maildrop.count() + " " + maildrop.size());
    }
}
