package org.kantor.mail.imap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.imap.Namespaces.Place;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Mailboxes;

/**
 * The mailboxes that a session has asked for, kept until anything of the account changes: clients ask for the same ones again and again. Used by whoever has
 * the session's turn, but for {@link #changed}.
 */
final class KnownMailboxes {

    private static final int MOST = 200;

    private final Mailboxes mailboxes;
    private final Directory directory;
    private final AccountId account;
    private final AtomicLong changes = new AtomicLong();
    private long seen;
    private final Map<String, Mailbox> found = new HashMap<>();
    private final Map<MailboxId, MailboxStatus> statuses = new HashMap<>();

    KnownMailboxes(Mailboxes mailboxes, Directory directory, AccountId account) {
        this.mailboxes = mailboxes;
        this.directory = directory;
        this.account = account;
    }

    /** Something of the account has changed; from any thread. */
    void changed() {
        changes.incrementAndGet();
    }

    /** What is read from here on is at least as new as the last change that was told of before. */
    private void refresh() {
        var now = changes.get();
        if (now != seen || found.size() > MOST || statuses.size() > MOST) {
            found.clear();
            statuses.clear();
            seen = now;
        }
    }

    /** Where a name leads, whether there is such a mailbox or not. Refused NOT_FOUND, as a mailbox is, below an address that nobody has. */
    Place place(String name) {
        return Namespaces.isOthers(name)
                ? Namespaces.place(name, directory)
                        .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such mailbox."))
                : new Place(account, name);
    }

    /** A mailbox of one's own, or one of somebody else's on which one has any right, under the name that it has here. Those are asked for anew each time. */
    Optional<Mailbox> find(String name) {
        if (Namespaces.isOthers(name)) {
            return Namespaces.place(name, directory)
                    .flatMap(place -> mailboxes.find(place.account(), place.mailbox()))
                    .map(mailbox -> named(mailbox, name));
        }
        refresh();
        var known = found.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        var mailbox = mailboxes.find(account, name);
        mailbox.ifPresent(there -> found.put(name, there));
        return mailbox;
    }

    /** Somebody else's mailbox as it is seen here. */
    static Mailbox named(Mailbox mailbox, String name) {
        return new Mailbox(mailbox.id(), mailbox.account(), name, null, mailbox.uidValidity(), false);
    }

    /** The counters; who has claimed the recent messages may have changed since. */
    MailboxStatus status(Mailbox mailbox) {
        if (!mailbox.account().equals(account)) {
            return mailboxes.status(mailbox.account(), mailbox.id());
        }
        refresh();
        var known = statuses.get(mailbox.id());
        if (known == null) {
            known = mailboxes.status(account, mailbox.id());
            statuses.put(mailbox.id(), known);
        }
        return known;
    }
}
