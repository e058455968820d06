package org.kantor.mail.listener;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Opens every protocol's doors when the application starts (the store is migrated by then) and closes them in order when it stops: no new
 * connections, ten seconds for commands that are being worked on, then the rest is cut.
 */
@ApplicationScoped
public class Listeners {

    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);

    @Inject
    @Any
    private Instance<Protocol> protocols;

    private final List<Listener> open = new ArrayList<>();
    private volatile boolean up;

    /** Last of the start-up's observers: whoever connects finds everything ready. */
    void start(@Observes @Priority(10_000) Startup event) {
        var settings = new ListenerSettings(System.getenv());
        var permits = new Permits(settings.maxConnections(), settings.maxPerAddress());
        try {
            Tls tls = null;
            for (var protocol : protocols) {
                for (var endpoint : protocol.endpoints()) {
                    var address = settings.address(endpoint);
                    if (address.isPresent()) {
                        tls = tls == null ? Tls.of(settings.certificates(), settings.key()) : tls;
                        open.add(Listener.open(protocol, endpoint, tls, permits, address.get()));
                        ListenerLog.LOG.listening(endpoint.name(), address.get().toString());
                    }
                }
            }
            up = true;
        } catch (IOException e) {
            close();
            throw new IllegalStateException("a mail port could not be opened: " + e.getMessage(), e);
        }
    }

    void stop(@Observes @Priority(1) Shutdown event) {
        close();
    }

    private void close() {
        up = false;
        open.forEach(Listener::stop);
        for (var waited = Duration.ZERO; waited.compareTo(DRAIN) < 0 && connections() > 0; waited = waited.plus(LOOK)) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        open.forEach(Listener::abort);
        open.clear();
    }

    /** Whether every door is open. */
    public boolean up() {
        return up;
    }

    /** Connections open now, at all doors. */
    public int connections() {
        return open.stream().mapToInt(Listener::connections).sum();
    }
}
