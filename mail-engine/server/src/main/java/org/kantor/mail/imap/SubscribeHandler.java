package org.kantor.mail.imap;

import java.util.Set;
import org.kantor.mail.wire.imap.Subscribe;

/** SUBSCRIBE (RFC 3501 section 6.3.6). Subscriptions are names: the mailbox need not exist. */
final class SubscribeHandler implements Handler<Subscribe> {

    @Override
    public Class<Subscribe> command() {
        return Subscribe.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public Answer handle(Subscribe command, ImapSession session) {
        session.services().mailboxes().setSubscribed(session.account(), command.mailbox(), true, session.actor());
        return Answer.ok("SUBSCRIBE completed");
    }
}
