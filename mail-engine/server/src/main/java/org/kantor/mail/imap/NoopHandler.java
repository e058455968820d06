package org.kantor.mail.imap;

import java.util.Set;
import org.kantor.mail.wire.imap.Noop;

/** NOOP (RFC 3501 section 6.1.2): the client's question what is new. */
final class NoopHandler implements Handler<Noop> {

    @Override
    public Class<Noop> command() {
        return Noop.class;
    }

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public Answer handle(Noop command, ImapSession session) {
        var selected = session.selectedOrNull();
        if (selected != null) {
            selected.markStale();
        }
        return Answer.ok("NOOP completed");
    }
}
