package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.Enable;

/** ENABLE (RFC 5161). No extension here needs to be enabled, so that the list of those that were is empty. */
final class EnableHandler implements Handler<Enable> {

    @Override
    public Class<Enable> command() {
        return Enable.class;
    }

    @Override
    public Set<State> states() {
        return State.WITHOUT_MAILBOX;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("ENABLE");
    }

    @Override
    public Answer handle(Enable command, ImapSession session) throws IOException {
        session.out().raw("* ENABLED").crlf();
        return Answer.ok("ENABLE completed");
    }
}
