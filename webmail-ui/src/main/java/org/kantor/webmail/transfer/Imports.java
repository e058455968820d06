package org.kantor.webmail.transfer;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;

/**
 * The imports of this node: one at a time for an account, {@value #MOST} for all, and of their large messages one at a time is in memory, each for as long as storing it takes. Safe from
 * any thread.
 */
@Service
public final class Imports {

    /** At a time on this node. Each holds some megabytes, however large its messages. */
    static final int MOST = 8;

    /** How long an import waits for its turn: who stops one and begins anew does not wait for the end of the first. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a large message waits; a few seconds are what others need. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Duration patience;
    private final Clock clock;
    private final Messages messages;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    /** Guarded by the lock. */
    private final Set<AccountId> running = new HashSet<>();

    private final Semaphore large = new Semaphore(1, true);

    @Inject
    public Imports(Messages messages, Clock clock) {
        this(messages, clock, PATIENCE);
    }

    Imports(Messages messages, Clock clock, Duration patience) {
        this.messages = messages;
        this.clock = clock;
        this.patience = patience;
    }

    /** @param known how many were there already */
    public record Result(int added, int known) {}

    /** Stores a message. */
    interface Work {
        void run() throws IOException;
    }

    /**
     * Files what is in a file. What came before a failure stays.
     *
     * @throws Refused LIMIT, OVER_QUOTA, NOT_FOUND if the mailbox is gone; TRY_LATER while another import of the account goes on, or too many others'
     */
    public Result run(AccountId account, MailboxId mailbox, Actor actor, InputStream file) throws IOException {
        begin(account);
        try {
            return new MailImport(messages, account, mailbox, actor, clock, this::large).take(file);
        } finally {
            end(account);
        }
    }

    private void begin(AccountId account) {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (running.contains(account) || running.size() >= MOST) {
                if (left <= 0) {
                    throw new Refused(
                            Refused.Code.TRY_LATER,
                            running.contains(account)
                                    ? "Another import of yours is under way; begin this one when it has ended."
                                    : "Many imports are under way; try again later.");
                }
                left = ended.awaitNanos(left);
            }
            running.add(account);
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    private void end(AccountId account) {
        lock.lock();
        try {
            running.remove(account);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Does what needs a large message in memory, alone. */
    private void large(Work work) throws IOException {
        try {
            if (!large.tryAcquire(LONGEST.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Refused(Refused.Code.TRY_LATER, "Many imports are under way; try again later.");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            work.run();
        } finally {
            large.release();
        }
    }

    private static Refused interrupted() {
        Thread.currentThread().interrupt();
        return new Refused(Refused.Code.TRY_LATER, "The server stops; try again later.");
    }
}
