package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * The views that this node holds, the least recently used given up first. A view is valid when its modseq is the mailbox's; else it is brought
 * forward, by one thread a mailbox at a time; what this node changes brings it forward without SQL. What a transaction sees of its own changes is for itself only. Safe from any thread.
 */
@Service
final class Views {

    private static final int OCTETS_A_MESSAGE = 41;

    /** Which part of the heap the cached views may take. */
    private static final int PART_OF_HEAP = 8;

    /** What a mailbox's view costs besides its messages, counted in messages. */
    private static final int OVERHEAD = 64;

    record Key(AccountId account, MailboxId mailbox) {}

    private static final class Entry {
        final ReentrantLock lock = new ReentrantLock();
        volatile @Nullable ArrayView view;
        /** Guarded by the map. */
        long weight;
    }

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final long most;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long weight;

    @Inject
    Views(Transactions transactions, Jdbc jdbc) {
        this(transactions, jdbc, Runtime.getRuntime().maxMemory() / PART_OF_HEAP / OCTETS_A_MESSAGE);
    }

    Views(Transactions transactions, Jdbc jdbc, long most) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.most = most;
    }

    ArrayView view(AccountId account, MailboxId mailbox) {
        var modseq = jdbc.read(connection -> ViewSql.modseq(connection, account, mailbox));
        var key = new Key(account, mailbox);
        var entry = entry(key);
        var view = entry.view;
        if (view != null && view.modseq() >= modseq) {
            return view;
        }
        if (transactions.active()) {
            return forward(account, mailbox, view, false);
        }
        entry.lock.lock();
        try {
            var next = forward(account, mailbox, entry.view, true);
            entry.view = next;
            weigh(key, entry, next.size());
            return next;
        } finally {
            entry.lock.unlock();
        }
    }

    /** The view, which includes the change of this number, without a look into the database if this node has it. */
    ArrayView view(AccountId account, MailboxId mailbox, long seq) {
        if (!transactions.active()) {
            var view = cached(account, mailbox);
            if (view != null && view.modseq() >= seq) {
                return view;
            }
        }
        return view(account, mailbox);
    }

    /** Takes the steps of a transaction that has committed, unless the view is not what was before them or somebody reads the database for it just now. */
    void forward(Key key, List<OwnChanges.Step> steps) {
        Entry entry;
        synchronized (entries) {
            entry = entries.get(key);
        }
        if (entry == null || !entry.lock.tryLock()) {
            return;
        }
        try {
            var view = entry.view;
            for (var step : steps) {
                var forward = step.forward();
                if (view == null || forward == null || view.modseq() != step.before()) {
                    return;
                }
                view = forward.of(view);
            }
            if (view != null) {
                entry.view = view;
                weigh(key, entry, view.size());
            }
        } finally {
            entry.lock.unlock();
        }
    }

    /** The cached view, however old; null if there is none. */
    @Nullable
    ArrayView cached(AccountId account, MailboxId mailbox) {
        synchronized (entries) {
            var entry = entries.get(new Key(account, mailbox));
            return entry == null ? null : entry.view;
        }
    }

    void forget(AccountId account, MailboxId mailbox) {
        synchronized (entries) {
            var entry = entries.remove(new Key(account, mailbox));
            if (entry != null) {
                weight -= entry.weight;
            }
        }
    }

    private ArrayView forward(AccountId account, MailboxId mailbox, @Nullable ArrayView view, boolean newest) {
        if (view != null) {
            var since = view.modseq();
            var delta =
                    jdbc.read(connection -> Optional.ofNullable(ViewSql.since(connection, account, mailbox, since)));
            if (delta.isPresent()) {
                var next = delta.get().modseq() == since ? view : view.after(delta.get(), newest);
                if (next != null) {
                    return next;
                }
            }
        }
        // In a transaction, as its rows are fetched bit by bit.
        return transactions.call(() -> jdbc.work(connection -> ViewSql.load(connection, account, mailbox)));
    }

    private Entry entry(Key key) {
        synchronized (entries) {
            return entries.computeIfAbsent(key, k -> {
                var entry = new Entry();
                entry.weight = OVERHEAD;
                weight += OVERHEAD;
                return entry;
            });
        }
    }

    private void weigh(Key key, Entry entry, long messages) {
        synchronized (entries) {
            if (entries.get(key) != entry) {
                return;
            }
            weight += messages + OVERHEAD - entry.weight;
            entry.weight = messages + OVERHEAD;
            var eldest = entries.entrySet().iterator();
            while (weight > most && eldest.hasNext()) {
                var old = eldest.next();
                if (old.getValue() != entry) {
                    weight -= old.getValue().weight;
                    eldest.remove();
                }
            }
        }
    }
}
