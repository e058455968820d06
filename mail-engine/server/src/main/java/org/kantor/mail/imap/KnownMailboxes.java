package org.kantor.mail.imap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.kantor.kernel.AccountId;
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
    private final AccountId account;
    private final AtomicLong changes = new AtomicLong();
    private long seen;
    private final Map<String, Mailbox> found = new HashMap<>();
    private final Map<MailboxId, MailboxStatus> statuses = new HashMap<>();

    KnownMailboxes(Mailboxes mailboxes, AccountId account) {
        this.mailboxes = mailboxes;
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

    Optional<Mailbox> find(String name) {
        refresh();
        var known = found.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        var mailbox = mailboxes.find(account, name);
        mailbox.ifPresent(there -> found.put(name, there));
        return mailbox;
    }

    /** The counters; who has claimed the recent messages may have changed since. */
    MailboxStatus status(MailboxId id) {
        refresh();
        var known = statuses.get(id);
        if (known == null) {
            known = mailboxes.status(account, id);
            statuses.put(id, known);
        }
        return known;
    }
}
