package org.kantor.mail.imap;

import java.time.Clock;
import org.kantor.change.ChangeBus;
import org.kantor.directory.Directory;
import org.kantor.identity.Authenticator;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;

/** What sessions need of the rest. */
record ImapServices(
        Authenticator authenticator,
        Sasl sasl,
        Directory directory,
        Mailboxes mailboxes,
        Messages messages,
        MessageIndex index,
        ChangeBus bus,
        Clock clock,
        Limits limits) {}
