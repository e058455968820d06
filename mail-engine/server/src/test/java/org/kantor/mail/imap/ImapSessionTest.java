package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.mail.listener.Elsewhere;
import org.kantor.mail.listener.Endpoint;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.TestTls;

class ImapSessionTest {

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    @BeforeEach
    void alice() {
        server.newAlice();
    }

    private static void deliver(int count) {
        for (var i = 0; i < count; i++) {
            server.deliver("INBOX", SectionsTest.message("simple"), 0, Set.of());
        }
    }

    @Test
    void startTlsForgetsWhatWasSentBehindIt() throws IOException {
        try (var client = server.connect()) {
            client.send("a STARTTLS\r\nb LOGIN alice secret\r\n");
            assertThat(client.line()).isEqualTo("a OK Begin the TLS negotiation");
            client.startTls();
            assertThat(client.any("SELECT INBOX")).containsExactly("BAD Not in this state");
            assertThat(client.command("CAPABILITY").getFirst()).doesNotContain("STARTTLS");
            assertThat(client.any("STARTTLS")).containsExactly("BAD TLS is on already");
            client.command("LOGIN alice secret");
            client.command("SELECT INBOX");
        }
    }

    /** RFC 3501 section 6.2.3, RFC 8314. */
    @Test
    void nobodyLogsInInPlainTextFromElsewhere() throws IOException {
        server.newAlice();
        var listener = Elsewhere.listener(server.protocol(), Endpoint.plain("imap"));
        try (var client = new ImapClient(listener.port())) {
            assertThat(client.command("CAPABILITY"))
                    .singleElement()
                    .asString()
                    .contains(" LOGINDISABLED", " STARTTLS")
                    .doesNotContain("AUTH=");
            assertThat(client.any("LOGIN alice secret"))
                    .singleElement()
                    .asString()
                    .startsWith("NO [PRIVACYREQUIRED]");
            assertThat(client.any("AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA=="))
                    .singleElement()
                    .asString()
                    .startsWith("NO [PRIVACYREQUIRED]");
            client.command("STARTTLS");
            client.startTls();
            assertThat(client.command("CAPABILITY"))
                    .singleElement()
                    .asString()
                    .contains(" AUTH=PLAIN")
                    .doesNotContain("LOGINDISABLED");
            client.command("LOGIN alice secret");
        } finally {
            listener.stop();
            listener.abort();
        }
    }

    /** RFC 3501 section 5.4. */
    @Test
    void whoKeepsSilentForTooLongIsLoggedOut() throws IOException {
        var brief = Duration.ofMillis(200);
        assertThat(Limits.RFC.autologout()).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
        var strangers = new Limits(brief, Duration.ofMinutes(1), 20, 1_000, brief, 1);
        var users = new Limits(Duration.ofMinutes(1), brief, 20, 1_000, brief, 1);
        for (var limits : List.of(strangers, users)) {
            var listener = Listener.onLoopback(server.protocol(limits), Endpoint.plain("imap"), TestTls.server());
            try (var client = new ImapClient(listener.port())) {
                if (limits.equals(users)) {
                    client.command("LOGIN alice secret");
                }
                assertThat(client.line()).isEqualTo("* BYE Idle for too long");
                assertThat(client.line()).isNull();
            } finally {
                listener.abort();
            }
        }
    }

    @Test
    void waitingClientsHearThatTheServerStops() throws IOException {
        var listener = Listener.onLoopback(server.protocol(), Endpoint.plain("imap"), TestTls.server());
        try (var client = new ImapClient(listener.port());
                var idling = new ImapClient(listener.port())) {
            client.command("LOGIN alice secret");
            idling.command("LOGIN alice secret");
            idling.send("a IDLE\r\n");
            assertThat(idling.line()).startsWith("+ ");
            listener.stop();
            assertThat(client.line()).startsWith("* BYE [UNAVAILABLE]");
            assertThat(idling.line()).startsWith("* BYE [UNAVAILABLE]");
        } finally {
            listener.abort();
        }
    }

