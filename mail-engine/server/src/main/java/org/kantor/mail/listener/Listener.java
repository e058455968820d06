package org.kantor.mail.listener;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * One open door: accepts, gives each connection a virtual thread of its own, and closes in order. Raw virtual threads rather than the container's executors,
 * which have none yet; they carry the deployment's class loader.
 */
public final class Listener {

    private static final int BACKLOG = 1_000;
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(30);

    /** How long a client may take no octet of what is written to it. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    /** How long a connection whose log-in was revoked may be at its last command. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** How often the connections are looked at. */
    static final Duration WATCH = Duration.ofSeconds(1);

    private final Protocol protocol;
    private final Endpoint endpoint;
    private final Tls tls;
    private final Permits permits;
    private final ServerSocket door;
    private final ThreadFactory threads;
    private final Thread watcher;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final Set<ServerConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    private Listener(Protocol protocol, Endpoint endpoint, Tls tls, Permits permits, ServerSocket door) {
        this.protocol = protocol;
        this.endpoint = endpoint;
        this.tls = tls;
        this.permits = permits;
        this.door = door;
        this.threads = Thread.ofVirtual()
                .name(endpoint.name() + "-", 0)
                .inheritInheritableThreadLocals(false)
                .factory();
        this.watcher = threads.newThread(this::watch);
    }

    static Listener open(Protocol protocol, Endpoint endpoint, Tls tls, Permits permits, InetSocketAddress address)
            throws IOException {
        var door = new ServerSocket();
        try {
            door.setReuseAddress(true);
            door.bind(address, BACKLOG);
        } catch (IOException e) {
            door.close();
            throw e;
        }
        return behind(door, protocol, endpoint, tls, permits);
    }

    static Listener behind(ServerSocket door, Protocol protocol, Endpoint endpoint, Tls tls, Permits permits) {
        var listener = new Listener(protocol, endpoint, tls, permits, door);
        listener.threads.newThread(listener::accept).start();
        listener.watcher.start();
        return listener;
    }

    /** A door of its own on loopback, for tests: any free port, no limits worth mentioning. */
    public static Listener onLoopback(Protocol protocol, Endpoint endpoint, Tls tls) throws IOException {
        return open(protocol, endpoint, tls, new Permits(10_000, 10_000), new InetSocketAddress("127.0.0.1", 0));
    }

    public int port() {
        return door.getLocalPort();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** Connections open now. */
    public int connections() {
        return open.size();
    }

    private void accept() {
        while (!stopping) {
            try {
                permits.acquire();
            } catch (InterruptedException e) {
                return;
            }
            Socket socket;
            try {
                socket = door.accept();
            } catch (IOException e) {
                permits.release();
                if (!stopping) {
                    ListenerLog.LOG.acceptFailed(endpoint.name(), e);
                    pause();
                }
                continue;
            }
            threads.newThread(() -> connected(socket)).start();
        }
    }

    /** Out of file descriptors, most likely: a short wait instead of a busy loop. */
    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    private void connected(Socket socket) {
        Thread.currentThread().setContextClassLoader(loader);
        try (socket) {
            socket.setTcpNoDelay(true);
            var connection = new ServerConnection(socket, tls);
            if (!permits.enter(connection.client())) {
                ListenerLog.LOG.tooManyFrom(endpoint.name(), connection.clientAddress());
                connection.write(protocol.busy());
                connection.flush();
                return;
            }
            try {
                serve(connection);
            } finally {
                permits.leave(connection.client());
            }
        } catch (IOException e) {
            ListenerLog.LOG.clientGone(endpoint.name(), e);
        } finally {
            permits.release();
        }
    }

    private void serve(ServerConnection connection) throws IOException {
        open.add(connection);
        try {
            if (stopping) {
                return;
            }
            if (endpoint.implicitTls()) {
                connection.setTimeout(HANDSHAKE_TIMEOUT);
                connection.startTls();
            }
            protocol.serve(connection, endpoint);
        } catch (RuntimeException | Error e) {
            ListenerLog.LOG.dialogueFailed(endpoint.name(), connection.clientAddress(), e);
            connection.write(protocol.failure());
            connection.flush();
        } finally {
            open.remove(connection);
            connection.close();
        }
    }

    private void watch() {
        while (!stopping) {
            LockSupport.parkNanos(WATCH.toNanos());
            try {
                open.forEach(ServerConnection::endIfOverdue);
                abortStuck(STUCK);
                open.forEach(connection -> connection.abortIfRevoked(FAREWELL));
            } catch (RuntimeException e) {
                // nobody else ends what is overdue
                ListenerLog.LOG.watchFailed(endpoint.name(), e);
            }
        }
    }

    /** Closes the connections whose clients take nothing. */
    void abortStuck(Duration patience) {
        open.forEach(connection -> connection.abortIfStuck(patience));
    }

    /** Takes no more connections and asks the open ones to end after the command that they are at. */
    public void stop() {
        stopping = true;
        try {
            door.close();
        } catch (IOException e) {
            ListenerLog.LOG.acceptFailed(endpoint.name(), e);
        }
        LockSupport.unpark(watcher);
        open.forEach(ServerConnection::requestStop);
    }

    /** Ends whatever is still open. */
    public void abort() {
        open.forEach(ServerConnection::abort);
    }
}
