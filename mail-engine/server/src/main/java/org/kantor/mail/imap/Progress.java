package org.kantor.mail.imap;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.imap.ResponseCode;

/** Tells a client how far a command that takes long has come (RFC 9585). Used by whoever has the session's turn. */
final class Progress {

    static final String CAPABILITY = "INPROGRESS";

    /** Work on fewer messages than this is done at once. */
    private static final int MANY = 1_000;

    private final ImapSession session;
    private final Clock clock;
    private final Duration interval;
    private Instant last;

    Progress(ImapSession session, Clock clock, Duration interval) {
        this.session = session;
        this.clock = clock;
        this.interval = interval;
        this.last = clock.instant();
    }

    /** A command begins. */
    void begin() {
        last = clock.instant();
    }

    /** So much of what there is to do has been done; never called within a line. */
    void at(int done, int goal) throws IOException {
        var now = clock.instant();
        if (done < goal && !now.isBefore(last.plus(interval))) {
            last = now;
            tell(done, goal);
        }
    }

    private void tell(int done, @Nullable Integer goal) throws IOException {
        session.untagged("OK", ResponseCode.inProgress(session.tag(), goal == null ? null : done, goal), "Still at it");
        session.flush();
    }

    /**
     * Does what must not be held up by a client, such as a transaction. Meanwhile another thread tells how far it has come, if it takes long.
     *
     * @param goal how many messages it is about
     * @param work takes who is to hear how many of them are done; answers what it has made of them
     */
    <T> T during(int goal, Function<IntConsumer, T> work) {
        if (goal < MANY) {
            return work.apply(done -> {});
        }
        var pulse = new Pulse(goal);
        pulse.start();
        try {
            return work.apply(pulse::reached);
        } finally {
            pulse.end();
        }
    }

    /** Writes in the place of the session's thread, which is busy with something else until {@link #end}. */
    private final class Pulse implements Runnable {

        private final ReentrantLock lock = new ReentrantLock();
        private final Condition over = lock.newCondition();
        private final int goal;
        private volatile int done;
        private boolean ended;

        Pulse(int goal) {
            this.goal = goal;
        }

        void start() {
            Thread.ofVirtual().name(session.name() + "-progress").start(this);
        }

        void reached(int count) {
            done = count;
        }

        @Override
        public void run() {
            lock.lock();
            try {
                while (!ended) {
                    if (!over.await(interval.toMillis(), TimeUnit.MILLISECONDS) && !ended) {
                        var reached = done;
                        tell(reached, reached > 0 && reached < goal ? goal : null);
                    }
                }
            } catch (IOException e) {
                ImapLog.LOG.clientGone(session.name(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
        }

        void end() {
            lock.lock();
            try {
                ended = true;
                over.signal();
            } finally {
                lock.unlock();
            }
        }
    }
}
