package org.kantor.webmail.subscriptions;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Leaves a list with one request (RFC 8058 section 3.1). The address is a stranger's, so that the server could be led to places only it can reach: it is asked
 * for by https on the usual port alone, its name is looked up once, every address found must be public, and it is that address which is connected to. No
 * redirect is followed (the RFC forbids them), no cookie sent, and of the answer only the first line read, within a limit of time and size.
 */
final class OneClickPost {

    static final Duration CONNECT = Duration.ofSeconds(5);
    static final Duration WHOLE = Duration.ofSeconds(15);
    private static final int MAX_LINE = 1_000;
    private static final int HTTPS = 443;
    private static final String BODY = "List-Unsubscribe=One-Click";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");

    /** What became of it. */
    enum Outcome {
        DONE,
        /** The list answered, but not with success. */
        REFUSED,
        UNREACHABLE,
        /** The address is none that this server goes to. */
        FORBIDDEN
    }

    /** Looks a name up. */
    interface Resolver {
        InetAddress[] resolve(String host) throws IOException;
    }

    /** Makes a connection to one address, in the name of a host. */
    interface Connector {
        Socket connect(InetAddress address, String host) throws IOException;
    }

    private final Resolver resolver;
    private final Predicate<InetAddress> allowed;
    private final Connector connector;
    private final Duration whole;

    OneClickPost() {
        this(InetAddress::getAllByName, PublicAddresses::isPublic, OneClickPost::tls, WHOLE);
    }

    OneClickPost(Resolver resolver, Predicate<InetAddress> allowed, Connector connector, Duration whole) {
        this.resolver = resolver;
        this.allowed = allowed;
        this.connector = connector;
        this.whole = whole;
    }

    Outcome post(URI address) {
        var host = address.getHost();
        if (!"https".equalsIgnoreCase(address.getScheme())
                || host == null
                || address.getRawUserInfo() != null
                || address.getPort() != -1 && address.getPort() != HTTPS) {
            return Outcome.FORBIDDEN;
        }
        try {
            var found = resolver.resolve(host);
            if (found.length == 0 || !Arrays.stream(found).allMatch(allowed)) {
                return Outcome.FORBIDDEN;
            }
            try (var socket = connector.connect(found[0], host)) {
                return ask(socket, address);
            }
        } catch (IOException e) {
            return Outcome.UNREACHABLE;
        }
    }

    private Outcome ask(Socket socket, URI address) throws IOException {
        var path = URI.create(address.toASCIIString()).getRawPath();
        var query = URI.create(address.toASCIIString()).getRawQuery();
        var request = "POST " + (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query)
                + " HTTP/1.1\r\nHost: " + address.getHost()
                + "\r\nUser-Agent: Kantor\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + BODY.length()
                + "\r\nConnection: close\r\n\r\n" + BODY;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        var status = STATUS.matcher(firstLine(socket));
        return status.matches() && status.group(1).startsWith("2") ? Outcome.DONE : Outcome.REFUSED;
    }

    private String firstLine(Socket socket) throws IOException {
        var end = System.nanoTime() + whole.toNanos();
        var line = new StringBuilder();
        var in = socket.getInputStream();
        while (line.length() < MAX_LINE) {
            var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new IOException("The answer takes too long.");
            }
            socket.setSoTimeout((int) left);
            var octet = in.read();
            if (octet < 0 || octet == '\r' || octet == '\n') {
                break;
            }
            line.append((char) octet);
        }
        return line.toString();
    }

    private static Socket tls(InetAddress address, String host) throws IOException {
        var plain = new Socket();
        // ends it then, however slowly the other side goes on
        Thread.ofVirtual().name("one-click").start(() -> {
            try {
                Thread.sleep(WHOLE);
                plain.close();
            } catch (IOException | InterruptedException e) {
                // it had ended
            }
        });
        try {
            plain.connect(new InetSocketAddress(address, HTTPS), (int) CONNECT.toMillis());
            plain.setSoTimeout((int) CONNECT.toMillis());
            var socket = (SSLSocket)
                    ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, HTTPS, true);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }
}
