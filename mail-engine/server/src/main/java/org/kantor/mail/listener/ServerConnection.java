package org.kantor.mail.listener;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection with small buffers of its own: bounded lines and exact counts in, gathered octets out, TLS from the start or
 * upgraded. Owned by the connection's virtual thread; only {@link #abort()}, {@link #requestStop()}, {@link #stopping()}, {@link #revoke()}, {@link #revoked()}, what watches and the methods that
 * tell of the client may be called from other threads. Output is sent by {@link #flush()} alone, or when much has gathered.
 */
public final class ServerConnection {

    /** A line of this many octets without an end is no protocol any more: the connection is closed. */
    public static final int HOPELESS_LINE = 16 * 1024 * 1024;

    private static final int SMALL = 512;
    private static final int LARGE = 16 * 1024;

    /** So much is written at once: a client that takes it slowly is not stuck. */
    private static final int STEP = 64 * 1024;

    private final Socket socket;
    private final InetAddress client;
    private final Tls tls;
    private volatile @Nullable SSLSocket secure;
    private @Nullable DeflatedStreams deflated;
    private InputStream in;
    private OutputStream out;
    private byte[] input = new byte[SMALL];
    private int from;
    private int to;
    private byte[] output = new byte[SMALL];
    private int filled;
    private volatile long timeoutNanos = Long.MAX_VALUE;
    private volatile boolean waiting;
    /** When the reading began that is under way, as {@link System#nanoTime}; 0 if none is. */
    private volatile long reading;

    /** Whether the socket times its own reads: an end of input before TLS 1.3 ends the output too, and the farewell could not be said. */
    private volatile boolean timed;

    /** Whether the client let its time run out. */
    private volatile boolean overdue;

    /** When the writing began that is under way, as {@link System#nanoTime}; 0 if none is. */
    private volatile long writing;

    private volatile boolean stopping;

    /** When the log-in was revoked, as {@link System#nanoTime}; 0 if it was not. */
    private volatile long revoked;

    ServerConnection(Socket socket, Tls tls) throws IOException {
        this.socket = socket;
        this.client = socket.getInetAddress();
        this.tls = tls;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    // --- the client

    public InetAddress client() {
        return client;
    }

    public String clientAddress() {
        return client.getHostAddress();
    }

    public boolean loopback() {
        return client.isLoopbackAddress();
    }

    /** Whether a secret may be sent in this dialogue: under TLS, or on loopback. */
    public boolean confidential() {
        return secure != null || loopback();
    }

    public boolean isTls() {
        return secure != null;
    }

    /** Whether the client may call this server so: by the name that it asked for in TLS, or by the address that it came to. @param server host and perhaps port */
    public boolean isReachedAs(String server) {
        var colon = server.lastIndexOf(':');
        var host = colon > server.lastIndexOf(']') ? server.substring(0, colon) : server;
        var own = socket.getLocalAddress();
        if (host.equals(own.getHostAddress()) || own.isLoopbackAddress() && host.equalsIgnoreCase("localhost")) {
            return true;
        }
        return tlsSession() instanceof ExtendedSSLSession session
                && session.getRequestedServerNames().stream()
                        .anyMatch(name -> name instanceof SNIHostName asked
                                && asked.getAsciiName().equalsIgnoreCase(host));
    }

    /** The TLS session, for Received fields and logs; null in plain text. */
    public @Nullable SSLSession tlsSession() {
        var socket = secure;
        return socket == null ? null : socket.getSession();
    }

    // --- input

    /**
     * How long reads and handshakes wait for the client before a {@link SocketTimeoutException} that comes up to {@link Listener#WATCH} late, and how long a line
     * may take from its first octets to its end: who sends an octet now and then gains nothing by it.
     */
    public void setTimeout(Duration timeout) throws IOException {
        timeoutNanos = timeout.toNanos();
        if (timed) {
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, timeout.toMillis()));
        }
    }

    /**
     * The next line.
     *
     * @param limit most octets before the line end
     * @return null at the end of input, when the server is stopping and nothing is left to read, when the log-in was revoked, or when the last line has no end
     * @throws LineTooLongException after the whole long line has been thrown away
     */
    public @Nullable Line readLine(int limit) throws IOException {
        var scanned = from;
        var begun = 0L;
        while (true) {
            if (revoked()) {
                return null;
            }
            for (var i = scanned; i < to; i++) {
                if (input[i] == '\n') {
                    var crlf = i > from && input[i - 1] == '\r';
                    var length = i - from - (crlf ? 1 : 0);
                    var start = from;
                    from = i + 1;
                    if (length > limit) {
                        throw new LineTooLongException(limit);
                    }
                    return new Line(Arrays.copyOfRange(input, start, start + length), crlf);
                }
            }
            if (to - from > limit + 1) {
                skipLine();
                throw new LineTooLongException(limit);
            }
            var pending = to - from;
            if (!fill()) {
                return null;
            }
            begun = begun == 0 ? System.nanoTime() : begun;
            if (System.nanoTime() - begun > timeoutNanos) {
                throw new SocketTimeoutException("the line takes too long");
            }
            scanned = from + pending;
        }
    }

    private void skipLine() throws IOException {
        long skipped = 0;
        while (true) {
            for (var i = from; i < to; i++) {
                if (input[i] == '\n') {
                    from = i + 1;
                    return;
                }
            }
            skipped += to - from;
            from = to;
            if (skipped > HOPELESS_LINE) {
                throw new IOException("a line without end");
            }
            if (!fill()) {
                throw new EOFException();
            }
        }
    }

    /** Exactly {@code count} octets, as after a literal's announcement. */
    public byte[] readOctets(int count) throws IOException {
        var octets = new byte[count];
        readFully(octets, 0, count);
        return octets;
    }

    public void readFully(byte[] target, int offset, int count) throws IOException {
        var done = 0;
        while (done < count) {
            var n = read(target, offset + done, count - done);
            if (n < 0) {
                throw new EOFException();
            }
            done += n;
        }
    }

    /** At least one octet, at most {@code count}; -1 at the end of input. */
    public int read(byte[] target, int offset, int count) throws IOException {
        if (from == to) {
            if (count >= LARGE) {
                return receive(target, offset, count);
            }
            if (!fill()) {
                return -1;
            }
        }
        var n = Math.min(count, to - from);
        System.arraycopy(input, from, target, offset, n);
        from += n;
        return n;
    }

    /** Gives octets back that {@link #read} took too many of; they come first at the next reading. */
    public void unread(byte[] octets, int offset, int count) {
        var pending = to - from;
        if (pending + count > input.length || from < count) {
            var larger = new byte[Math.max(LARGE, pending + count)];
            System.arraycopy(input, from, larger, count, pending);
            input = larger;
            from = count;
            to = count + pending;
        }
        from -= count;
        System.arraycopy(octets, offset, input, from, count);
    }

    /** Throws away exactly {@code count} octets, as of a literal that is too big to take. */
    public void skip(long count) throws IOException {
        for (var left = count; left > 0; ) {
            if (from == to && !fill()) {
                throw new EOFException();
            }
            var n = (int) Math.min(left, to - from);
            from += n;
            left -= n;
        }
    }

    /** Whether more input is here already, so that an answer may wait for the next one (pipelining). */
    public boolean inputPending() throws IOException {
        return from < to || in.available() > 0;
    }

    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(input, from, input, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == input.length) {
            input = Arrays.copyOf(input, input.length < LARGE ? LARGE : input.length * 2);
        } else if (to == 0 && input.length > SMALL && in.available() == 0) {
            input = new byte[SMALL];
        }
        if (to == 0) {
            waiting = true;
            if (stopping) {
                return false;
            }
        }
        try {
            var n = receive(input, to, input.length - to);
            if (n < 0) {
                return false;
            }
            to += n;
            return true;
        } finally {
            waiting = false;
        }
    }

    private int receive(byte[] target, int offset, int count) throws IOException {
        reading = now();
        try {
            var n = in.read(target, offset, count);
            if (n < 0 && overdue) {
                throw new SocketTimeoutException("nothing came");
            }
            return n;
        } finally {
            reading = 0;
        }
    }

    /** Ends the reading that has waited longer than it may. The socket's own timeouts would cost a timer for each reading. */
    void endIfOverdue() {
        var since = reading;
        if (since != 0 && !timed && !overdue && System.nanoTime() - since > timeoutNanos) {
            overdue = true;
            endInput();
        }
    }

    private static long now() {
        return Math.max(1, System.nanoTime());
    }

    // --- output

    public void write(byte[] octets) throws IOException {
        write(octets, 0, octets.length);
    }

    public void write(byte[] octets, int offset, int count) throws IOException {
        if (count > LARGE - filled && count >= LARGE) {
            drain();
            send(octets, offset, count);
            return;
        }
        if (count > output.length - filled) {
            if (filled + count > LARGE) {
                drain();
            }
            if (output.length < LARGE) {
                output = Arrays.copyOf(output, LARGE);
            }
        }
        System.arraycopy(octets, offset, output, filled, count);
        filled += count;
    }

    public void write(int octet) throws IOException {
        if (filled == output.length) {
            if (output.length == LARGE) {
                drain();
            } else {
                output = Arrays.copyOf(output, LARGE);
            }
        }
        output[filled++] = (byte) octet;
    }

    /** Writes the text as UTF-8. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void flush() throws IOException {
        drain();
        try {
            writing = now();
            out.flush();
        } finally {
            writing = 0;
        }
        if (output.length > SMALL) {
            output = new byte[SMALL];
        }
    }

    private void drain() throws IOException {
        if (filled > 0) {
            send(output, 0, filled);
            filled = 0;
        }
    }

    private void send(byte[] octets, int offset, int count) throws IOException {
        try {
            for (var sent = 0; sent < count; sent += STEP) {
                writing = now();
                out.write(octets, offset + sent, Math.min(STEP, count - sent));
            }
        } finally {
            writing = 0;
        }
    }

    /** Closes the connection if its client has taken nothing of what was written to it for that long. A socket has no timeout for that. */
    void abortIfStuck(Duration patience) {
        var since = writing;
        if (since != 0 && System.nanoTime() - since > patience.toNanos()) {
            abort();
        }
    }

    // --- TLS, compression, stopping

    /**
     * Upgrades to TLS. Whatever the client sent in plain text behind its STARTTLS is thrown away (RFC 3501 section 6.2.1, RFC 3207 section 4.2: nothing said
     * before may count).
     */
    public void startTls() throws IOException {
        if (secure != null) {
            throw new IllegalStateException("TLS is on already");
        }
        flush();
        from = 0;
        to = 0;
        var upgraded = tls.accept(socket);
        reading = now();
        try {
            upgraded.startHandshake();
        } finally {
            reading = 0;
        }
        secure = upgraded;
        timed = !upgraded.getSession().getProtocol().equals("TLSv1.3");
        setTimeout(Duration.ofNanos(timeoutNanos));
        in = upgraded.getInputStream();
        out = upgraded.getOutputStream();
    }

    /** From here on both directions are compressed (RFC 4978), from the octets on that were read already and not yet looked at. */
    public void startCompression() throws IOException {
        if (deflated != null) {
            throw new IllegalStateException("compression is on already");
        }
        flush();
        var streams = new DeflatedStreams(in, out, Arrays.copyOfRange(input, from, to));
        from = 0;
        to = 0;
        in = streams.input();
        out = streams.output();
        deflated = streams;
    }

    public boolean isCompressed() {
        return deflated != null;
    }

    /** Whether the server is stopping: a session that finds no further line says its farewell when this is true. */
    public boolean stopping() {
        return stopping;
    }

    /** Ends the input after the command that is being worked on; a client that is waiting is woken at once. */
    public void requestStop() {
        stopping = true;
        if (waiting) {
            endInput();
        }
    }

    /** Whether the log-in was revoked: the session says its farewell, and nothing that the client has sent meanwhile is looked at. */
    public boolean revoked() {
        return revoked != 0;
    }

    /** Ends the input after the command that is being worked on, whatever of the next ones is here. */
    public void revoke() {
        if (revoked == 0) {
            revoked = now();
        }
        endInput();
    }

    /** Closes the connection if it still goes on although the log-in was revoked that long ago. */
    void abortIfRevoked(Duration patience) {
        var since = revoked;
        if (since != 0 && System.nanoTime() - since > patience.toNanos()) {
            abort();
        }
    }

    private void endInput() {
        try {
            socket.shutdownInput();
        } catch (IOException e) {
            abort();
        }
    }

    /** Closes at once, from any thread; the owner gets an {@link IOException}. */
    public void abort() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed as far as it can be
            return;
        }
    }

    void close() {
        try {
            var open = secure;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // the plain socket is closed below in any case
            filled = 0;
        }
        abort();
        var streams = deflated;
        if (streams != null) {
            streams.close();
        }
    }
}