    @Test
    void aFailureOfOursIsOneConstantAnswer() throws IOException {
        try (var client = server.connect()) {
            assertThat(client.any("LOGIN broken secret")).containsExactly("NO [SERVERBUG] Internal error");
            client.command("LOGIN alice secret");
        }
    }

    @Test
    void aDamagedMessageDoesNotStopTheOthers() throws IOException {
        for (var name : List.of("simple", "nested", "encoded")) {
            server.deliver("INBOX", SectionsTest.message(name), 0, Set.of());
        }
        try (var client = server.logIn()) {
            client.command("SELECT INBOX");
            server.db.execute(
                    "update message set content = '\\x00' where id = (select message from placement where account = ? and uid = 2)",
                    server.alice().value());
            assertThat(client.any("FETCH 1:3 (UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])"))
                    .anyMatch(line -> line.startsWith("* 1 FETCH (UID 1 "))
                    .noneMatch(line -> line.startsWith("* 2 FETCH "))
                    .anyMatch(line -> line.startsWith("* 3 FETCH (UID 3 "))
                    .last()
                    .asString()
                    .startsWith("NO [CORRUPTION] ");
            assertThat(client.any("FETCH 2 BODY.PEEK[]")).last().asString().startsWith("NO [CORRUPTION] ");
            assertThat(client.command("FETCH 2 (UID RFC822.SIZE)")).hasSize(1);
        }
    }

    /** A client that hears of a failure does again what is done. */
    @Test
    void whatIsDoneIsAnsweredSoThoughTheNewsCannotBeTold() throws IOException {
        try (var client = server.logIn();
                var other = server.logIn()) {
            client.command("SELECT INBOX");
            server.viewsBroken = true;
            assertThat(client.any("APPEND INBOX {3+}\r\na:b"))
                    .singleElement()
                    .asString()
                    .startsWith("OK [APPENDUID ");
            assertThat(client.line()).startsWith("* BYE ");
            assertThat(client.line()).isNull();
            assertThat(other.command("STATUS INBOX (MESSAGES)")).containsExactly("* STATUS INBOX (MESSAGES 1)");
        } finally {
            server.viewsBroken = false;
        }
    }

    @Test
    void whoMayReadTheSelectedMailboxNoLongerHearsWhatWasDone() throws IOException {
        server.newPerson("bob");
        try (var alice = server.logIn();
                var bob = server.logIn("bob")) {
            alice.command("CREATE team");
            alice.command("SETACL team bob lr");
            bob.command("SELECT \"Other Users/alice@example.org/team\"");
            alice.command("SETACL team bob l");
            server.deliver("team", SectionsTest.message("simple"), 0, Set.of());
            assertThat(bob.any("CREATE mine")).singleElement().asString().startsWith("OK [MAILBOXID ");
            assertThat(bob.line()).isEqualTo("* BYE The selected mailbox is gone");
        }
    }

    @Test
    void aMailboxTakesSoManyKeywordsAndNoMore() throws IOException {
        deliver(4);
        try (var client = server.logIn()) {
            client.command("SELECT INBOX");
            for (var message = 0; message < 3; message++) {
                var first = 100 * message;
                var keywords = IntStream.range(first, first + 100)
                        .mapToObj(i -> "k" + i)
                        .collect(Collectors.joining(" "));
                client.command("STORE " + (message + 1) + " +FLAGS.SILENT (" + keywords + ")");
            }
            assertThat(client.any("STORE 4 +FLAGS (onemore)"))
                    .containsExactly("NO [LIMIT] The mailbox has too many keywords.");
            client.command("STORE 4 +FLAGS.SILENT (K7)");
            assertThat(client.any("APPEND INBOX (another) {2+}\r\nab"))
                    .last()
                    .asString()
                    .startsWith("NO [LIMIT]");
        }
    }

