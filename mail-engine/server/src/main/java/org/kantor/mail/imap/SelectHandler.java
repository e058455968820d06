package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.Select;

/** SELECT (RFC 3501 section 6.3.1). Announces QRESYNC (RFC 7162), most of which is in {@link Opening}, and UIDONLY (RFC 9586), which is in the session. */
final class SelectHandler implements Handler<Select> {

    @Override
    public Class<Select> command() {
        return Select.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("QRESYNC", "UIDONLY");
    }

    @Override
    public News news(Select command) {
        return News.NONE;
    }

    @Override
    public Answer handle(Select command, ImapSession session) throws IOException {
        return Opening.open(command.mailbox(), command.parameters(), false, session);
    }
}
