package org.kantor.mail.store.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * Columns of one kind that this node holds beside the views, the least recently used given up first. A mailbox's UIDs ascend and its messages never change, so that columns are behind
 * exactly if the view's next UID is above theirs, or if they say so; they are brought forward by one thread a mailbox at a time. Safe from any thread.
 */
final class Beside<C extends Beside.Columns> {

    /** What is known of a mailbox's messages, in the order of UIDs. */
    interface Columns {
        /** Messages with UIDs below this have rows. */
        long uidNext();

        /** Whether some of it may be known better by now. */
        default boolean stale() {
            return false;
        }

        int size();

        long octets();
    }

    /** Reads the messages that came to the mailbox after the columns, and what was stale in them; answers those with it. */
    interface Forward<C> {
        Jdbc.Work<C> read(AccountId account, MailboxView view, C columns);
    }

    /** Rows of messages that are gone, beyond as many as there are messages: with more of them the columns are read anew. */
    private static final int MOST_GONE = 1_000;

    private record Key(AccountId account, MailboxId mailbox) {}

    private static final class Entry<C> {
        final ReentrantLock lock = new ReentrantLock();
        volatile @Nullable C columns;
        /** Guarded by the map. */
        long octets;
    }

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final long most;
    private final Supplier<C> none;
    private final Forward<C> forward;
    private final Map<Key, Entry<C>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long octets;

    /** @param most octets of the heap that the columns may take together */
    Beside(Transactions transactions, Jdbc jdbc, long most, Supplier<C> none, Forward<C> forward) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.most = most;
        this.none = none;
        this.forward = forward;
    }

    C of(AccountId account, MailboxView view) {
        if (transactions.active()) {
            // what a transaction sees of its own messages is for itself only
            return forward(account, view, none.get());
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
                columns = forward(account, view, columns == null || wasteful(columns, view) ? none.get() : columns);
                entry.columns = columns;
                weigh(key, entry, columns.octets());
            }
            return columns;
        } finally {
            entry.lock.unlock();
        }
    }

    private static boolean reaches(Columns columns, MailboxView view) {
        return columns.uidNext() >= view.uidNext() && !columns.stale();
    }

    private static boolean wasteful(Columns columns, MailboxView view) {
        return columns.size() > 2L * view.size() + MOST_GONE;
    }

    private C forward(AccountId account, MailboxView view, C columns) {
        return transactions.call(() -> jdbc.work(forward.read(account, view, columns)));
    }

    private Entry<C> entry(Key key) {
        synchronized (entries) {
            return entries.computeIfAbsent(key, k -> new Entry<>());
        }
    }

    private void weigh(Key key, Entry<C> entry, long now) {
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
