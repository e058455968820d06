package org.kantor.mail.store.internal;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kantor.bean.Background;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeStream;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages.Copied;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Snoozing;
import org.kantor.mail.store.internal.SnoozeSql.Due;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * Snoozed messages as rows beside their placements; a worker looks for those that are due. Each comes back in a transaction with its row's deletion, so that it comes back once,
 * whoever dies meanwhile and however many nodes look. Safe from any thread.
 */
@Service
public final class SnoozeService implements Snoozing {

    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final int BATCH = 100;
    /** How long one that could not come back is left alone. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private static final long[] NONE = {};

    private static final Actor WORKER = new Actor("snooze", "", null);

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final ChangeStream changes;
    private final MailboxService mailboxes;
    private final MessageService messages;
    private final Lanes lanes;
    private final Clock clock;

    @Inject
    SnoozeService(
            Transactions transactions,
            Jdbc jdbc,
            ChangeStream changes,
            MailboxService mailboxes,
            MessageService messages,
            Lanes lanes,
            Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.changes = changes;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.lanes = lanes;
        this.clock = clock;
    }

    void start(@Observes Startup event, Background background) {
        background.repeat("snoozed", PAUSE, this::wake);
    }

    @Override
    public Copied snooze(AccountId account, MailboxId from, long[] uids, Instant until, Actor actor) {
        if (!until.isAfter(clock.instant())) {
            throw new Refused(Refused.Code.BAD_VALUE, "That time is over.");
        }
        return lanes.write(transactions, account, () -> {
            var waiting = mailboxes.find(account, MAILBOX).orElseGet(() -> made(account, actor));
            var moved = messages.move(account, from, uids, waiting.id(), actor);
            jdbc.work(connection -> SnoozeSql.insert(connection, account, waiting.id(), moved.target(), until));
            return moved;
        });
    }

    private Mailbox made(AccountId account, Actor actor) {
        var made = mailboxes.create(account, MAILBOX, null, actor);
        mailboxes.setSubscribed(account, MAILBOX, true, actor);
        return made;
    }

    @Override
    public Map<Long, Instant> until(AccountId account, MailboxId mailbox) {
        return jdbc.read(connection -> SnoozeSql.until(connection, account, mailbox));
    }

    @Override
    public Optional<Instant> until(AccountId account, MailboxId mailbox, long uid) {
        return jdbc.read(connection -> SnoozeSql.until(connection, account, mailbox, uid));
    }

    @Override
    public int wake() {
        var woken = 0;
        List<Due> due;
        int settled;
        do {
            settled = 0;
            due = jdbc.read(connection -> SnoozeSql.due(connection, clock.instant(), BATCH));
            for (var one : due) {
                try {
                    woken += wake(one);
                    settled++;
                } catch (RuntimeException e) {
                    // the others shall not wait for it
                    StoreLog.LOG.notWoken(one.message(), one.account().value(), e);
                    transactions.run(() -> jdbc.work(connection ->
                            SnoozeSql.postpone(connection, one, clock.instant().plus(AGAIN))));
                }
            }
        } while (due.size() == BATCH && settled > 0);
        return woken;
    }

    private int wake(Due due) {
        try {
            return comeAgain(due);
        } catch (Refused e) {
            if (e.code() != Refused.Code.OVER_QUOTA && e.code() != Refused.Code.LIMIT) {
                throw e;
            }
            return comeBack(due);
        }
    }

    /** As if it had just come, which is told by its date. */
    private int comeAgain(Due due) {
        return lanes.write(transactions, due.account(), () -> {
            if (!jdbc.work(connection -> SnoozeSql.delete(connection, due)) || due.message() == 0) {
                return 0;
            }
            var account = due.account();
            var inbox = mailboxes.find(account, Mailbox.INBOX).orElseThrow(ViewSql::notFound);
            var content = messages.content(account, due.message());
            var again = new NewMessage(
                    content,
                    MessageParser.parse(content),
                    due.flags() & ~Flags.SEEN,
                    Set.copyOf(due.keywords()),
                    clock.instant());
            messages.replace(account, due.mailbox(), due.uid(), inbox.id(), again, WORKER);
            return 1;
        });
    }

    /** With its old date, which needs no room. */
    private int comeBack(Due due) {
        return lanes.write(transactions, due.account(), () -> {
            if (!jdbc.work(connection -> SnoozeSql.delete(connection, due))) {
                return 0;
            }
            var account = due.account();
            var inbox = mailboxes.find(account, Mailbox.INBOX).orElseThrow(ViewSql::notFound);
            var there = messages.move(account, due.mailbox(), new long[] {due.uid()}, inbox.id(), WORKER)
                    .target();
            messages.store(account, inbox.id(), there, FlagChange.remove(Flags.SEEN), Long.MAX_VALUE, WORKER);
            return there.length;
        });
    }

    @Override
    public long[] mute(AccountId account, long[] messages, boolean muted, Actor actor) {
        return lanes.write(transactions, account, () -> {
            // the account's row before those of its conversations, as whoever files what is delivered has it
            changes.next(account);
            var changed = jdbc.work(connection -> SnoozeSql.mute(connection, account, messages, muted));
            if (changed.length > 0) {
                changes.append(account, new Collection(Collection.Kind.MAILBOX, 0), NONE, NONE, NONE, actor);
            }
            return changed;
        });
    }

    @Override
    public List<Long> muted(AccountId account, long[] threads) {
        return jdbc.read(connection -> SnoozeSql.muted(connection, account, threads));
    }
}