    @Test
    void whatIsInTheViewCostsNoSql() throws IOException {
        deliver(20);
        try (var client = server.logIn()) {
            client.command("SELECT INBOX");
            assertThat(statements(client, "FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE)"))
                    .isZero();
            assertThat(statements(client, "UID SEARCH UNSEEN SINCE 1-Jan-2020 LARGER 10"))
                    .isZero();
            assertThat(statements(client, "FETCH 1:* (ENVELOPE BODYSTRUCTURE)")).isEqualTo(1);
            assertThat(statements(client, "FETCH 7 BODY.PEEK[]")).isEqualTo(1);
            assertThat(statements(client, "NOOP")).isEqualTo(1);
        }
    }

    private static int statements(ImapClient client, String command) {
        return server.db.count(() -> {
            try {
                client.command(command);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Two clients change one mailbox at random; each believes only what it hears, and both end with what is there. */
    @Test
    void clientsThatListenAgreeWithTheServer() throws IOException {
        long seed = Long.getLong("kantor.seed", new Random().nextLong());
        var random = new Random(seed);
        deliver(10);
        try (var one = new Listening(server.logIn());
                var two = new Listening(server.logIn())) {
            for (var step = 0; step < 300; step++) {
                var client = random.nextBoolean() ? one : two;
                var size = client.flags.size();
                var number = size == 0 ? 0 : 1 + random.nextInt(size);
                if (number == 0 || random.nextInt(8) == 0) {
                    deliver(1);
                    continue;
                }
                switch (random.nextInt(7)) {
                    case 0 -> client.hear("STORE " + number + " +FLAGS (\\Deleted)");
                    case 1 -> client.hear("STORE " + number + " FLAGS (\\Flagged)");
                    case 2 -> client.hear("UID FETCH 1:* FLAGS");
                    case 3 -> client.hear("FETCH " + number + ":* (FLAGS BODY[TEXT])");
                    case 4 -> client.hear("SEARCH SEEN");
                    case 5 -> client.hear("EXPUNGE");
                    default -> client.hear("NOOP");
                }
            }
            one.hear("NOOP");
            two.hear("NOOP");
            one.hear("FETCH 1:* FLAGS");
            var truth = List.copyOf(one.flags);
            assertThat(two.flags).as("seed %d", seed).isEqualTo(truth);
            try (var fresh = new Listening(server.logIn())) {
                fresh.hear("FETCH 1:* FLAGS");
                assertThat(truth).as("seed %d", seed).isEqualTo(fresh.flags);
            }
        }
    }

    /** Keeps the flags of each message by what the server says, without \Recent, which is each session's own; asks for those of new messages. */
    private static final class Listening implements AutoCloseable {

        private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS");
        private static final Pattern EXPUNGE = Pattern.compile("\\* (\\d+) EXPUNGE");
        private static final Pattern FLAGS = Pattern.compile("(?:\\* (\\d+) FETCH \\(| ).*?FLAGS \\(([^)]*)\\).*");
        private static final Pattern FETCH = Pattern.compile("\\* (\\d+) FETCH .*");

        private static final String UNKNOWN = "not asked yet";

        private final ImapClient client;
        private final List<String> flags = new ArrayList<>();

        Listening(ImapClient client) throws IOException {
            this.client = client;
            hear("SELECT INBOX");
        }

        void hear(String command) throws IOException {
            var message = 0;
            for (var line : client.command(command)) {
                var exists = EXISTS.matcher(line);
                var expunge = EXPUNGE.matcher(line);
                var fetch = FETCH.matcher(line);
                if (exists.matches()) {
                    while (flags.size() < Integer.parseInt(exists.group(1))) {
                        flags.add(UNKNOWN);
                    }
                } else if (expunge.matches()) {
                    flags.remove(Integer.parseInt(expunge.group(1)) - 1);
                }
                if (fetch.matches()) {
                    message = Integer.parseInt(fetch.group(1));
                }
                var told = FLAGS.matcher(line);
                if (message > 0 && told.matches()) {
                    flags.set(
                            message - 1,
                            told.group(2).replaceAll(" ?\\\\Recent", "").strip());
                }
            }
            if (flags.contains(UNKNOWN)) {
                hear("FETCH " + (flags.indexOf(UNKNOWN) + 1) + ":* FLAGS");
            }
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }
}
