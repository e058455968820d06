package org.kantor.tx;

import java.util.function.Supplier;

/**
 * Begins and ends transactions on threads that the container did not start (protocol connections, background workers) and in services.
 * Work joins the transaction that is open on the thread, else it gets one of its own that is committed, durably, before the
 * method returns. Any exception rolls back and is passed on.
 */
public interface Transactions {

    <T> T call(Supplier<T> work);

    default void run(Runnable work) {
        call(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /** Runs the action after the open transaction has committed, on the same thread; at once if none is open. Never after a roll-back. */
    void afterCommit(Runnable action);

    /** Whether a transaction is open on this thread. */
    boolean active();
}
