package org.kantor.mail.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.kantor.mail.listener.TestTls;

/** Another mail server, of the tests' own, on loopback: it says what it was told to say and remembers what it got. */
public final class ForeignServer implements AutoCloseable {

    /** A message as it came: the lines of MAIL and RCPT, and the lines of the message, dots unstuffed. */
    public record Received(String mail, List<String> rcpts, String content, boolean tls) {}

    private final ServerSocket door;
    private final List<String> extensions;
    private final Map<String, String> plans = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String greeting = "220 mx.example.net ESMTP";
    private volatile String verdict = "250 2.0.0 taken";
    private volatile boolean breaking;

    public ForeignServer(String... extensions) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.extensions = List.of(extensions);
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** What it answers to RCPT for this address, instead of 250. */
    public void plan(String address, String reply) {
        plans.put(address, reply);
    }

    public void forget(String address) {
        plans.remove(address);
    }

    public void greetWith(String line) {
        greeting = line;
    }

    /** What it answers to the end of a message. */
    public void answerWith(String line) {
        verdict = line;
    }

    /** Whether it takes messages and closes the connection without an answer. */
    public void setBreaking(boolean isBreaking) {
        breaking = isBreaking;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var socket = door.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket plain) {
        try (plain) {
            dialogue(plain, false);
        } catch (IOException e) {
            // the client has gone, as it may
            return;
        }
    }

    private void dialogue(Socket socket, boolean tls) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var out = socket.getOutputStream();
        if (!tls) {
            say(out, greeting);
        }
        var mail = "";
        var rcpts = new ArrayList<String>();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var verb = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
            switch (verb) {
                case "EHLO" -> hello(out, tls);
                case "MAIL" -> {
                    mail = line;
                    rcpts.clear();
                    say(out, "250 2.1.0 ok");
                }
                case "RCPT" -> {
                    var address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    var reply = plans.getOrDefault(address, "250 2.1.5 ok");
                    if (reply.startsWith("250")) {
                        rcpts.add(line);
                    }
                    say(out, reply);
                }
                case "DATA" -> {
                    say(out, "354 go on");
                    var content = content(in);
                    received.add(new Received(mail, List.copyOf(rcpts), content, tls));
                    if (breaking) {
                        return;
                    }
                    say(out, verdict);
                }
                case "STARTTLS" -> {
                    say(out, "220 ready");
                    var factory = (SSLSocketFactory) TestTls.serverContext().getSocketFactory();
                    var secure = (SSLSocket) factory.createSocket(socket, null, socket.getPort(), false);
                    secure.setUseClientMode(false);
                    dialogue(secure, true);
                    return;
                }
                case "QUIT" -> {
                    say(out, "221 2.0.0 bye");
                    return;
                }
                default -> say(out, "250 2.0.0 ok");
            }
        }
    }

    private void hello(OutputStream out, boolean tls) throws IOException {
        var lines = new ArrayList<>(List.of("mx.example.net"));
        extensions.stream().filter(e -> !tls || !e.equals("STARTTLS")).forEach(lines::add);
        for (var i = 0; i < lines.size(); i++) {
            say(out, "250" + (i == lines.size() - 1 ? " " : "-") + lines.get(i));
        }
    }

    private static String content(BufferedReader in) throws IOException {
        var content = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return content.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
