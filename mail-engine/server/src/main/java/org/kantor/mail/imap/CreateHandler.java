package org.kantor.mail.imap;

import java.util.Set;
import org.kantor.mail.wire.imap.Create;
import org.kantor.mail.wire.imap.ResponseCode;

/** CREATE (RFC 3501 section 6.3.3). */
final class CreateHandler implements Handler<Create> {

    @Override
    public Class<Create> command() {
        return Create.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(Create command, ImapSession session) {
        var name = command.mailbox();
        var plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (plain.equalsIgnoreCase("INBOX")) {
            return Answer.no(ResponseCode.ALREADY_EXISTS, "INBOX is there already");
        }
        session.services().mailboxes().create(session.account(), plain, null, session.actor());
        return Answer.ok("CREATE completed");
    }
}
