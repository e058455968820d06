package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.pop3.Capa;

/**
 * CAPA (RFC 2449). PIPELINING, RESP-CODES and AUTH-RESP-CODE (RFC 3206) are the session's ways with answers; no mail is deleted but by its owner (EXPIRE
 * NEVER).
 */
final class CapaHandler implements Handler<Capa> {

    @Override
    public List<String> capabilities(Session session) {
        return List.of("PIPELINING", "RESP-CODES", "AUTH-RESP-CODE", "EXPIRE NEVER", "IMPLEMENTATION Kantor");
    }

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public void handle(Capa command, Session session) throws IOException {
        session.ok("Capabilities follow");
        for (var capability : session.verbs().capabilities(session)) {
            session.line(capability);
        }
        session.line(".");
    }
}
