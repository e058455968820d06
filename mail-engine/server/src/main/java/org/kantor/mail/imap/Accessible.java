package org.kantor.mail.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kantor.directory.Account;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing.Shared;

/**
 * The mailboxes that a session may look up, under the names that they have here, with its rights on them; and the names that it has subscribed to, of mailboxes that there
 * are or not.
 */
record Accessible(List<Shared> mailboxes, Set<String> subscriptions) {

    /** Three queries at most. @param others whether somebody else's mailboxes are wanted */
    static Accessible of(ImapSession session, boolean others) {
        var account = session.account();
        var services = session.services();
        var mailboxes = new ArrayList<Shared>();
        services.mailboxes().list(account).forEach(own -> mailboxes.add(new Shared(own, Rights.ALL)));
        var shared = others ? others(session) : List.<Shared>of();
        mailboxes.addAll(shared);
        return new Accessible(mailboxes, new HashSet<>(services.mailboxes().subscriptions(account)));
    }

    /** Others' mailboxes; without those of accounts that are just being deleted. */
    static List<Shared> others(ImapSession session) {
        var owners = new HashMap<AccountId, Optional<Account>>();
        var named = new ArrayList<Shared>();
        for (var each : session.services().sharing().sharedWith(session.account())) {
            owners.computeIfAbsent(each.mailbox().account(), session.services().directory()::account)
                    .map(owner -> Namespaces.name(owner, each.mailbox().name()))
                    .ifPresent(
                            name -> named.add(new Shared(KnownMailboxes.named(each.mailbox(), name), each.rights())));
        }
        return named;
    }

    boolean isSubscribed(Mailbox mailbox) {
        return mailbox.subscribed() || subscriptions.contains(mailbox.name());
    }
}
