package org.kantor.webmail.composer;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sends after the time in which a message can be taken back. The wait is the server's, so that closing the browser neither stops nor loses a message;
 * should the server stop meanwhile, the message is still among the drafts.
 */
@ApplicationScoped
public class Outbox {

    @Resource
    private ManagedScheduledExecutorService executor;

    /** A message that waits. */
    public interface Waiting {
        /** Takes it back; answers false if it is too late. */
        boolean takeBack();
    }

    /** @param send runs once, on a thread of the pool, unless taken back */
    public Waiting after(long seconds, Runnable send) {
        Future<?> future = executor.schedule(send, seconds, TimeUnit.SECONDS);
        return () -> future.cancel(false);
    }
}
