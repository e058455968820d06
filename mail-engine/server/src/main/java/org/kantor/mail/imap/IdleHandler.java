package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.Idle;

/**
 * IDLE (RFC 2177): the session's thread waits for DONE; whoever commits a change wakes another thread, which takes the turn and tells of it, unless the client has asked
 * for something else with NOTIFY (RFC 5465 section 4).
 */
final class IdleHandler implements Handler<Idle> {

    private static final int MAX_LINE = 1_000;

    @Override
    public Class<Idle> command() {
        return Idle.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("IDLE");
    }

    @Override
    public Answer handle(Idle command, ImapSession session) throws IOException {
        session.out().raw("+ Idling").crlf();
        var selected = session.selectedOrNull();
        if (selected == null) {
            return done(session);
        }
        selected.tell(session.out(), true);
        selected.beginIdle(session);
        try {
            return done(session);
        } finally {
            selected.endIdle();
        }
    }

    private static Answer done(ImapSession session) throws IOException {
        var line = session.readLine(MAX_LINE);
        if (line == null) {
            session.endOfInput();
            return Answer.ok("IDLE ended");
        }
        return line.latin1().equalsIgnoreCase("DONE") ? Answer.ok("IDLE completed") : Answer.bad("DONE was expected");
    }
}
