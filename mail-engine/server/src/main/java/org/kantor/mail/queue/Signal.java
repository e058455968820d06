package org.kantor.mail.queue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.kantor.bean.Service;

/** Wakes one runner (the queue's has the shared one) when there is something to do. Safe from any thread. */
@Service
public final class Signal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private boolean up;

    public void raise() {
        lock.lock();
        try {
            up = true;
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is raised or the time is over, and lowers it. */
    public void await(Duration most) throws InterruptedException {
        lock.lock();
        try {
            var left = most.toNanos();
            while (!up && left > 0) {
                left = raised.awaitNanos(Math.min(left, TimeUnit.DAYS.toNanos(1)));
            }
            up = false;
        } finally {
            lock.unlock();
        }
    }
}
