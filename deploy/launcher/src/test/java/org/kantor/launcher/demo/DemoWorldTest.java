package org.kantor.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoWorldTest {

    private static final Pattern LITERAL = Pattern.compile("(\\S+) APPEND \"([^\"]+)\" .*\\{(\\d+)\\+}");
    private static final Pattern MESSAGE_ID = Pattern.compile("(?s)Message-ID: <([^>]+)>");

    @TempDir
    private Path folder;

    private final Hands hands = new Hands();
    private final List<String> said = new ArrayList<>();
    private final AtomicInteger pauses = new AtomicInteger();
    private FakeSuite suite;

    /** Goes only when somebody waits. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-25T03:12:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** As much of IMAP, LMTP and DAV as the world is made with; refuses the requests that it is told to, counted from 0. */
    private static final class FakeSuite implements AutoCloseable {
        final Map<String, List<String>> mailboxes = new ConcurrentHashMap<>();
        final Map<String, String> resources = new ConcurrentHashMap<>();
        final AtomicInteger requests = new AtomicInteger();
        private final ServerSocket imap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ServerSocket lmtp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final IntPredicate refuses;

        FakeSuite(IntPredicate refuses) throws IOException {
            this.refuses = refuses;
            listen(imap, this::imap);
            listen(lmtp, this::lmtp);
            web.createContext("/", exchange -> {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                var refused = refused();
                if (!refused) {
                    resources.put(exchange.getRequestURI().getPath(), body);
                }
                exchange.sendResponseHeaders(refused ? 503 : 201, -1);
                exchange.close();
            });
            web.start();
        }

        private interface Service {
            void serve(Socket socket) throws IOException;
        }

        private static void listen(ServerSocket server, Service service) {
            Thread.startVirtualThread(() -> {
                while (!server.isClosed()) {
                    try {
                        var socket = server.accept();
                        Thread.startVirtualThread(() -> {
                            try (socket) {
                                service.serve(socket);
                            } catch (IOException e) {
                                // the client has gone
                            }
                        });
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        private boolean refused() {
            return refuses.test(requests.getAndIncrement());
        }

        List<String> mailbox(String account, String name) {
            return mailboxes.computeIfAbsent(
                    account + "/" + name, key -> Collections.synchronizedList(new ArrayList<>()));
        }

        private void imap(Socket socket) throws IOException {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            say(socket, "* OK ready");
            var account = "";
            var selected = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var tag = line.substring(0, line.indexOf(' '));
                var literal = LITERAL.matcher(line);
                var content = new StringBuilder();
                if (literal.matches()) {
                    var octets = new char[Integer.parseInt(literal.group(3))];
                    for (var read = 0; read < octets.length; ) {
                        read += in.read(octets, read, octets.length - read);
                    }
                    content.append(octets);
                    in.readLine();
                }
                if (refused()) {
                    say(socket, tag + " NO [UNAVAILABLE] not now");
                    continue;
                }
                var words = line.replace("\"", "").split(" ");
                switch (words[1]) {
                    case "LOGIN" -> account = words[2];
                    case "EXAMINE" -> selected = words[2];
                    case "STATUS" ->
                        say(
                                socket,
                                "* STATUS " + words[2] + " (MESSAGES "
                                        + mailbox(account, words[2]).size() + ")");
                    case "UID" ->
                        say(socket, "* SEARCH" + (mailbox(account, selected).contains(words[5]) ? " 1" : ""));
                    default -> mailbox(account, literal.group(2)).add(id(content));
                }
                say(socket, tag + " OK done");
            }
        }

        private void lmtp(Socket socket) throws IOException {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            say(socket, "220 ready");
            var to = new ArrayList<String>();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (refused()) {
                    say(socket, "451 4.3.0 not now");
                    return;
                }
                if (line.startsWith("RCPT")) {
                    to.add(line.replaceAll(".*<(.*)@.*", "$1"));
                }
                if (!line.equals("DATA")) {
                    say(socket, "250 OK");
                    continue;
                }
                say(socket, "354 go on");
                var content = new StringBuilder();
                for (line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                    content.append(line).append("\r\n");
                }
                for (var account : to) {
                    mailbox(account, "INBOX").add(id(content));
                    say(socket, "250 OK");
                }
                to.clear();
            }
        }

        private static String id(CharSequence content) {
            var matcher = MESSAGE_ID.matcher(content);
            return matcher.find() ? matcher.group(1) : "";
        }

        private static void say(Socket socket, String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        DemoWorld.Endpoints endpoints() {
            return new DemoWorld.Endpoints(
                    InetAddress.getLoopbackAddress().getHostAddress(),
                    lmtp.getLocalPort(),
                    imap.getLocalPort(),
                    "http://127.0.0.1:" + web.getAddress().getPort());
        }

        @Override
        public void close() throws IOException {
            imap.close();
            lmtp.close();
            web.stop(0);
        }
    }

    @AfterEach
    void stop() throws IOException {
        suite.close();
    }

    private void fill() {
        DemoWorld.fill(suite.endpoints(), folder.resolve("world"), hands, said::add, () -> {
            pauses.incrementAndGet();
            hands.now = hands.now.plus(Duration.ofSeconds(2));
        });
    }

    private void isWhole() {
        assertThat(folder.resolve("world")).exists();
        var all = suite.mailboxes.values().stream().mapToInt(List::size).sum();
        assertThat(all).isGreaterThan(500);
        suite.mailboxes.forEach(
                (name, ids) -> assertThat(ids).as(name).doesNotHaveDuplicates().doesNotContain(""));
        assertThat(suite.mailbox("alice", "INBOX")).isNotEmpty();
        assertThat(suite.resources.keySet())
                .anyMatch(path -> path.contains("/calendars/alice/"))
                .anyMatch(path -> path.contains("/addressbooks/alice/"));
    }

    @Test
    void aSuiteThatIsNotAvailableYetIsWaitedFor() throws IOException {
        suite = new FakeSuite(request -> request < 20);
        fill();
        isWhole();
        assertThat(said.getFirst()).contains("UNAVAILABLE");
        assertThat(pauses.get()).isEqualTo(20);
    }

    @Test
    void whateverIsRefusedOnTheWayNothingIsThereTwiceOrMissing() throws IOException {
        suite = new FakeSuite(request -> false);
        fill();
        isWhole();
        var whole = Map.copyOf(suite.mailboxes);
        var requests = suite.requests.get();
        suite.close();
        Files.delete(folder.resolve("world"));
        var seed = Long.getLong("kantor.seed", System.nanoTime());
        System.out.println("DemoWorldTest: -Dkantor.seed=" + seed);
        // the last of a whole run are those over LMTP and DAV
        var refused =
                new Random(seed).ints(25, 0, requests + requests / 4).boxed().collect(Collectors.toSet());
        suite = new FakeSuite(refused::contains);
        hands.now = Instant.parse("2026-11-25T03:12:00Z");
        fill();
        isWhole();
        assertThat(suite.mailboxes).isEqualTo(whole);
    }

    @Test
    void whoeverNeverAnswersIsNotWaitedForWithoutEndAndTheNextTryCompletesIt() throws IOException {
        suite = new FakeSuite(request -> request >= 50 && request < 500);
        assertThatThrownBy(this::fill).isInstanceOf(UncheckedIOException.class).hasMessageContaining("UNAVAILABLE");
        assertThat(Duration.between(Instant.parse("2026-11-25T03:12:00Z"), hands.now))
                .isLessThan(DemoWorld.PATIENCE.plusSeconds(10));
        assertThat(folder.resolve("world")).doesNotExist();
        suite.requests.set(500);
        fill();
        isWhole();
    }
}
