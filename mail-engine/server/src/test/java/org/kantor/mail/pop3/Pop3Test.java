package org.kantor.mail.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kantor.identity.Authentications;
import org.kantor.kernel.AccountId;
import org.kantor.mail.listener.Elsewhere;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.TestTls;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.store.Store;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.TestStore;
import org.kantor.mail.testing.Transcript;
import org.kantor.testkit.TestDatabase;

/** POP3 over the real store: every verb's dialogues as files, the maildrop's lock, and what QUIT makes of deletions. */
class Pop3Test {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(Store.ENTITIES);

    private static final TestPeople PEOPLE = new TestPeople("alice", "bob", "carol", "dave");
    private static final AccountId ALICE = PEOPLE.id("alice");
    private static final AccountId BOB = PEOPLE.id("bob");
    private static final AccountId CAROL = PEOPLE.id("carol");
    private static final AccountId DAVE = PEOPLE.id("dave");
    private static TestStore mail;

    private Listener listener;

    @BeforeAll
    static void fill() {
        mail = new TestStore(db);
        mail.make(ALICE, "alice");
        mail.make(BOB, "bob");
        mail.make(CAROL, "carol");
        mail.make(DAVE, "dave");
        mail.deliver(ALICE, "Subject: one\r\n\r\n.dots\r\n");
        mail.deliver(ALICE, "Subject: two\r\n\r\nfirst\r\nsecond\r\n");
        mail.deliver(ALICE, "Subject: three\r\n\r\n");
        mail.deliver(CAROL, "From: Zoë <zoë@example.org>\r\nSubject: Grüße\r\nKeywords: ü\r\n\r\nGrüße\r\n");
    }

    @BeforeEach
    void open() throws IOException {
        open(Limits.RFC);
    }

    private void open(Limits limits) throws IOException {
        var pop3 = protocol(limits);
        listener = Listener.onLoopback(pop3, pop3.endpoints().getFirst(), TestTls.server());
    }

    private static Pop3Protocol protocol(Limits limits) {
        var store = mail.store;
        var logIn = new LogIn(
                PEOPLE, store.mailboxes(), store.messages(), new Maildrops(), new Authentications(db.clock()));
        return new Pop3Protocol(new Verbs(logIn, new Sasl(PEOPLE, PEOPLE, Map.of()), store.messages()), logIn, limits);
    }

    @AfterEach
    void close() {
        listener.stop();
        listener.abort();
    }

    static Stream<Path> transcripts() {
        return Transcript.in(Pop3Test.class, "transcripts").stream();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void clientsAreAnsweredAsTheTranscriptSays(Path file) throws IOException {
        Transcript.play(file, listener.port());
    }

    @Test
    void nobodyLogsInInPlainTextFromElsewhere() throws IOException {
        close();
        var pop3 = protocol(Limits.RFC);
        listener = Elsewhere.listener(pop3, pop3.endpoints().getFirst());
        Transcript.play(Transcript.in(Pop3Test.class, "elsewhere").getFirst(), listener.port());
    }

    /** A client that reads one line for each it sends. */
    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket("127.0.0.1", listener.port());
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

        Client() throws IOException {
            socket.setSoTimeout(20_000);
            assertThat(in.readLine()).startsWith("+OK");
        }

        String say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return in.readLine();
        }

        Client logIn(String name) throws IOException {
            assertThat(say("USER " + name)).startsWith("+OK");
            assertThat(say("PASS " + name + "-secret")).startsWith("+OK");
            return this;
        }

        /** The first line of a message's header. */
        String subject(String command) {
            try {
                assertThat(say(command)).startsWith("+OK");
                var first = read();
                while (!read().equals(".")) {}
                return first;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String read() throws IOException {
            return in.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void deletionsHappenAtQuitAndOnlyThere() throws IOException {
        mail.deliver(BOB, "Subject: a\r\n\r\n");
        mail.deliver(BOB, "Subject: b\r\n\r\n");
        var before = mail.count(BOB);
        try (var client = new Client().logIn("bob")) {
            assertThat(client.say("DELE 1")).startsWith("+OK");
        }
        assertThat(mail.count(BOB)).isEqualTo(before);
        try (var client = reconnect()) {
            assertThat(client.say("DELE 1")).startsWith("+OK");
            assertThat(mail.count(BOB)).isEqualTo(before);
            assertThat(client.say("QUIT")).startsWith("+OK");
            assertThat(mail.count(BOB)).isEqualTo(before - 1);
        }
    }

    /** The server notices the end of the other connection when it reads from it: until then the maildrop is in use. */
    private Client reconnect() throws IOException {
        for (var attempt = 0; attempt < 1_000; attempt++) {
            var client = new Client();
            assertThat(client.say("USER bob")).startsWith("+OK");
            if (client.say("PASS bob-secret").startsWith("+OK")) {
                return client;
            }
            client.close();
        }
        throw new AssertionError("the maildrop stays locked");
    }

    @Test
    void aSecondSessionIsToldThatTheMaildropIsInUse() throws IOException {
        try (var first = new Client().logIn("alice");
                var second = new Client()) {
            assertThat(second.say("USER alice")).startsWith("+OK");
            assertThat(second.say("PASS alice-secret")).startsWith("-ERR [IN-USE]");
            assertThat(first.say("QUIT")).startsWith("+OK");
        }
    }

    @Test
    void numbersStayTheSameWhileMailArrivesAndGoes() throws IOException {
        mail.deliver(BOB, "Subject: stays\r\n\r\n");
        try (var client = reconnect()) {
            var stat = client.say("STAT");
            mail.deliver(BOB, "Subject: later\r\n\r\n");
            assertThat(client.say("STAT")).isEqualTo(stat);
            assertThat(client.say("QUIT")).startsWith("+OK");
        }
    }

    @Test
    void messagesTakenInOrderAreReadAheadAndAnyOtherOrderGetsTheRightOnes() throws IOException {
        for (var number = 1; number <= 300; number++) {
            mail.deliver(DAVE, "Subject: " + number + "\r\n\r\n");
        }
        try (var client = new Client().logIn("dave")) {
            assertThat(db.count(() -> {
                        for (var number = 1; number <= 300; number++) {
                            assertThat(client.subject("RETR " + number)).isEqualTo("Subject: " + number);
                        }
                    }))
                    .isLessThan(20);
            for (var number : new int[] {300, 299, 4, 5, 6, 7, 8, 5, 7, 6, 100, 1, 2, 2, 3, 2, 1}) {
                assertThat(client.subject("TOP " + number + " 0")).isEqualTo("Subject: " + number);
            }
            client.say("QUIT");
        }
    }

    @Test
    void whoIsSilentIsSentAwayAndNothingIsDeleted() throws IOException {
        close();
        open(new Limits(Duration.ofMillis(80), 9));
        try (var client = new Client()) {
            assertThat(client.read()).startsWith("-ERR [SYS/TEMP]");
            assertThat(client.read()).isNull();
        }
    }

    @Test
    void aLineOfTenMegabytesIsTooLong() throws IOException {
        try (var client = new Client()) {
            assertThat(client.say("USER " + "a".repeat(10 * 1024 * 1024))).startsWith("-ERR The line is too long");
            assertThat(client.say("CAPA")).startsWith("+OK");
        }
    }
}
