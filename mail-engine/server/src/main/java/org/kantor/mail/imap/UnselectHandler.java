package org.kantor.mail.imap;

import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.Unselect;

/** UNSELECT (RFC 3691). */
final class UnselectHandler implements Handler<Unselect> {

    @Override
    public Class<Unselect> command() {
        return Unselect.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("UNSELECT");
    }

    @Override
    public News news(Unselect command) {
        return News.NONE;
    }

    @Override
    public Answer handle(Unselect command, ImapSession session) {
        session.deselect();
        return Answer.ok("UNSELECT completed");
    }
}
