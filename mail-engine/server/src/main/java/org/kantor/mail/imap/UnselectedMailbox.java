package org.kantor.mail.imap;

import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;

/** A mailbox that is searched without being selected (RFC 7377), as it is now: nothing of it is recent, and no results of it are saved. */
record UnselectedMailbox(ImapSession session, Mailbox mailbox, MailboxView view) implements Searched {

    private static final long[] NONE = {};

    @Override
    public ImapServices services() {
        return session.services();
    }

    @Override
    public AccountId account() {
        return mailbox.account();
    }

    @Override
    public boolean isOwn() {
        return mailbox.account().equals(session.account());
    }

    @Override
    public boolean isRecent(long uid) {
        return false;
    }

    @Override
    public long[] saved() {
        return NONE;
    }
}
