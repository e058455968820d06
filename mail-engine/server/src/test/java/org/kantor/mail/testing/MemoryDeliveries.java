package org.kantor.mail.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Deliveries;
import org.kantor.mail.store.MailboxId;
import org.kantor.tx.Transactions;

/** Deliveries kept in lists; those of a transaction that is rolled back are forgotten with it. Some accounts can be full, and the whole store away. */
public final class MemoryDeliveries implements Deliveries {

    private final Transactions transactions;
    private final Map<AccountId, List<byte[]>> filed = new ConcurrentHashMap<>();
    /** What there is room for, where it is not everything. */
    private final Map<AccountId, Long> room = new ConcurrentHashMap<>();

    private volatile boolean away;

    public MemoryDeliveries(Transactions transactions) {
        this.transactions = transactions;
    }

    public void fill(AccountId account) {
        leave(account, 0);
    }

    /** From now on a message must not be larger. */
    public void leave(AccountId account, long octets) {
        room.put(account, octets);
    }

    public void empty(AccountId account) {
        room.remove(account);
    }

    public void setAway(boolean isAway) {
        away = isAway;
    }

    /** The messages of an account, oldest first. */
    public List<String> of(AccountId account) {
        return filed.getOrDefault(account, List.of()).stream()
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public boolean hasRoom(List<AccountId> accounts, long octets) {
        if (away && accounts.stream().anyMatch(room::containsKey)) {
            throw new IllegalStateException("the store is away");
        }
        return accounts.stream().allMatch(account -> octets <= room.getOrDefault(account, Long.MAX_VALUE));
    }

    @Override
    public Delivered deliver(Delivery delivery) {
        return deliverAll(List.of(delivery)).getFirst();
    }

    @Override
    public List<Delivered> deliverAll(List<Delivery> deliveries) {
        if (away) {
            throw new IllegalStateException("the store is away");
        }
        if (!deliveries.stream()
                .allMatch(d -> hasRoom(List.of(d.account()), d.message().content().length))) {
            throw new Refused(Refused.Code.OVER_QUOTA, "The mailbox is full");
        }
        var delivered = new ArrayList<Delivered>();
        for (var delivery : deliveries) {
            transactions.afterCommit(() -> filed.computeIfAbsent(delivery.account(), a -> new CopyOnWriteArrayList<>())
                    .add(delivery.message().content()));
            delivered.add(new Delivered(new MailboxId(1), 1, 1, 1));
        }
        return delivered;
    }
}
