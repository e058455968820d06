package org.kantor.bean;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Repeats work on virtual threads until the application stops. Each piece of work has a thread of its own with the application's class loader; a failure
 * is logged, once while it lasts, and the work goes on at its next turn.
 */
@Service
public final class Background {

    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** Runs the work now and then again each time the pause has passed since its end. */
    public void repeat(String name, Duration pause, Runnable work) {
        var loader = Thread.currentThread().getContextClassLoader();
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            loop(name, pause, work);
        }));
    }

    private static void loop(String name, Duration pause, Runnable work) {
        var failing = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                work.run();
                failing = false;
            } catch (RuntimeException e) {
                if (!failing && !Thread.currentThread().isInterrupted()) {
                    BackgroundLog.LOG.failed(name, e);
                }
                failing = true;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    void stop(@Observes Shutdown event) {
        threads.forEach(Thread::interrupt);
        threads.clear();
    }
}
