package org.kantor.mail.listener;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Bounds the connections in all and of one client address. Loopback counts in all only: proxies and load generators live there. */
final class Permits {

    private final Semaphore all;
    private final int perAddress;
    private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    Permits(int total, int perAddress) {
        this.all = new Semaphore(total);
        this.perAddress = perAddress;
    }

    /** Waits until one more connection may be accepted: the back-pressure is the kernel's queue. */
    void acquire() throws InterruptedException {
        all.acquire();
    }

    void release() {
        all.release();
    }

    /** Whether the client may have one more connection; if so, {@link #leave} gives it back. */
    boolean enter(InetAddress client) {
        if (client.isLoopbackAddress()) {
            return true;
        }
        var entered = new AtomicBoolean();
        byAddress.compute(client, (address, now) -> {
            var count = now == null ? 0 : now;
            entered.set(count < perAddress);
            return entered.get() ? Integer.valueOf(count + 1) : now;
        });
        return entered.get();
    }

    void leave(InetAddress client) {
        byAddress.computeIfPresent(client, (address, now) -> now > 1 ? now - 1 : null);
    }
}
