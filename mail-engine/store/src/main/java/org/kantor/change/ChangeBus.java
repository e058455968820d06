package org.kantor.change;

import java.util.Set;
import java.util.function.Consumer;
import org.kantor.kernel.AccountId;

/**
 * Wakes this node's listeners after a commit. Listeners are called on the thread that committed and must only hand the notice over (set a flag, unpark,
 * enqueue); they never block and never throw. Notices may be merged, and may come for changes the listener made itself.
 */
public interface ChangeBus {

    Subscription subscribe(AccountId account, Consumer<Notice> listener);

    /** Hears of every account. */
    Subscription subscribe(Consumer<Notice> listener);

    /** Called by {@link ChangeStream} after commit. */
    void publish(Notice notice);

    /** Wakes the listeners of every account: what is there for all of them has changed. */
    void publishToAll(Set<Collection> collections, Actor actor);

    /**
     * @param seq the account's change number; 0 where nothing of its own was changed, but what it may see
     * @param collections what was touched
     */
    record Notice(AccountId account, long seq, Set<Collection> collections, Actor actor) {}

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
