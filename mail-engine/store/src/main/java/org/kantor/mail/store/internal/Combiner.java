package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.internal.AppendSql.Placed;
import org.kantor.mail.store.internal.AppendSql.Placing;
import org.kantor.tx.Jdbc;

/**
 * Stores messages that arrive one by one, over many connections, in few transactions: first what waits for one account comes together, then what is ready of several
 * accounts. Deliveries and APPEND of one message go through it. Safe from any thread.
 */
@Service
final class Combiner {

    /** The most accounts in a transaction: none waits long for the others' work, which takes less than a millisecond each. */
    private static final int MOST_ACCOUNTS = 16;

    /** So many transactions make good use of the processors together with PostgreSQL's processes; what comes while they are under way is gathered. */
    private static final int SHARED = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final OwnChanges own;
    private final Lanes lanes;
    private final Appender appender;
    private final Jdbc jdbc;
    private final AtomicInteger running = new AtomicInteger();
    private final List<Lane<Turn>> shared = IntStream.range(0, SHARED)
            .mapToObj(i -> new Lane<Turn>(MOST_ACCOUNTS))
            .toList();

    @Inject
    Combiner(OwnChanges own, Lanes lanes, Appender appender, Jdbc jdbc) {
        this.own = own;
        this.lanes = lanes;
        this.appender = appender;
        this.jdbc = jdbc;
    }

    /** What waits for one account, by whoever has the account's turn. */
    private static final class Turn {

        final AccountId account;
        final List<WaitingAppend> batch;
        final List<Placing> placings;
        /** Whether the shared transaction is over for it: stored, or not. Written and read under the shared lane's lock. */
        boolean tried;

        Turn(AccountId account, List<WaitingAppend> batch) {
            this.account = account;
            this.batch = batch;
            placings = batch.stream().map(each -> each.placing).toList();
        }

        Actor actor() {
            return common(batch.stream().map(each -> each.actor).toList());
        }

        boolean tried() {
            return tried;
        }

        List<WaitingAppend> waiting() {
            return batch.stream().filter(each -> !each.done()).toList();
        }

        void failed(RuntimeException e) {
            waiting().forEach(each -> each.failed(e));
        }

        void stored(List<Placed> outcomes) {
            for (var i = 0; i < outcomes.size(); i++) {
                batch.get(i).done(outcomes.get(i));
            }
        }
    }

    /** Not within a transaction. */
    Placed append(AccountId account, Placing placing, Actor actor) {
        var work = new WaitingAppend(placing, actor);
        lanes.lanes().together(account, work, work::done, batch -> together(account, batch));
        return work.outcome();
    }

    private void together(AccountId account, List<WaitingAppend> batch) {
        if (batch.isEmpty()) {
            return;
        }
        var turn = new Turn(account, batch);
        try {
            if (running.incrementAndGet() > SHARED) {
                running.decrementAndGet();
                try {
                    shared.get((int) (account.value() % SHARED)).together(turn, turn::tried, this::share);
                } finally {
                    running.incrementAndGet();
                }
            }
            alone(account, turn.waiting());
        } finally {
            running.decrementAndGet();
            // only an Error leaves any: nobody may wait for an answer that does not come
            turn.failed(new IllegalStateException("Not stored after an error"));
        }
    }

    /**
     * The turns of several accounts in one transaction. Those for which that does not work out, for the account is locked elsewhere or one of them cannot be stored, are left
     * to their own threads; but a commit that fails may have been done all the same, so nothing is stored again after it.
     */
    private void share(List<Turn> turns) {
        running.incrementAndGet();
        var committing = new AtomicBoolean();
        try {
            own.transaction(() -> {
                        var stored = store(turns);
                        committing.set(true);
                        return stored;
                    })
                    .forEach(Turn::stored);
        } catch (RuntimeException e) {
            if (committing.get() || databaseIsAway(e)) {
                turns.forEach(turn -> turn.failed(e));
            } else if (!(e instanceof Refused)) {
                StoreLog.LOG.sharedFailed(turns.size(), e);
            }
        } finally {
            running.decrementAndGet();
            turns.forEach(turn -> turn.tried = true);
        }
    }

    private Map<Turn, List<Placed>> store(List<Turn> turns) {
        var locked = free(turns);
        var free = turns.stream()
                .filter(turn -> locked.contains(turn.account.value()))
                .toList();
        var placed = appender.append(free.stream()
                .map(turn -> new Appender.Ask(turn.account, turn.placings, turn.actor()))
                .toList());
        var stored = new HashMap<Turn, List<Placed>>();
        for (var i = 0; i < free.size(); i++) {
            stored.put(free.get(i), placed.get(i));
        }
        return stored;
    }

    /** Locks those accounts that nobody else has locked. */
    private Set<Long> free(List<Turn> turns) {
        return jdbc.work(connection -> AppendSql.lockFree(
                connection, turns.stream().map(turn -> turn.account).toList()));
    }

    /** One that cannot be stored must not stop the others: after a failure each is tried alone. */
    private void alone(AccountId account, List<WaitingAppend> batch) {
        if (batch.isEmpty()) {
            return;
        }
        var committing = new AtomicBoolean();
        try {
            var turn = new Turn(account, batch);
            turn.stored(own.transaction(() -> {
                var placed = appender.append(account, turn.placings, turn.actor());
                committing.set(true);
                return placed;
            }));
        } catch (RuntimeException e) {
            if (batch.size() == 1 || committing.get() || databaseIsAway(e)) {
                batch.forEach(each -> each.failed(e));
                return;
            }
            if (!(e instanceof Refused)) {
                StoreLog.LOG.batchFailed(batch.size(), account, e);
            }
            batch.forEach(each -> alone(account, List.of(each)));
        }
    }

    /** Whether trying again at once is in vain: connection errors, shutdown, no resources (SQLSTATE classes 08, 57, 53). */
    private static boolean databaseIsAway(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("57") || state.startsWith("53");
            }
        }
        return false;
    }

    /** The actor of all of them, or the protocol alone when several sessions delivered. */
    static Actor common(List<Actor> actors) {
        var first = actors.getFirst();
        return actors.stream().allMatch(first::equals) ? first : new Actor(first.protocol(), "", null);
    }
}
