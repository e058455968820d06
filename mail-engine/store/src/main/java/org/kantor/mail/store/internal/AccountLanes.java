package org.kantor.mail.store.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final class Shared<W> {
        final Lane<W> lane = new Lane<>(MOST);
        /** Guarded by the map. */
        int users;
    }

    private final Map<AccountId, Shared<W>> lanes = new HashMap<>();

    /** Does work alone. Must not be called within a transaction: whoever holds the account's row could be waiting for this turn. */
    <T> T alone(AccountId account, Supplier<T> work) {
        var shared = enter(account);
        try {
            return shared.lane.alone(work);
        } finally {
            leave(account, shared);
        }
    }

    /** Does work with several accounts locked; they must be in the order of their numbers, without repetition. */
    <T> T alone(List<AccountId> accounts, Supplier<T> work) {
        return accounts.isEmpty()
                ? work.get()
                : alone(accounts.getFirst(), () -> alone(accounts.subList(1, accounts.size()), work));
    }

    /** {@link Lane#together} in the account's lane. */
    void together(AccountId account, W work, Supplier<Boolean> done, Consumer<List<W>> combined) {
        var shared = enter(account);
        try {
            shared.lane.together(work, done, combined);
        } finally {
            leave(account, shared);
        }
    }

    private Shared<W> enter(AccountId account) {
        synchronized (lanes) {
            var shared = lanes.computeIfAbsent(account, id -> new Shared<>());
            shared.users++;
            return shared;
        }
    }

    private void leave(AccountId account, Shared<W> shared) {
        synchronized (lanes) {
            if (--shared.users == 0) {
                lanes.remove(account);
            }
        }
    }
}
