package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxKeys;
import org.kantor.mail.store.MailboxView;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * The keys that this node holds, the least recently used given up first. A mailbox's UIDs ascend and its messages never change, so that keys are behind exactly if the view's
 * next UID is above theirs; they are brought forward by one thread a mailbox at a time. Safe from any thread.
 */
@Service
final class Keys {

    /** Which part of the heap the cached keys may take. */
    private static final int PART_OF_HEAP = 16;

    /** Rows of messages that are gone, beyond as many as there are messages: with more of them the keys are read anew. */
    private static final int MOST_GONE = 1_000;

    private record Key(AccountId account, MailboxId mailbox) {}

    private static final class Entry {
        final ReentrantLock lock = new ReentrantLock();
        volatile @Nullable KeyColumns columns;
        /** Guarded by the map. */
        long octets;
    }

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final long most;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long octets;

    @Inject
    Keys(Transactions transactions, Jdbc jdbc) {
        this(transactions, jdbc, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    Keys(Transactions transactions, Jdbc jdbc, long most) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.most = most;
    }

    MailboxKeys of(AccountId account, MailboxView view) {
        if (transactions.active()) {
            // what a transaction sees of its own messages is for itself only
            return forward(account, view, new KeyColumns());
        }
        var key = new Key(account, view.mailbox());
        var entry = entry(key);
        var columns = entry.columns;
        if (columns != null && reaches(columns, view)) {
            return columns;
        }
        entry.lock.lock();
        try {
            columns = entry.columns;
            if (columns == null || !reaches(columns, view)) {
                columns =
                        forward(account, view, columns == null || wasteful(columns, view) ? new KeyColumns() : columns);
                entry.columns = columns;
                weigh(key, entry, columns.octets());
            }
            return columns;
        } finally {
            entry.lock.unlock();
        }
    }

    private static boolean reaches(KeyColumns columns, MailboxView view) {
        return columns.uidNext() >= view.uidNext();
    }

    private static boolean wasteful(KeyColumns columns, MailboxView view) {
        return columns.size() > 2L * view.size() + MOST_GONE;
    }

    private KeyColumns forward(AccountId account, MailboxView view, KeyColumns columns) {
        return transactions.call(() -> jdbc.work(connection -> KeySql.forward(connection, account, view, columns)));
    }

    private Entry entry(Key key) {
        synchronized (entries) {
            return entries.computeIfAbsent(key, k -> new Entry());
        }
    }

    private void weigh(Key key, Entry entry, long now) {
        synchronized (entries) {
            if (entries.get(key) != entry) {
                return;
            }
            octets += now - entry.octets;
            entry.octets = now;
            var eldest = entries.entrySet().iterator();
            while (octets > most && eldest.hasNext()) {
                var old = eldest.next();
                if (old.getValue() != entry) {
                    octets -= old.getValue().octets;
                    eldest.remove();
                }
            }
        }
    }
}
