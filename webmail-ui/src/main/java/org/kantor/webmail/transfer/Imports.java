package org.kantor.webmail.transfer;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.bean.TemporaryFiles;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;

/**
 * The imports of this node: one at a time for an account, {@value #MOST} for all; {@value #FILING} of them store messages at a time, and of their large messages one at a time is in
 * memory. Whoever waits for the network holds none of these two turns. An upload that stands still gives way to another one, and one that is too slow ends. Safe from any thread.
 */
@Service
public final class Imports {

    /** Uploads at a time on this node. Each holds up to two megabytes, however large its messages. */
    static final int MOST = 40;

    /** Of these, how many store messages at a time. */
    static final int FILING = 8;

    /** How long an upload may bring nothing before it gives way to another one of its account, or to anybody's where there are too many. */
    static final Duration STILL = Duration.ofSeconds(30);

    /** What an upload brings at least within a minute of waiting for it, in octets: less than the slowest line has. */
    static final int LEAST = 100_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** How long an import waits for the account's former one: who stops one and begins anew does not wait for the end of the first. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long one waits for its turn to store; a few seconds are what others need. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Duration patience;
    private final Clock clock;
    private final Messages messages;
    private final TemporaryFiles files;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    /** Guarded by the lock. */
    private final Map<AccountId, Upload> running = new HashMap<>();
    /** Who waits for the end of their former import. Guarded by the lock. */
    private final Set<AccountId> waiting = new HashSet<>();

    private final Semaphore filing = new Semaphore(FILING, true);
    private final Semaphore large = new Semaphore(1, true);

    @Inject
    public Imports(Messages messages, Clock clock, TemporaryFiles files) {
        this(messages, clock, files, PATIENCE);
    }

    Imports(Messages messages, Clock clock, TemporaryFiles files, Duration patience) {
        this.messages = messages;
        this.clock = clock;
        this.files = files;
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
     * @throws Refused LIMIT, OVER_QUOTA, NOT_FOUND if the mailbox is gone; TRY_LATER while another import of the account goes on, or too many others', and when the file comes too slowly
     */
    public Result run(AccountId account, MailboxId mailbox, Actor actor, InputStream file) throws IOException {
        var upload = begin(account);
        try {
            return new MailImport(messages, account, mailbox, actor, clock, files, upload).take(upload.paced(file));
        } finally {
            end(upload);
        }
    }

    private Upload begin(AccountId account) {
        lock.lock();
        try {
            if (!gaveWay(account)) {
                await(account);
            }
            if (running.size() >= MOST) {
                running.values().stream()
                        .filter(Upload::isStill)
                        .min(Comparator.comparing(Upload::since))
                        .orElseThrow(Imports::many)
                        .giveWay();
            }
            var upload = new Upload(account);
            running.put(account, upload);
            return upload;
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the account's former import is none any more. */
    private boolean gaveWay(AccountId account) {
        var former = running.get(account);
        if (former != null && former.isStill()) {
            former.giveWay();
        }
        return !running.containsKey(account);
    }

    /** One waits; others of the account are refused at once, so that nobody takes the threads of all. */
    private void await(AccountId account) throws InterruptedException {
        if (!waiting.add(account)) {
            throw ofYours();
        }
        try {
            for (var left = patience.toNanos(); !gaveWay(account); left = ended.awaitNanos(left)) {
                if (left <= 0) {
                    throw ofYours();
                }
            }
        } finally {
            waiting.remove(account);
        }
    }

    /** Whether somebody waits for the end of the account's import. */
    boolean isWaiting(AccountId account) {
        lock.lock();
        try {
            return waiting.contains(account);
        } finally {
            lock.unlock();
        }
    }

    private static Refused many() {
        return new Refused(Refused.Code.TRY_LATER, "Many imports are under way; try again later.");
    }

    private static Refused ofYours() {
        return new Refused(
                Refused.Code.TRY_LATER, "Another import of yours is under way; begin this one when it has ended.");
    }

    private void end(Upload upload) {
        lock.lock();
        try {
            running.remove(upload.account, upload);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Done when there is room. */
    private static void turn(Semaphore turns, Work work) throws IOException {
        try {
            if (!turns.tryAcquire(LONGEST.toNanos(), TimeUnit.NANOSECONDS)) {
                throw many();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            work.run();
        } finally {
            turns.release();
        }
    }

    private static Refused interrupted() {
        Thread.currentThread().interrupt();
        return new Refused(Refused.Code.TRY_LATER, "The server stops; try again later.");
    }

    /** One that is under way. Its fields are guarded by the lock; all but giving way is done by its own thread. */
    private final class Upload implements MailImport.Turns {

        private final AccountId account;
        /** Since when it waits for the network; null while it does not. */
        private @Nullable Instant since;

        private boolean gone;

        Upload(AccountId account) {
            this.account = account;
        }

        Instant since() {
            var begun = since;
            return begun == null ? Instant.MAX : begun;
        }

        boolean isStill() {
            var begun = since;
            return begun != null && !clock.instant().isBefore(begun.plus(STILL));
        }

        /** It stores nothing from now on, so that whoever comes after it knows what is there. */
        void giveWay() {
            gone = true;
            running.remove(account, this);
        }

        private void reads(boolean begins) {
            lock.lock();
            try {
                since = begins ? clock.instant() : null;
                if (gone) {
                    throw new Refused(
                            Refused.Code.TRY_LATER, "The upload stood still, and another one took its place.");
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void file(Runnable work) {
            reads(false);
            try {
                turn(filing, work::run);
            } catch (IOException e) {
                throw new IllegalStateException("storing reads no file", e);
            }
        }

        @Override
        public void large(Work work) throws IOException {
            reads(false);
            turn(large, work);
        }

        InputStream paced(InputStream file) {
            return new Paced(this, file);
        }
    }

    /** A file that comes over the network, with the time that it is waited for. */
    private final class Paced extends InputStream {

        private final Upload upload;
        private final InputStream file;
        private Duration waited = Duration.ZERO;
        private long octets;

        Paced(Upload upload, InputStream file) {
            this.upload = upload;
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var begun = clock.instant();
            upload.reads(true);
            int read;
            try {
                read = file.read(into, from, length);
            } finally {
                upload.reads(false);
            }
            waited = waited.plus(Duration.between(begun, clock.instant()));
            octets += Math.max(read, 0);
            if (waited.compareTo(MINUTE) >= 0) {
                if (read >= 0 && octets < LEAST) {
                    throw new Refused(
                            Refused.Code.TRY_LATER, "The file comes too slowly. What came of it is in the folder.");
                }
                waited = Duration.ZERO;
                octets = 0;
            }
            return read;
        }
    }
}
