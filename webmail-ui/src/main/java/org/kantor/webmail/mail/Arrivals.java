package org.kantor.webmail.mail;

import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;

/**
 * Which messages came into a mailbox since the last look. What was moved here is no arrival: it has a new UID but an old time. Belongs to the UI's lock.
 */
final class Arrivals {

    private final Messages messages;
    private final AccountId account;
    private final MailboxId mailbox;
    private long uidNext;
    private long newest;

    Arrivals(Messages messages, AccountId account, MailboxId mailbox) {
        this.messages = messages;
        this.account = account;
        this.mailbox = mailbox;
        note(messages.view(account, mailbox), 0);
    }

    /** @param latest who wrote the last one; empty if there is none */
    record Fresh(int count, String latest) {}

    Fresh look() {
        var view = messages.view(account, mailbox);
        if (view.uidNext() == uidNext) {
            return new Fresh(0, "");
        }
        var at = view.indexOf(uidNext);
        var first = at >= 0 ? at : -at - 1;
        var count = 0;
        long latest = 0;
        for (var i = first; i < view.size(); i++) {
            if ((view.flags(i) & Flags.SEEN) == 0 && view.internalDate(i) >= newest) {
                count++;
                latest = view.message(i);
            }
        }
        note(view, first);
        var from = latest == 0
                ? ""
                : messages.summaries(account, new long[] {latest}).stream()
                        .findFirst()
                        .map(summary -> summary.fromName())
                        .orElse("");
        return new Fresh(count, from);
    }

    private void note(MailboxView view, int first) {
        uidNext = view.uidNext();
        for (var i = first; i < view.size(); i++) {
            newest = Math.max(newest, view.internalDate(i));
        }
    }
}
