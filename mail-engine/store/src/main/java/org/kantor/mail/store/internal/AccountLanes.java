package org.kantor.mail.store.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kantor.kernel.AccountId;

/**
 * Lets one thread of this node write to an account at a time, so that nobody waits for the account's row inside PostgreSQL, and lets the one whose turn
 * it is do the waiting work of the others in its own transaction. The row lock stays the safety net, and the order between nodes.
 *
 * @param <W> work that can be combined
 */
final class AccountLanes<W> {

    /** The most work that is done together. */
    static final int MOST = 64;

    private static final class Lane<W> {
        final ReentrantLock lock = new ReentrantLock(true);
        final Queue<W> waiting = new ArrayDeque<>();
        /** Guarded by the map. */
        int users;
    }

    private final Map<AccountId, Lane<W>> lanes = new HashMap<>();

    /** Does work alone. Must not be called within a transaction: whoever holds the account's row could be waiting for this turn. */
    <T> T alone(AccountId account, Supplier<T> work) {
        var lane = enter(account);
        try {
            lane.lock.lock();
            try {
                return work.get();
            } finally {
                lane.lock.unlock();
            }
        } finally {
            leave(account, lane);
        }
    }

    /** Does work with several accounts locked; they must be in the order of their numbers, without repetition. */
    <T> T alone(List<AccountId> accounts, Supplier<T> work) {
        return accounts.isEmpty()
                ? work.get()
                : alone(accounts.getFirst(), () -> alone(accounts.subList(1, accounts.size()), work));
    }

    /**
     * Has the work done, together with what else waits for the account, by this thread or another; returns when it is.
     *
     * @param combined does all of it, remembers every outcome itself, and does not throw
     */
    void together(AccountId account, W work, Supplier<Boolean> done, Consumer<List<W>> combined) {
        var lane = enter(account);
        try {
            synchronized (lane.waiting) {
                lane.waiting.add(work);
            }
            while (true) {
                lane.lock.lock();
                try {
                    if (done.get()) {
                        return;
                    }
                    combined.accept(take(lane));
                } finally {
                    lane.lock.unlock();
                }
            }
        } finally {
            leave(account, lane);
        }
    }

    private List<W> take(Lane<W> lane) {
        var batch = new ArrayList<W>();
        synchronized (lane.waiting) {
            while (batch.size() < MOST && !lane.waiting.isEmpty()) {
                batch.add(lane.waiting.remove());
            }
        }
        return batch;
    }

    private Lane<W> enter(AccountId account) {
        synchronized (lanes) {
            var lane = lanes.computeIfAbsent(account, id -> new Lane<>());
            lane.users++;
            return lane;
        }
    }

    private void leave(AccountId account, Lane<W> lane) {
        synchronized (lanes) {
            if (--lane.users == 0) {
                lanes.remove(account);
            }
        }
    }
}
