package org.kantor.mail.submission;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.DraftOptions;
import org.kantor.mail.delivery.TraceFields;
import org.kantor.mail.queue.Signal;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.submission.internal.OutboxSql;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.tx.Transactions;

/**
 * The outbox. One virtual thread sends what is due, and reminds; on several nodes a row's lock decides whose it is. The same lock decides between leaving and being taken back. Safe
 * from any thread.
 */
@Service
public final class OutboxService implements Outbox {

    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    /** How long a message waits after a failure of ours. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** RFC 5788 section 3.4. */
    private static final String FORWARDED = "$Forwarded";

    private static final Actor ACTOR = new Actor("outbox", "", null);

    private final OutboxSql sql;
    private final Submissions submissions;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Sharing sharing;
    private final Directory directory;
    private final FollowUps followUps;
    private final Transactions transactions;
    private final Clock clock;
    private final Signal signal = new Signal();
    private @Nullable volatile Thread thread;
    private volatile boolean stopping;

    @Inject
    public OutboxService(
            OutboxSql sql,
            Submissions submissions,
            Mailboxes mailboxes,
            Messages messages,
            Sharing sharing,
            Directory directory,
            FollowUps followUps,
            Transactions transactions,
            Clock clock) {
        this.sql = sql;
        this.submissions = submissions;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.sharing = sharing;
        this.directory = directory;
        this.followUps = followUps;
        this.transactions = transactions;
        this.clock = clock;
    }

