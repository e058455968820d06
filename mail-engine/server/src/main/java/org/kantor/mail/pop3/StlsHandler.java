package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.pop3.Stls;

/** STLS (RFC 2595 section 4): afterwards nothing counts that was said before. */
final class StlsHandler implements Handler<Stls> {

    @Override
    public List<String> capabilities(Session session) {
        return session.connection().isTls() ? List.of() : List.of("STLS");
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.AUTHORIZATION);
    }

    @Override
    public void handle(Stls command, Session session) throws IOException {
        if (session.connection().isTls()) {
            session.error("TLS is on already");
            return;
        }
        if (session.utf8()) {
            // RFC 6856 section 2.1
            session.error("STLS comes before UTF8");
            return;
        }
        session.ok("Go ahead");
        session.connection().startTls();
        session.setUser("");
    }
}
