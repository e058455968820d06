package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.kantor.bean.Service;
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
    private final Combiner combiner;
    private final Appender appender;
    private final BlobStore blobs;
    private final Rooms rooms;

    @Inject
    DeliveryService(
            Transactions transactions,
            OwnChanges own,
            Lanes lanes,
            Combiner combiner,
            Appender appender,
            BlobStore blobs,
            Rooms rooms) {
        this.transactions = transactions;
        this.own = own;
        this.lanes = lanes;
        this.combiner = combiner;
        this.appender = appender;
        this.blobs = blobs;
        this.rooms = rooms;
    }

    @Override
    public boolean hasRoom(List<AccountId> accounts, long octets) {
        return rooms.hasRoom(accounts, octets);
    }

    @Override
    public Delivered deliver(Delivery delivery) {
        var account = delivery.account();
        var placing = placing(delivery);
        return delivered(
                transactions.active()
                        ? appender.append(account, List.of(placing), delivery.actor())
                                .getFirst()
                        : combiner.append(account, placing, delivery.actor()));
    }

    private Placing placing(Delivery delivery) {
        var name = MailboxNames.checked(delivery.mailbox());
        return new Placing(null, name, PreparedMessage.of(delivery.account(), delivery.message(), blobs));
    }

    private static Delivered delivered(Placed placed) {
        return new Delivered(placed.mailbox(), placed.uidValidity(), placed.uid(), placed.message());
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
        var placings = deliveries.stream().map(this::placing).toList();
        var accounts = byAccount.keySet().stream().map(AccountId::new).toList();
        return transactions.active()
                ? storeAll(byAccount, deliveries, placings)
                : lanes.lanes().alone(accounts, () -> own.transaction(() -> storeAll(byAccount, deliveries, placings)));
    }

    /** The accounts' rows are locked in the order of their numbers. */
    private List<Delivered> storeAll(
            TreeMap<Long, List<Integer>> byAccount, List<Delivery> deliveries, List<Placing> placings) {
        var outcomes = new LinkedHashMap<Integer, Delivered>();
        byAccount.forEach((account, indexes) -> {
            var actors = indexes.stream().map(i -> deliveries.get(i).actor()).toList();
            var placed = appender.append(
                    new AccountId(account), indexes.stream().map(placings::get).toList(), Combiner.common(actors));
            for (var i = 0; i < indexes.size(); i++) {
                outcomes.put(indexes.get(i), delivered(placed.get(i)));
            }
        });
        var inOrder = new ArrayList<Delivered>(deliveries.size());
        for (var i = 0; i < deliveries.size(); i++) {
            inOrder.add(Objects.requireNonNull(outcomes.get(i)));
        }
        return inOrder;
    }
}
