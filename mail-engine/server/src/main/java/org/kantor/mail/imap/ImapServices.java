package org.kantor.mail.imap;

import java.time.Clock;
import org.kantor.change.ChangeBus;
import org.kantor.directory.Directory;
import org.kantor.directory.Users;
import org.kantor.identity.Authentications;
import org.kantor.identity.Authenticator;
import org.kantor.kernel.AccountId;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.store.Annotations;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Sharing;

/** What sessions need of the rest; mailboxes, messages and annotations are those that the session's account has rights on. */
record ImapServices(
        Authenticator authenticator,
        Authentications authentications,
        Sasl sasl,
        Directory directory,
        Users users,
        Sharing sharing,
        Mailboxes mailboxes,
        Messages messages,
        Annotations annotations,
        MessageIndex index,
        ChangeBus bus,
        Clock clock,
        Limits limits) {

    /** Who has not logged in has no account. */
    private static final AccountId NOBODY = new AccountId(0);

    ImapServices(
            Authenticator authenticator,
            Authentications authentications,
            Sasl sasl,
            Directory directory,
            Users users,
            Sharing sharing,
            MessageIndex index,
            ChangeBus bus,
            Clock clock,
            Limits limits) {
        this(
                authenticator,
                authentications,
                sasl,
                directory,
                users,
                sharing,
                sharing.mailboxes(NOBODY),
                sharing.messages(NOBODY),
                sharing.annotations(NOBODY),
                index,
                bus,
                clock,
                limits);
    }

    /** The same for an account that has logged in. */
    ImapServices of(AccountId account) {
        return new ImapServices(
                authenticator,
                authentications,
                sasl,
                directory,
                users,
                sharing,
                sharing.mailboxes(account),
                sharing.messages(account),
                sharing.annotations(account),
                index,
                bus,
                clock,
                limits);
    }
}
