package org.kantor.mail.imap;

import java.util.Set;
import org.kantor.mail.wire.imap.Unsubscribe;

/** UNSUBSCRIBE (RFC 3501 section 6.3.7). Subscriptions are names: the mailbox need not exist. */
final class UnsubscribeHandler implements Handler<Unsubscribe> {

    @Override
    public Class<Unsubscribe> command() {
        return Unsubscribe.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(Unsubscribe command, ImapSession session) {
        session.services().mailboxes().setSubscribed(session.account(), command.mailbox(), false, session.actor());
        return Answer.ok("UNSUBSCRIBE completed");
    }
}
