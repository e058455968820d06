package org.kantor.webmail.mail;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Snoozing;
import org.kantor.mail.store.SpecialUse;

/** What a reader does with messages. Each answers with the way back. */
final class MailActions {

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Snoozing snoozing;
    private final AccountId account;
    private final Actor actor;

    MailActions(Mailboxes mailboxes, Messages messages, Snoozing snoozing, AccountId account, Actor actor) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.snoozing = snoozing;
        this.account = account;
        this.actor = actor;
    }

    /** @param count how many messages were changed; the others were gone or so already */
    record Done(int count, Runnable undo) {}

    /** Does one thing to some messages of a folder; UIDs ascend. */
    interface Step {
        Done with(long[] uids);
    }

    Step move(MailboxId from, MailboxId to) {
        return uids -> {
            var moved = messages.move(account, from, uids, to, actor);
            return new Done(moved.target().length, () -> messages.move(account, to, moved.target(), from, actor));
        };
    }

    /** Removes for good; there is no way back. */
    int removeForGood(MailboxId from, long[] uids) {
        return messages.remove(account, from, uids, actor).length;
    }

    Step flag(MailboxId in, int flag, boolean on) {
        return change(
                in,
                on ? FlagChange.add(flag) : FlagChange.remove(flag),
                on ? FlagChange.remove(flag) : FlagChange.add(flag));
    }

    /** A label on or off. */
    Step keyword(MailboxId in, String keyword, boolean on) {
        return change(in, FlagChange.keyword(keyword, on), FlagChange.keyword(keyword, !on));
    }

    Step snooze(MailboxId from, Instant until) {
        return uids -> {
            var moved = snoozing.snooze(account, from, uids, until, actor);
            var waiting = mailboxes.find(account, Snoozing.MAILBOX).orElseThrow(MailActions::noFolder);
            return new Done(
                    moved.target().length, () -> messages.move(account, waiting.id(), moved.target(), from, actor));
        };
    }

    /** Files conversations, and what comes to them later. */
    Step mute(MailboxId from, MailboxId archive) {
        return uids -> {
            var view = messages.view(account, from);
            var numbers = Arrays.stream(uids)
                    .mapToInt(view::indexOf)
                    .filter(index -> index >= 0)
                    .mapToLong(view::message)
                    .toArray();
            snoozing.mute(account, numbers, true);
            var moved = from.equals(archive)
                    ? new Done(uids.length, () -> {})
                    : move(from, archive).with(uids);
            return new Done(moved.count(), () -> {
                snoozing.mute(account, numbers, false);
                moved.undo().run();
            });
        };
    }

    private Step change(MailboxId in, FlagChange change, FlagChange back) {
        return uids -> {
            var changed = messages.store(account, in, uids, change, Long.MAX_VALUE, actor)
                    .changed();
            return new Done(changed.length, () -> messages.store(account, in, changed, back, Long.MAX_VALUE, actor));
        };
    }

    void seen(MailboxId in, long[] uids) {
        flag(in, Flags.SEEN, true).with(uids);
    }

    /** Refused NOT_FOUND if the account has no such folder. */
    Mailbox folder(MailboxId id) {
        return mailboxes.get(account, id).orElseThrow(MailActions::noFolder);
    }

    /** Refused NOT_FOUND if the account has no such folder. */
    Mailbox folder(SpecialUse use) {
        return find(use).orElseThrow(MailActions::noFolder);
    }

    Mailbox inbox() {
        return mailboxes.find(account, Mailbox.INBOX).orElseThrow(MailActions::noFolder);
    }

    Optional<Mailbox> find(SpecialUse use) {
        return mailboxes.bySpecialUse(account, use);
    }

    private static Refused noFolder() {
        return new Refused(Refused.Code.NOT_FOUND, "The folder does not exist.");
    }
}
