package org.kantor.mail.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kantor.directory.AccountDisabled;
import org.kantor.identity.Authentications;
import org.kantor.kernel.AccountId;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.Protocol;
import org.kantor.mail.listener.TestTls;
import org.kantor.mail.store.Store;
import org.kantor.mail.testing.MailDoors;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.TestStore;
import org.kantor.testkit.TestDatabase;

/** What becomes of open connections when what they were let in with is revoked, at every door where people log in. */
class RevokedLogInTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(Store.ENTITIES);

    private static final TestPeople PEOPLE = new TestPeople("alice", "bob");
    private static final AccountId ALICE = PEOPLE.id("alice");
    private static final String PHONE = "alice-app-7";
    private static final String LAPTOP = "alice-app-8";
    private static TestStore mail;

    private final Authentications authentications = new Authentications(db.clock());
    private @Nullable Listener listener;

    @BeforeAll
    static void fill() {
        mail = new TestStore(db);
        mail.make(ALICE, "alice");
        mail.make(PEOPLE.id("bob"), "bob");
        mail.deliver(ALICE, "Subject: one\r\n\r\n");
    }

    @BeforeEach
    void count() {
        PEOPLE.count(authentications::now);
    }

    @AfterEach
    void close() {
        if (listener != null) {
            listener.stop();
            listener.abort();
        }
    }

    /** How things are said at the door. {@code last} is what takes time, and {@code done} its answer. */
    enum Door {
        IMAP("imap", "b NOOP", "b OK", "* BYE ", "c APPEND INBOX {4+}\r\na:b\n", "c OK"),
        POP3("pop3", "NOOP", "+OK", "-ERR [AUTH] ", "RETR 1", "+OK"),
        SUBMISSION("submission", "NOOP", "250 2.0.0", "421 4.7.0 ", "Subject: x\r\n\r\n.", "250 ");

        private final String endpoint;
        private final String noop;
        private final String well;
        private final String farewell;
        private final String last;
        private final String done;

        Door(String endpoint, String noop, String well, String farewell, String last, String done) {
            this.endpoint = endpoint;
            this.noop = noop;
            this.well = well;
            this.farewell = farewell;
            this.last = last;
            this.done = done;
        }
    }

    private Protocol protocol(Door door) {
        var doors = new MailDoors(db, PEOPLE, mail, Map.of(), authentications);
        return switch (door) {
            case IMAP -> doors.imap();
            case POP3 -> doors.pop3();
            case SUBMISSION -> doors.submission();
        };
    }

    private void open(Door door) throws IOException {
        var protocol = protocol(door);
        var endpoint = protocol.endpoints().stream()
                .filter(one -> one.name().equals(door.endpoint))
                .findFirst()
                .orElseThrow();
        listener = Listener.onLoopback(protocol, endpoint, TestTls.server());
    }

    private Client connect(Door door) throws IOException {
        if (listener == null) {
            throw new IllegalStateException("no door is open");
        }
        return new Client(door, new Socket("localhost", listener.port()));
    }

    private static final class Client implements AutoCloseable {
        private final Door door;
        private Socket socket;
        private BufferedReader in;

        Client(Door door, Socket socket) throws IOException {
            this.door = door;
            this.socket = socket;
            socket.setSoTimeout(20_000);
            in = reader(socket);
            in.readLine();
        }

        private static BufferedReader reader(Socket socket) throws IOException {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        Client startTls(String protocol) throws IOException {
            switch (door) {
                case IMAP -> say("a STARTTLS");
                case POP3 -> say("STLS");
                case SUBMISSION -> {
                    say("HELO x");
                    say("STARTTLS");
                }
            }
            var secure = (SSLSocket)
                    TestTls.client().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
            secure.setEnabledProtocols(new String[] {protocol});
            secure.startHandshake();
            socket = secure;
            in = reader(secure);
            return this;
        }

        Client logIn(String name, String secret) throws IOException {
            switch (door) {
                case IMAP -> assertThat(say("a LOGIN " + name + " " + secret)).startsWith("a OK");
                case POP3 -> {
                    assertThat(say("USER " + name)).startsWith("+OK");
                    assertThat(say("PASS " + secret)).startsWith("+OK");
                }
                case SUBMISSION -> {
                    var plain = ("\0" + name + "\0" + secret).getBytes(StandardCharsets.UTF_8);
                    assertThat(say("HELO x")).startsWith("250");
                    assertThat(say("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain)))
                            .startsWith("235");
                }
            }
            return this;
        }

        /** Up to the text of a message, at the door for submission. */
        Client beginMessage() throws IOException {
            assertThat(say("MAIL FROM:<alice@example.org>")).startsWith("250");
            assertThat(say("RCPT TO:<bob@example.org>")).startsWith("250");
            assertThat(say("DATA")).startsWith("354");
            return this;
        }

        void send(String octets) throws IOException {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        String say(String line) throws IOException {
            send(line + "\r\n");
            return in.readLine();
        }

        void goesOn() throws IOException {
            assertThat(say(door.noop)).startsWith(door.well);
        }

        /** Its maildrop is free again after that. */
        void logOut() throws IOException {
            send(door == Door.IMAP ? "d LOGOUT\r\n" : "QUIT\r\n");
            while (in.readLine() != null) {}
        }

        /** It is told so and nothing else, and is closed. */
        void hasEnded() throws IOException {
            assertThat(in.readLine()).startsWith(door.farewell);
            assertThat(in.readLine()).isNull();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsIsToldAndSentAwayWhenTheAppPasswordIsRevoked(Door door) throws IOException {
        open(door);
        for (var tls : new String[] {"", "TLSv1.3"}) {
            try (var phone = connect(door)) {
                if (!tls.isEmpty()) {
                    phone.startTls(tls);
                }
                phone.logIn("alice", PHONE).goesOn();
                authentications.revoked(ALICE, 7);
                phone.hasEnded();
            }
        }
    }

    /** Who is woken there cannot write any more, so that only IMAP, which speaks from another thread, says farewell for certain. */
    @ParameterizedTest
    @EnumSource
    void beforeTls13WhoWaitsIsSentAwayToo(Door door) throws IOException {
        open(door);
        try (var phone = connect(door).startTls("TLSv1.2").logIn("alice", PHONE)) {
            phone.goesOn();
            authentications.revoked(ALICE, 7);
            if (door == Door.IMAP) {
                phone.hasEnded();
            } else {
                assertThat(phone.in.lines()).allMatch(line -> line.startsWith(door.farewell));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsByOtherPasswordsAndOfOthersStay(Door door) throws IOException {
        open(door);
        for (var login : new String[] {"alice alice-secret", "alice " + LAPTOP, "bob bob-app-9"}) {
            var words = login.split(" ", -1);
            try (var other = connect(door).logIn(words[0], words[1])) {
                authentications.revoked(ALICE, 7);
                other.goesOn();
                other.logOut();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void allConnectionsOfADisabledAccountEndAndNobodyElses(Door door) throws IOException {
        open(door);
        for (var secret : new String[] {"alice-secret", PHONE}) {
            try (var alice = connect(door).logIn("alice", secret);
                    var bob = connect(door).logIn("bob", "bob-secret")) {
                authentications.disabled(new AccountDisabled(ALICE));
                alice.hasEnded();
                bob.goesOn();
                bob.logOut();
            }
        }
    }

    @Test
    void whoIdlesHearsBye() throws IOException {
        open(Door.IMAP);
        try (var phone = connect(Door.IMAP).logIn("alice", PHONE);
                var laptop = connect(Door.IMAP).logIn("alice", LAPTOP)) {
            phone.send("b SELECT INBOX\r\n");
            while (!phone.in.readLine().startsWith("b OK")) {}
            assertThat(phone.say("c IDLE")).startsWith("+ ");
            assertThat(laptop.say("c IDLE")).startsWith("+ ");
            authentications.revoked(ALICE, 7);
            phone.hasEnded();
            assertThat(laptop.say("DONE")).startsWith("c OK");
        }
    }

    /** The rest of the message is not waited for, and what came of it is not kept. */
    @Test
    void whoIsInTheMiddleOfAMessageIsCutOff() throws IOException {
        for (var door : new Door[] {Door.IMAP, Door.SUBMISSION}) {
            close();
            open(door);
            try (var phone = connect(door).logIn("alice", PHONE)) {
                if (door == Door.IMAP) {
                    assertThat(phone.say("c APPEND INBOX {100}")).startsWith("+ ");
                } else {
                    phone.beginMessage();
                }
                phone.send("Subject: half");
                authentications.revoked(ALICE, 7);
                assertThat(phone.in.lines()).allMatch(line -> line.startsWith(door.farewell));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsInTheMiddleOfALineIsSentAway(Door door) throws IOException {
        open(door);
        try (var phone = connect(door).logIn("alice", PHONE)) {
            phone.send(door.noop.substring(0, 3));
            authentications.revoked(ALICE, 7);
            phone.hasEnded();
        }
    }

    /** It is answered, and what it did is done; those behind it are not begun. */
    @ParameterizedTest
    @EnumSource
    void theCommandThatIsBeingWorkedOnIsTheLast(Door door) throws Exception {
        open(door);
        var before = stored(door);
        try (var phone = connect(door).logIn("alice", PHONE)) {
            if (door == Door.SUBMISSION) {
                phone.beginMessage();
            }
            try (var holding = db.dataSource().getConnection()) {
                hold(holding);
                phone.send(door.last + "\r\n" + (door.noop + "\r\n").repeat(40));
                awaitSomebodyHeldUp();
                authentications.revoked(ALICE, 7);
                holding.rollback();
            }
            assertThat(phone.in.readLine()).startsWith(door.done);
            if (door == Door.POP3) {
                while (!phone.in.readLine().equals(".")) {}
            }
            phone.hasEnded();
        }
        assertThat(stored(door)).isEqualTo(door == Door.POP3 ? before : before + 1);
    }

    private static long stored(Door door) {
        return door == Door.SUBMISSION ? db.number("select count(*) from queue_message") : mail.count(ALICE);
    }

    private static void hold(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table message, queue_message in access exclusive mode");
        }
    }

    private static void awaitSomebodyHeldUp() {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (db.number("""
                select count(*) from pg_locks where not granted
                    and database = (select oid from pg_database where datname = current_database())""") == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWasJudgedBeforeTheRevocationIsNotLetInAfterIt(Door door) throws IOException {
        open(door);
        var asked = authentications.now();
        PEOPLE.count(() -> asked);
        authentications.revoked(ALICE, 7);
        try (var phone = connect(door).logIn("alice", PHONE)) {
            phone.hasEnded();
        }
        try (var laptop = connect(door).logIn("alice", LAPTOP)) {
            laptop.goesOn();
        }
    }

    /** A client that takes nothing of what it asked for. */
    @Test
    void whoTakesTooLongOverTheLastAnswerIsCutOff() throws IOException {
        open(Door.POP3);
        mail.deliver(ALICE, "Subject: large\r\n\r\n" + ("x".repeat(70) + "\r\n").repeat(400_000));
        try (var phone = connect(Door.POP3).logIn("alice", PHONE)) {
            phone.send("RETR " + mail.count(ALICE) + "\r\n");
            assertThat(phone.in.readLine()).startsWith("+OK");
            authentications.revoked(ALICE, 7);
            awaitNoConnection();
        }
    }

    private void awaitNoConnection() {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (listener != null && listener.connections() > 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
