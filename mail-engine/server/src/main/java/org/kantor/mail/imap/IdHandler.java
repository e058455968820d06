package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.Id;

/** ID (RFC 2971). The name only: a version would help those who look for weak ones. */
final class IdHandler implements Handler<Id> {

    @Override
    public Class<Id> command() {
        return Id.class;
    }

    @Override
    public Set<State> states() {
        return State.ANY;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("ID");
    }

    @Override
    public Answer handle(Id command, ImapSession session) throws IOException {
        session.out().raw("* ID (\"name\" \"Kantor\")").crlf();
        return Answer.ok("ID completed");
    }
}
