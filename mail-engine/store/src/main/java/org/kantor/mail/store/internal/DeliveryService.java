package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Deliveries;
import org.kantor.mail.store.internal.AppendSql.Placed;
import org.kantor.mail.store.internal.AppendSql.Placing;
import org.kantor.tx.Transactions;

/** Deliveries through the accounts' lanes. Safe from any thread; content is hashed, compressed and put away on the caller's. */
@Service
public final class DeliveryService implements Deliveries {

    /** Recipients of one message in one transaction; more are queued first. */
    static final int MOST_ACCOUNTS = 20;

    private final Transactions transactions;
    private final OwnChanges own;
    private final Lanes lanes;
    private final Appender appender;
    private final BlobStore blobs;

    @Inject
    DeliveryService(Transactions transactions, OwnChanges own, Lanes lanes, Appender appender, BlobStore blobs) {
        this.transactions = transactions;
        this.own = own;
        this.lanes = lanes;
        this.appender = appender;
        this.blobs = blobs;
    }

    @Override
    public Delivered deliver(Delivery delivery) {
        var account = delivery.account();
        var work = prepare(delivery);
        if (transactions.active()) {
            return delivered(appender.append(account, List.of(placing(work)), delivery.actor()))
                    .getFirst();
        }
        lanes.lanes().together(account, work, work::done, batch -> together(account, batch));
        return work.outcome();
    }

    private WaitingDelivery prepare(Delivery delivery) {
        var name = MailboxNames.checked(delivery.mailbox());
        return new WaitingDelivery(
                new Delivery(delivery.account(), name, delivery.message(), delivery.actor()),
                PreparedMessage.of(delivery.account(), delivery.message(), blobs));
    }

    private static Placing placing(WaitingDelivery work) {
        return new Placing(null, work.delivery.mailbox(), work.message);
    }

    private static List<Delivered> delivered(List<Placed> placed) {
        return placed.stream()
                .map(each -> new Delivered(each.mailbox(), each.uidValidity(), each.uid(), each.message()))
                .toList();
    }

    /** One that cannot be stored must not stop the others: after a failure each is tried alone. */
    private void together(AccountId account, List<WaitingDelivery> batch) {
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
        } catch (Error e) {
            batch.stream().filter(each -> !each.done()).forEach(each -> each.failed(new IllegalStateException(e)));
            throw e;
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

    private void store(AccountId account, List<WaitingDelivery> batch) {
        var placings = batch.stream().map(DeliveryService::placing).toList();
        var outcomes = delivered(own.transaction(() -> appender.append(account, placings, common(batch))));
        for (var i = 0; i < outcomes.size(); i++) {
            batch.get(i).done(outcomes.get(i));
        }
    }

    /** The actor of all of them, or the protocol alone when several sessions delivered. */
    private static Actor common(List<WaitingDelivery> batch) {
        var first = batch.getFirst().delivery.actor();
        return batch.stream().allMatch(each -> each.delivery.actor().equals(first))
                ? first
                : new Actor(first.protocol(), "", null);
    }

    @Override
    public List<Delivered> deliverAll(List<Delivery> deliveries) {
        var byAccount = new TreeMap<Long, List<Integer>>();
        for (var i = 0; i < deliveries.size(); i++) {
            byAccount
                    .computeIfAbsent(deliveries.get(i).account().value(), id -> new ArrayList<>())
                    .add(i);
        }
        if (byAccount.size() > MOST_ACCOUNTS) {
            throw new Refused(Refused.Code.LIMIT, "A transaction delivers to " + MOST_ACCOUNTS + " accounts at most.");
        }
        var work = deliveries.stream().map(this::prepare).toList();
        var accounts = byAccount.keySet().stream().map(AccountId::new).toList();
        return transactions.active()
                ? storeAll(byAccount, work)
                : lanes.lanes().alone(accounts, () -> own.transaction(() -> storeAll(byAccount, work)));
    }

    /** The accounts' rows are locked in the order of their numbers. */
    private List<Delivered> storeAll(TreeMap<Long, List<Integer>> byAccount, List<WaitingDelivery> work) {
        var outcomes = new LinkedHashMap<Integer, Delivered>();
        byAccount.forEach((account, indexes) -> {
            var batch = indexes.stream().map(work::get).toList();
            var placed = delivered(appender.append(
                    new AccountId(account),
                    batch.stream().map(DeliveryService::placing).toList(),
                    common(batch)));
            for (var i = 0; i < indexes.size(); i++) {
                outcomes.put(indexes.get(i), placed.get(i));
            }
        });
        var inOrder = new ArrayList<Delivered>(work.size());
        for (var i = 0; i < work.size(); i++) {
            inOrder.add(Objects.requireNonNull(outcomes.get(i)));
        }
        return inOrder;
    }
}
