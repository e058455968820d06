package org.kantor.mail.imap;

import java.util.Set;
import org.kantor.mail.wire.imap.Check;

/** CHECK (RFC 3501 section 6.4.1): everything is durable already, so that it is a NOOP. */
final class CheckHandler implements Handler<Check> {

    @Override
    public Class<Check> command() {
        return Check.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public Answer handle(Check command, ImapSession session) {
        session.selected().markStale();
        return Answer.ok("CHECK completed");
    }
}
