package org.kantor.mail.relay;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.kantor.mail.wire.smtp.Command;
import org.kantor.mail.wire.smtp.DotStuffing;
import org.kantor.mail.wire.smtp.Ehlo;
import org.kantor.mail.wire.smtp.Extensions;
import org.kantor.mail.wire.smtp.Helo;
import org.kantor.mail.wire.smtp.Quit;
import org.kantor.mail.wire.smtp.Reply;
import org.kantor.mail.wire.smtp.ReplyParser;
import org.kantor.mail.wire.smtp.SmtpSyntaxException;
import org.kantor.mail.wire.smtp.StartTls;

/**
 * The client's side of one SMTP connection, greeted and ready for transactions. TLS is used where the server offers it, whatever its certificate:
 * it keeps out who only listens (RFC 7435). Owned by one thread.
 */
final class RelayConnection implements AutoCloseable {

    private static final int MAX_REPLY_LINE = 4_096;
    private static final int BUFFER = 16 * 1024;

    private final String host;
    private final RelayTimeouts timeouts;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] input = new byte[BUFFER];
    private int from;
    private int to;
    private Extensions extensions = Extensions.NONE;

    private RelayConnection(String host, Socket socket, RelayTimeouts timeouts) throws IOException {
        this.host = host;
        this.timeouts = timeouts;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** The server would not talk to us: its reply says why. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;
        private final transient Reply reply;

        RefusedException(Reply reply) {
            super(reply.toString());
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    /** Connects and says EHLO; STARTTLS is tried first, and left out if the server's TLS does not work. */
    static RelayConnection open(Route.Host host, int port, String name, RelayTimeouts timeouts) throws IOException {
        var connection = connect(host, port, timeouts);
        try {
            connection.greet(name);
            if (!connection.extensions.has("STARTTLS")) {
                return connection;
            }
            if (connection.startTls()) {
                connection.greetAgain(name);
                return connection;
            }
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
        connection.close();
        var plain = connect(host, port, timeouts);
        try {
            plain.greet(name);
            return plain;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static RelayConnection connect(Route.Host host, int port, RelayTimeouts timeouts) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host.address(), port), (int)
                    timeouts.connect().toMillis());
            return new RelayConnection(host.name(), socket, timeouts);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void greet(String name) throws IOException {
        var greeting = read(timeouts.greeting());
        if (!greeting.positive()) {
            throw new RefusedException(greeting);
        }
        greetAgain(name);
    }

    private void greetAgain(String name) throws IOException {
        var ehlo = command(new Ehlo(name));
        if (ehlo.positive()) {
            extensions = Extensions.of(ehlo);
            return;
        }
        var helo = command(new Helo(name));
        if (!helo.positive()) {
            throw new RefusedException(helo);
        }
        extensions = Extensions.NONE;
    }

    private boolean startTls() throws IOException {
        if (!command(new StartTls()).positive()) {
            return false;
        }
        try {
            var secure = (SSLSocket) trusting().getSocketFactory().createSocket(socket, host, socket.getPort(), true);
            secure.setUseClientMode(true);
            secure.setSoTimeout((int) timeouts.command().toMillis());
            secure.startHandshake();
            socket = secure;
            in = secure.getInputStream();
            out = new BufferedOutputStream(secure.getOutputStream(), BUFFER);
            from = 0;
            to = 0;
            return true;
        } catch (IOException e) {
            RelayLog.LOG.tlsFailed(host, e);
            return false;
        }
    }

    private static SSLContext trusting() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    String host() {
        return host;
    }

    Extensions extensions() {
        return extensions;
    }

    /** Sends one command and waits for its reply. */
    Reply command(Command command) throws IOException {
        send(command);
        return reply();
    }

    /** Puts a command into the buffer; {@link #reply} sends what is there. */
    void send(Command command) throws IOException {
        out.write((command.line() + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    Reply reply() throws IOException {
        out.flush();
        return read(timeouts.command());
    }

    Reply dataReply() throws IOException {
        out.flush();
        return read(timeouts.dataInitiation());
    }

    /** Sends the message and its end, and waits for the verdict. */
    Reply message(byte[] content) throws IOException {
        DotStuffing.write(content, out);
        out.flush();
        return read(timeouts.dataTermination());
    }

    private Reply read(Duration timeout) throws IOException {
        socket.setSoTimeout((int) timeout.toMillis());
        var parser = new ReplyParser();
        try {
            while (true) {
                var reply = parser.add(readLine());
                if (reply.isPresent()) {
                    return reply.get();
                }
            }
        } catch (SmtpSyntaxException e) {
            throw new IOException(e.reply().text(), e);
        }
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        while (true) {
            if (from == to) {
                from = 0;
                to = Math.max(0, in.read(input, 0, input.length));
                if (to == 0) {
                    throw new EOFException("the server closed the connection");
                }
            }
            var c = (char) (input[from++] & 0xff);
            if (c == '\n') {
                return line.toString();
            }
            if (line.length() == MAX_REPLY_LINE) {
                throw new IOException("the server's reply has no end");
            }
            if (c != '\r') {
                line.append(c < ' ' || c > '~' ? '?' : c);
            }
        }
    }

    void quit() {
        try {
            send(new Quit());
            out.flush();
        } catch (IOException e) {
            RelayLog.LOG.quitFailed(host, e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            RelayLog.LOG.quitFailed(host, e);
        }
    }
}
