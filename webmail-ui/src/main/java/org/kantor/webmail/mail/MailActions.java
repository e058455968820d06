package org.kantor.webmail.mail;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.DueDates;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.Snoozing;
import org.kantor.tx.Transactions;

/** What a reader does with messages, own ones and others' as far as the reader's rights go. Each answers with the way back. */
final class MailActions {

    private final Sharing sharing;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Snoozing snoozing;
    private final DueDates dueDates;
    private final Transactions transactions;
    private final AccountId reader;
    private final Actor actor;

    MailActions(
            Sharing sharing,
            Snoozing snoozing,
            DueDates dueDates,
            Transactions transactions,
            AccountId reader,
            Actor actor) {
        this.sharing = sharing;
        this.mailboxes = sharing.mailboxes(reader);
        this.messages = sharing.messages(reader);
        this.snoozing = snoozing;
        this.dueDates = dueDates;
        this.transactions = transactions;
        this.reader = reader;
        this.actor = actor;
    }

    /**
     * @param count how many messages were changed; the others were gone or so already
     * @param undo null where the reader may not put back what was taken
     */
    record Done(int count, @Nullable Runnable undo) {

        boolean canBeUndone() {
            return undo != null;
        }

        void takeBack() {
            if (undo != null) {
                undo.run();
            }
        }
    }

    /** Does one thing to some messages of a folder; UIDs ascend. */
    interface Step {
        Done with(long[] uids);
    }

    /** @param back whether the reader may put messages into the first folder */
    Step move(Mailbox from, Mailbox to, boolean back) {
        return uids -> {
            var moved = sharing.move(reader, from, uids, to, actor, done -> {});
            return new Done(
                    moved.target().length,
                    back ? () -> sharing.move(reader, to, moved.target(), from, actor, done -> {}) : null);
        };
    }

    /** @param back whether the reader may take messages out of the second folder */
    Step copy(Mailbox from, Mailbox to, boolean back) {
        return uids -> {
            var copied = sharing.copy(reader, from, uids, to, actor, done -> {});
            return new Done(
                    copied.target().length,
                    back ? () -> messages.remove(to.account(), to.id(), copied.target(), actor) : null);
        };
    }

    /** Removes for good; there is no way back. */
    Step removeForGood(Mailbox from) {
        return uids -> new Done(messages.remove(from.account(), from.id(), uids, actor).length, null);
    }

    Step flag(Mailbox in, int flag, boolean on) {
        return change(
                in,
                on ? FlagChange.add(flag) : FlagChange.remove(flag),
                on ? FlagChange.remove(flag) : FlagChange.add(flag));
    }

    /** A label on or off. */
    Step keyword(Mailbox in, String keyword, boolean on) {
        return change(in, FlagChange.keyword(keyword, on), FlagChange.keyword(keyword, !on));
    }

    /** Only one's own messages come back. What waited already waits for its former time again when that is taken back. */
    Step snooze(Mailbox from, Instant until) {
        return uids -> {
            mustOwn(from);
            var before = snoozing.until(reader, from.id());
            var moved = snoozing.snooze(reader, from.id(), uids, until, actor);
            var waiting = mailboxes
                    .find(reader, Snoozing.MAILBOX)
                    .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The folder does not exist."));
            return new Done(moved.target().length, asBefore(moved, before, waiting, from));
        };
    }

    /** What waits for its time comes to the inbox now; when that is taken back, it waits for that time again. */
    Step bringBack(Mailbox waiting, Mailbox inbox) {
        return uids -> {
            mustOwn(waiting);
            var before = snoozing.until(reader, waiting.id());
            var moved = messages.move(reader, waiting.id(), uids, inbox.id(), actor);
            return new Done(moved.target().length, asBefore(moved, before, inbox, waiting));
        };
    }

    /** What waited for a time waits for it again, the others go back to where they were. */
    private Runnable asBefore(Messages.Copied moved, Map<Long, Instant> before, Mailbox here, Mailbox there) {
        return () -> transactions.run(() -> formerly(moved, before)
                .forEach((time, now) -> time.ifPresentOrElse(
                        former -> snoozing.snooze(reader, here.id(), now, former, actor),
                        () -> messages.move(reader, here.id(), now, there.id(), actor))));
    }

    /** Where messages are now, by the time for which they waited before. */
    private static Map<Optional<Instant>, long[]> formerly(Messages.Copied moved, Map<Long, Instant> before) {
        return IntStream.range(0, moved.target().length)
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> Optional.ofNullable(before.get(moved.source()[i])),
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                all -> all.stream()
                                        .mapToLong(i -> moved.target()[i])
                                        .toArray())));
    }

    /** Mutes conversations, so that what comes to them later is filed, and files what is here: both or neither. @param to where; the same folder if it stays */
    Step mute(Mailbox from, Mailbox to) {
        return from.equals(to)
                ? uids -> muting(from, uids, true)
                : uids -> transactions.call(() -> {
                    var muted = muting(from, uids, true);
                    var moved = move(from, to, true).with(uids);
                    return new Done(
                            moved.count(),
                            () -> transactions.run(() -> {
                                muted.takeBack();
                                moved.takeBack();
                            }));
                });
    }

    /** What comes to the conversations later comes to the inbox again; nothing moves. */
    Step unmute(Mailbox in) {
        return uids -> muting(in, uids, false);
    }

    /** Only what was not so before is taken back. */
    private Done muting(Mailbox in, long[] uids, boolean muted) {
        mustOwn(in);
        var view = messages.view(reader, in.id());
        var numbers = Arrays.stream(uids)
                .mapToInt(view::indexOf)
                .filter(index -> index >= 0)
                .mapToLong(view::message)
                .toArray();
        var changed = snoozing.mute(reader, numbers, muted, actor);
        return new Done(changed.length, () -> snoozing.mute(reader, changed, !muted, actor));
    }

    /** Gives messages a time by which they are to be dealt with. @param by null for none: they are done */
    Step due(Mailbox in, @Nullable Instant by) {
        return uids -> {
            mustOwn(in);
            var before = dueDates.set(reader, in.id(), uids, by, actor);
            return new Done(before.size(), () -> dueDates.restore(reader, before, actor));
        };
    }

    private void mustOwn(Mailbox folder) {
        if (!folder.account().equals(reader)) {
            throw new Refused(Refused.Code.NO_PERMISSION, "This works with one's own messages only.");
        }
    }

    private Step change(Mailbox in, FlagChange change, FlagChange back) {
        return uids -> {
            var changed = messages.store(in.account(), in.id(), uids, change, Long.MAX_VALUE, actor)
                    .changed();
            return new Done(
                    changed.length, () -> messages.store(in.account(), in.id(), changed, back, Long.MAX_VALUE, actor));
        };
    }

    void seen(Mailbox in, long[] uids) {
        flag(in, Flags.SEEN, true).with(uids);
    }
}
