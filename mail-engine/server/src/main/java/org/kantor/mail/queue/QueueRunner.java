package org.kantor.mail.queue;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Background;
import org.kantor.bean.Service;
import org.kantor.mail.queue.internal.QueueSql;
import org.kantor.tx.Transactions;

/**
 * Works the queue off: takes leases on what is due, about 20 recipients at a time, and gives each destination's share to a virtual thread. Leases are renewed
 * as long as this process lives; after a crash they run out and somebody else takes over.
 */
@Service
public final class QueueRunner {

    /** How long a lease lasts without renewal: the time after which a dead process's work goes on. */
    static final Duration LEASE = Duration.ofMinutes(2);

    static final int LEASE_SIZE = 20;

    private static final Duration RENEWAL = LEASE.dividedBy(4);
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final int MAX_GROUPS = 100;

    private final QueueSql sql;
    private final Transactions transactions;
    private final Distribution distribution;
    private final Signal signal;
    private final Background background;
    private final Clock clock;
    private final UUID holder = UUID.randomUUID();
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
    private final Semaphore groups = new Semaphore(MAX_GROUPS);
    private @Nullable volatile Thread thread;
    private volatile boolean stopping;

    @Inject
    public QueueRunner(
            QueueSql sql,
            Transactions transactions,
            Distribution distribution,
            Signal signal,
            Background background,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.distribution = distribution;
        this.signal = signal;
        this.background = background;
        this.clock = clock;
    }

    void start(@Observes @Priority(9_000) Startup event) {
        var loader = Thread.currentThread().getContextClassLoader();
        background.repeat("queue-leases", RENEWAL, this::renew);
        thread = Thread.ofVirtual().name("queue").start(() -> {
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
        drain();
    }

    /** Waits for what is being handed over: cut off between the other server's answer and our commit, it would be sent twice. */
    private void drain() {
        try {
            if (groups.tryAcquire(MAX_GROUPS, DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                groups.release(MAX_GROUPS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!stopping) {
            try {
                if (begin().isEmpty()) {
                    signal.await(untilNextTurn());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (stopping) {
                    return;
                }
                QueueLog.LOG.runFailed(e);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private Duration untilNextTurn() {
        var next = transactions.call(sql::nextDue);
        var wait = next.map(due -> Duration.between(clock.instant(), due)).orElse(LOOK);
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait.compareTo(LOOK) < 0 ? wait : LOOK;
    }

    /** Works on everything that is due, and on what becomes due by it, and returns when all of it is settled. */
    public void runOnce() throws InterruptedException {
        while (true) {
            var begun = begin();
            if (begun.isEmpty()) {
                return;
            }
            for (var group : begun) {
                group.join();
            }
        }
    }

    private List<Thread> begin() throws InterruptedException {
        groups.acquire();
        List<Waiting> leased;
        try {
            var now = clock.instant();
            leased = transactions.call(() -> sql.lease(holder, now, now.plus(LEASE), LEASE_SIZE));
        } finally {
            groups.release();
        }
        leased.forEach(waiting -> inHand.add(waiting.id()));
        var begun = new ArrayList<Thread>();
        for (var group : leased.stream()
                .collect(Collectors.groupingBy(Waiting::destination))
                .values()) {
            groups.acquire();
            begun.add(begin(group));
        }
        return begun;
    }

    private Thread begin(List<Waiting> group) {
        var loader = Thread.currentThread().getContextClassLoader();
        return Thread.ofVirtual().name("queue-", 0).start(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            try {
                distribution.distribute(holder, group);
            } catch (RuntimeException | Error e) {
                QueueLog.LOG.groupFailed(group.getFirst().destination(), e);
            } finally {
                group.forEach(waiting -> inHand.remove(waiting.id()));
                groups.release();
            }
        });
    }

    private void renew() {
        Collection<Long> mine = List.copyOf(inHand);
        if (!mine.isEmpty()) {
            transactions.run(() -> sql.renew(holder, mine, clock.instant().plus(LEASE)));
        }
    }
}
