package org.kantor.mail.store.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One thread at a time, in the order in which they came; whose turn it is can do the waiting work of the others in one go. Safe from any thread.
 *
 * @param <W> work that can be combined
 */
final class Lane<W> {

    private final int most;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Queue<W> waiting = new ArrayDeque<>();

    /** @param most the most work that is done together */
    Lane(int most) {
        this.most = most;
    }

    <T> T alone(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Has the work done, together with what else waits, by this thread or another; returns when it is.
     *
     * @param combined does all of it, remembers every outcome itself, and does not throw
     */
    void together(W work, Supplier<Boolean> done, Consumer<List<W>> combined) {
        synchronized (waiting) {
            waiting.add(work);
        }
        while (true) {
            turn.lock();
            try {
                if (done.get()) {
                    return;
                }
                combined.accept(take());
            } finally {
                turn.unlock();
            }
        }
    }

    private List<W> take() {
        var batch = new ArrayList<W>();
        synchronized (waiting) {
            while (batch.size() < most && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
        }
        return batch;
    }
}