    void start(@Observes @Priority(9_000) Startup event) {
        var loader = Thread.currentThread().getContextClassLoader();
        thread = Thread.ofVirtual().name("outbox").start(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            loop();
        });
    }

    void stop(@Observes @Priority(2) Shutdown event) {
        stopping = true;
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void loop() {
        while (!stopping) {
            try {
                sendDue();
                followUps.remindDue();
                signal.await(untilNext());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                if (stopping) {
                    return;
                }
                OutboxLog.LOG.failed(e);
                try {
                    signal.await(LOOK);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private Duration untilNext() {
        var wait =
                sql.nextDue().map(due -> Duration.between(clock.instant(), due)).orElse(LOOK);
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait.compareTo(LOOK) < 0 ? wait : LOOK;
    }

    @Override
    public long hold(
            AccountId account,
            MailboxId mailbox,
            long message,
            Submission submission,
            @Nullable Answered answered,
            boolean scheduled,
            Instant due) {
        return transactions.call(() -> {
            var octets = messages.stored(account, new long[] {message}).stream()
                    .mapToLong(Messages.StoredMessage::octets)
                    .findFirst()
                    .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such message."));
            submissions.check(account, submission, octets);
            transactions.afterCommit(signal::raise);
            return sql.insert(account, mailbox, message, submission, answered, scheduled, due);
        });
    }

    @Override
    public List<Held> waiting(AccountId account) {
        return sql.waiting(account);
    }

    @Override
    public Optional<Held> find(AccountId account, long message) {
        return sql.find(account, message);
    }

    @Override
    public Optional<Draft> takeBack(AccountId account, long id, Actor actor) {
        return transactions.call(() -> {
            var row = sql.take(account, id);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            var held = row.get().held();
            var uid = uid(account, held.mailbox(), held.message());
            if (uid == 0) {
                return Optional.empty();
            }
            var drafts = mailbox(account, SpecialUse.DRAFTS);
            var at = held.mailbox().equals(drafts.id())
                    ? uid
                    : messages.move(account, held.mailbox(), new long[] {uid}, drafts.id(), actor)
                            .target()[0];
            return Optional.of(new Draft(drafts.id(), at, held.message()));
        });
    }

    @Override
    public boolean reschedule(AccountId account, long id, Instant due) {
        return transactions.call(() -> {
            transactions.afterCommit(signal::raise);
            if (!due.isAfter(clock.instant())) {
                return sql.reschedule(account, id, due);
            }
            var row = sql.take(account, id);
            row.ifPresent(waits -> moveTo(waits, due));
            return row.isPresent();
        });
    }

    /** What other clients see of it is the date, so the message gets the new one. */
    private void moveTo(OutboxSql.Row row, Instant due) {
        var account = row.account();
        var held = row.held();
        var uid = uid(account, held.mailbox(), held.message());
        if (uid == 0) {
            return;
        }
        var content = SubmittedMessage.dated(messages.content(account, held.message()), due);
        var message = new NewMessage(content, MessageParser.parse(content), Flags.DRAFT | Flags.SEEN, Set.of(), due);
        var moved = messages.replace(account, held.mailbox(), uid, held.mailbox(), message, ACTOR);
        sql.insert(account, held.mailbox(), moved.message(), row.submission(), row.answered(), held.scheduled(), due);
    }

    /** Sends everything that is due now, each in a transaction of its own. */
    public void sendDue() {
        while (sendOne()) {
            // the next
        }
    }

    private boolean sendOne() {
        var tried = new OutboxSql.Row[1];
        var afterwards = new ArrayList<Runnable>();
        try {
            var sent = transactions.call(() -> {
                var row = sql.due(clock.instant());
                row.ifPresent(due -> {
                    tried[0] = due;
                    afterwards.addAll(send(due));
                });
                return row.isPresent();
            });
            afterwards.forEach(action -> afterwards(tried[0].account(), action));
            return sent;
        } catch (Refused e) {
            if (tried[0] == null) {
                throw e;
            }
            if (e.code() == Refused.Code.TRY_LATER) {
                postpone(tried[0]);
            } else {
                refused(tried[0], e.sentence());
            }
            return true;
        } catch (RuntimeException | Error e) {
            if (tried[0] == null) {
                throw e;
            }
            OutboxLog.LOG.failed(e);
            postpone(tried[0]);
            return true;
        }
    }

    private void postpone(OutboxSql.Row row) {
        transactions.run(() -> sql.postpone(row.held().id(), clock.instant().plus(PAUSE), ""));
    }

    /** What has left is not brought back by what cannot be done about it in others' mailboxes, each a transaction of its own. */
    private void afterwards(AccountId account, Runnable action) {
        try {
            transactions.run(action);
        } catch (RuntimeException e) {
            OutboxLog.LOG.notMarked(account.value(), e);
        }
    }

    /** Answers what is to be done when that is committed. */
    private List<Runnable> send(OutboxSql.Row row) {
        var account = row.account();
        var held = row.held();
        sql.take(account, held.id());
        var uid = uid(account, held.mailbox(), held.message());
        if (uid == 0) {
            OutboxLog.LOG.gone(held.message(), account.value());
            return List.of();
        }
        var draft = messages.content(account, held.message());
        var content = SubmittedMessage.leaving(draft, clock.instant());
        var message = new NewMessage(content, MessageParser.parse(content), Flags.SEEN, Set.of(), clock.instant());
        var sent = messages.replace(
                account, held.mailbox(), uid, mailbox(account, SpecialUse.SENT).id(), message, ACTOR);
        var options = DraftOptions.read(draft);
        if (options.remindDays() > 0) {
            followUps.begin(account, sent.message(), Duration.ofDays(options.remindDays()));
        }
        var afterwards = new ArrayList<Runnable>();
        var answered = row.answered();
        if (answered != null) {
            if (mailboxes.get(account, answered.mailbox()).isPresent()) {
                answered(account, answered);
            } else {
                var answer = new long[] {answered.uid()};
                afterwards.add(() -> others(account, answered.mailbox())
                        .ifPresent(visible -> mark(account, visible, answer, FlagChange.add(Flags.ANSWERED))));
                if (answered.archive()) {
                    afterwards.add(() -> others(account, answered.mailbox())
                            .ifPresent(visible -> archive(account, visible, answer)));
                }
            }
        }
        var forwarded = options.answered();
        if (forwarded != null && forwarded.forwarded()) {
            afterwards.add(() -> forwarded(account, forwarded));
        }
        submissions.submit(account, row.submission(), content);
        directory
                .byAddress(row.submission().sender())
                .map(Account::id)
                .filter(owner -> !owner.equals(account))
                .ifPresent(owner -> afterwards.add(() -> keep(account, owner, content)));
        return afterwards;
    }

    /** Puts what was sent as somebody else into their Sent, so that all who work there see it, without its blind recipients, which are the author's to know. */
    private void keep(AccountId account, AccountId owner, byte[] content) {
        var open = TraceFields.without("bcc:", content);
        var message = new NewMessage(open, MessageParser.parse(open), Flags.SEEN, Set.of(), clock.instant());
        theirs(account, owner, SpecialUse.SENT)
                .ifPresent(sent -> sharing.messages(account).append(owner, sent.id(), List.of(message), ACTOR));
    }

    /** A mailbox of another account that the account may put messages into. */
    private Optional<Mailbox> theirs(AccountId account, AccountId owner, SpecialUse use) {
        return sharing.visible(account).stream()
                .filter(visible -> visible.rights().has(Right.INSERT))
                .map(Sharing.Visible::mailbox)
                .filter(mailbox -> mailbox.account().equals(owner) && mailbox.use() == use)
                .findFirst();
    }

    /** A mailbox of another account, if one still sees it. */
    private Optional<Sharing.Visible> others(AccountId account, MailboxId mailbox) {
        return sharing.visible(account).stream()
                .filter(visible -> visible.mailbox().id().equals(mailbox))
                .findFirst();
    }

    /** Files what was answered with its owner, where one may. */
    private void archive(AccountId account, Sharing.Visible visible, long[] uids) {
        var mailbox = visible.mailbox();
        if (has(visible, Right.READ, Right.DELETE_MESSAGES, Right.EXPUNGE)) {
            theirs(account, mailbox.account(), SpecialUse.ARCHIVE)
                    .filter(archive -> !archive.id().equals(mailbox.id()))
                    .ifPresent(archive -> sharing.move(account, mailbox, uids, archive, ACTOR, done -> {}));
        }
    }

    private void forwarded(AccountId account, DraftOptions.Answered forwarded) {
        var uids = new long[] {forwarded.uid()};
        var change = FlagChange.keyword(FORWARDED, true);
        if (mailboxes.get(account, forwarded.mailbox()).isPresent()) {
            messages.store(account, forwarded.mailbox(), uids, change, Long.MAX_VALUE, ACTOR);
        } else {
            others(account, forwarded.mailbox()).ifPresent(visible -> mark(account, visible, uids, change));
        }
    }

    private void mark(AccountId account, Sharing.Visible visible, long[] uids, FlagChange change) {
        if (has(visible, Right.READ, Right.WRITE)) {
            var mailbox = visible.mailbox();
            sharing.messages(account).store(mailbox.account(), mailbox.id(), uids, change, Long.MAX_VALUE, ACTOR);
        }
    }

    private static boolean has(Sharing.Visible visible, Right... rights) {
        return List.of(rights).stream().allMatch(visible.rights()::has);
    }

    private void answered(AccountId account, Answered answered) {
        var uids = new long[] {answered.uid()};
        messages.store(account, answered.mailbox(), uids, FlagChange.add(Flags.ANSWERED), Long.MAX_VALUE, ACTOR);
        if (answered.archive()) {
            mailboxes
                    .bySpecialUse(account, SpecialUse.ARCHIVE)
                    .filter(archive -> !archive.id().equals(answered.mailbox()))
                    .ifPresent(archive -> messages.move(account, answered.mailbox(), uids, archive.id(), ACTOR));
        }
    }

    /** It stays where it is, flagged so that every client shows it, until its author decides. */
    private void refused(OutboxSql.Row row, String why) {
        var held = row.held();
        OutboxLog.LOG.refused(held.message(), row.account().value(), why);
        transactions.run(() -> {
            sql.postpone(held.id(), held.due(), why);
            var uid = uid(row.account(), held.mailbox(), held.message());
            if (uid != 0) {
                messages.store(
                        row.account(),
                        held.mailbox(),
                        new long[] {uid},
                        FlagChange.add(Flags.FLAGGED),
                        Long.MAX_VALUE,
                        ACTOR);
            }
        });
    }

    private Mailbox mailbox(AccountId account, SpecialUse use) {
        return mailboxes
                .bySpecialUse(account, use)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The folder does not exist."));
    }

    /** 0 if the message does not lie in the mailbox. */
    private long uid(AccountId account, MailboxId mailbox, long message) {
        if (mailboxes.get(account, mailbox).isEmpty()) {
            return 0;
        }
        var view = messages.view(account, mailbox);
        return uid(view, message);
    }

    private static long uid(MailboxView view, long message) {
        for (var index = view.size() - 1; index >= 0; index--) {
            if (view.message(index) == message) {
                return view.uid(index);
            }
        }
        return 0;
    }
}
