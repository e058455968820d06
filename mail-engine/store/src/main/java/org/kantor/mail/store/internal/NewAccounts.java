package org.kantor.mail.store.internal;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.directory.AccountCreated;

/** Gives every new account its mailboxes, in the transaction that makes the account. */
@Service
public final class NewAccounts {

    private final MailboxService mailboxes;

    @Inject
    NewAccounts(MailboxService mailboxes) {
        this.mailboxes = mailboxes;
    }

    void created(@Observes AccountCreated event) {
        mailboxes.addDefaults(event.account().id(), new Actor("system", "", null));
    }
}
