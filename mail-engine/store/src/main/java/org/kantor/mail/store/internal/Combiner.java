package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.internal.AppendSql.Placed;
import org.kantor.mail.store.internal.AppendSql.Placing;

/**
 * Stores messages that arrive one by one, over many connections, together with what else waits for the account: one transaction, one flush. Deliveries and APPEND
 * of one message go through it. Safe from any thread.
 */
@Service
final class Combiner {

    private final OwnChanges own;
    private final Lanes lanes;
    private final Appender appender;

    @Inject
    Combiner(OwnChanges own, Lanes lanes, Appender appender) {
        this.own = own;
        this.lanes = lanes;
        this.appender = appender;
    }

    /** Not within a transaction. */
    Placed append(AccountId account, Placing placing, Actor actor) {
        var work = new WaitingAppend(placing, actor);
        lanes.lanes().together(account, work, work::done, batch -> together(account, batch));
        return work.outcome();
    }

    /** One that cannot be stored must not stop the others: after a failure each is tried alone. */
    private void together(AccountId account, List<WaitingAppend> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            store(account, batch);
        } catch (RuntimeException e) {
            if (batch.size() == 1 || databaseIsAway(e)) {
                batch.forEach(each -> each.failed(e));
                return;
            }
            if (!(e instanceof Refused)) {
                StoreLog.LOG.batchFailed(batch.size(), account, e);
            }
            batch.forEach(each -> together(account, List.of(each)));
        } finally {
            // only an Error leaves any: nobody may wait for an answer that does not come
            batch.stream()
                    .filter(each -> !each.done())
                    .forEach(each -> each.failed(new IllegalStateException("Not stored after an error")));
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

    private void store(AccountId account, List<WaitingAppend> batch) {
        var placings = batch.stream().map(each -> each.placing).toList();
        var actor = common(batch.stream().map(each -> each.actor).toList());
        var outcomes = own.transaction(() -> appender.append(account, placings, actor));
        for (var i = 0; i < outcomes.size(); i++) {
            batch.get(i).done(outcomes.get(i));
        }
    }

    /** The actor of all of them, or the protocol alone when several sessions delivered. */
    static Actor common(List<Actor> actors) {
        var first = actors.getFirst();
        return actors.stream().allMatch(first::equals) ? first : new Actor(first.protocol(), "", null);
    }
}
