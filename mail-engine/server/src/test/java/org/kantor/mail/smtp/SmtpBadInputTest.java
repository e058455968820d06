package org.kantor.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.mail.delivery.FinalDelivery;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.TestTls;
import org.kantor.mail.queue.Queue;
import org.kantor.mail.testing.MemoryDeliveries;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.Transport;
import org.kantor.testkit.TestDatabase;

/** Whatever a client sends, it gets a clear answer or is sent away; nothing is lost, nothing hangs, and the next client is served. */
class SmtpBadInputTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of();

    private static final int MEGABYTE = 1024 * 1024;

    private final TestPeople people = new TestPeople("alice", "bob");
    private final MemoryDeliveries deliveries = new MemoryDeliveries(db.transactions());
    private final Transport transport =
            new Transport(db, people, deliveries, Map.of("KANTOR_MAX_MESSAGE_BYTES", Integer.toString(20 * MEGABYTE)));
    private Listener listener;
    private Socket socket;
    private BufferedReader in;
    private OutputStream out;

    @BeforeEach
    void open() throws IOException {
        open(Limits.RFC, db.clock());
    }

    private void open(Limits limits, Clock clock) throws IOException {
        listener = Listener.onLoopback(transport.smtp(limits, clock), Role.INBOUND.endpoint(), TestTls.server());
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket("127.0.0.1", listener.port());
        socket.setSoTimeout(30_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = socket.getOutputStream();
        assertThat(in.readLine()).startsWith("220 ");
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        listener.stop();
        listener.abort();
    }

    private void say(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private @Nullable String answer(String line) throws IOException {
        say(line + "\r\n");
        return in.readLine();
    }

    private void beginMessage() throws IOException {
        assertThat(answer("HELO x")).startsWith("250 ");
        assertThat(answer("MAIL FROM:<x@example.net>")).startsWith("250 ");
        assertThat(answer("RCPT TO:<bob@example.org>")).startsWith("250 ");
        assertThat(answer("DATA")).startsWith("354 ");
    }

    @Test
    void aLineOfTenMegabytesIsTooLong() throws IOException {
        assertThat(answer("MAIL FROM:<" + "a".repeat(10 * MEGABYTE) + ">")).startsWith("500 5.5.6");
        assertThat(answer("NOOP")).startsWith("250 ");
    }

    @Test
    void nullOctetsAndBrokenUtf8AreNoCommands() throws IOException {
        assertThat(answer("\0\0\0")).startsWith("500 5.5.1");

        assertThat(answer("NOOP \u00ff\u00fe")).startsWith("500 5.5.2");
        assertThat(answer("HELO x")).startsWith("250 ");
        assertThat(answer("MAIL FROM:<\0@example.net>")).startsWith("553 ");
        assertThat(answer("MAIL FROM:<\"\0\"@example.net>")).startsWith("553 ");
    }

    @Test
    void aBareLineFeedEndsNoCommand() throws IOException {
        say("NOOP\n");
        assertThat(in.readLine()).startsWith("500 5.5.2");
        assertThat(answer("NOOP")).startsWith("250 ");
    }

    @Test
    void aMessageMayHoldAnyOctetAndLinesOfAnyLength() throws IOException {
        beginMessage();
        say("Subject: x\r\n\r\n\0\u00ff" + "y".repeat(10 * MEGABYTE) + "\r\n.\r\n");
        assertThat(in.readLine()).startsWith("250 ");
        assertThat(deliveries.of(people.id("bob"))).singleElement().matches(m -> m.length() > 10 * MEGABYTE);
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedAtItsEnd() throws IOException {
        beginMessage();
        var megabyte = "z".repeat(MEGABYTE - 2) + "\r\n";
        for (var i = 0; i < 21; i++) {
            say(megabyte);
        }
        say(".\r\n");
        assertThat(in.readLine()).startsWith("552 5.3.4");
        assertThat(answer("NOOP")).startsWith("250 ");
    }

    @Test
    void aMessageThatBreaksOffIsNotKept() throws IOException {
        beginMessage();
        say("Subject: half\r\n\r\nof it\r\n");
        socket.close();
        connect();
        assertThat(answer("NOOP")).startsWith("250 ");
        assertThat(deliveries.of(people.id("bob"))).isEmpty();
    }

    @Test
    void aMessageInALoopIsRefused() throws IOException {
        beginMessage();
        say("Received: from a by b;\r\n Sat, 1 Jan 2000 00:00:00 +0000\r\n".repeat(101) + "\r\n\r\n.\r\n");
        assertThat(in.readLine()).startsWith("554 5.4.6");
        assertThat(answer("MAIL FROM:<x@example.net>")).startsWith("250 ");
        assertThat(answer("RCPT TO:<bob@example.org>")).startsWith("250 ");
        assertThat(answer("DATA")).startsWith("354 ");
        say("Received: from a by b;\r\n Sat, 1 Jan 2000 00:00:00 +0000\r\n".repeat(100) + "\r\n\r\n.\r\n");
        assertThat(in.readLine()).startsWith("250 ");
    }

    @Test
    void theStoresFailureIsTemporary() throws IOException {
        deliveries.setAway(true);
        beginMessage();
        say("Subject: x\r\n\r\n.\r\n");
        assertThat(in.readLine()).isEqualTo("451 4.3.0 The message could not be stored; try again later");
        deliveries.setAway(false);
        assertThat(answer("NOOP")).startsWith("250 ");
    }

    @Test
    void whoCannotBeAskedForRoomIsTriedLater() throws IOException {
        deliveries.leave(people.id("bob"), MEGABYTE);
        deliveries.setAway(true);
        assertThat(answer("HELO x")).startsWith("250 ");
        assertThat(answer("MAIL FROM:<x@example.net>")).startsWith("250 ");
        assertThat(answer("RCPT TO:<bob@example.org>")).startsWith("451 4.3.0");
        assertThat(answer("RCPT TO:<alice@example.org>")).startsWith("250 ");
    }

    @Test
    void aMailboxThatIsFilledUpDuringTheMessageLeavesNobodyWithTwo() throws IOException {
        for (var reported : new boolean[] {false, true}) {
            deliveries.empty(people.id("bob"));
            announce("alice", reported);
            announce("bob", reported);
            assertThat(answer("DATA")).startsWith("354 ");
            deliveries.fill(people.id("bob"));
            say("Subject: x\r\n\r\n.\r\n");
            assertThat(in.readLine()).isEqualTo("452 4.2.2 The mailbox of one of the recipients is full");
            assertThat(deliveries.of(people.id("alice"))).isEmpty();
            assertThat(transport.queue.count(Transport.ADMINISTRATOR, Queue.Filter.ALL))
                    .isZero();
        }
        announce("alice", false);
        assertThat(answer("RCPT TO:<bob@example.org>")).startsWith("452 4.2.2");
        assertThat(answer("DATA")).startsWith("354 ");
        say("Subject: x\r\n\r\n.\r\n");
        assertThat(in.readLine()).startsWith("250 ");
        assertThat(deliveries.of(people.id("alice"))).hasSize(1);
    }

    /** As servers do that know of SIZE. */
    private void announce(String recipient, boolean reported) throws IOException {
        if (recipient.equals("alice")) {
            assertThat(answer("HELO x")).startsWith("250 ");
            assertThat(answer("MAIL FROM:<x@example.net> SIZE=14")).startsWith("250 ");
        }
        var notify = reported ? " NOTIFY=SUCCESS" : "";
        assertThat(answer("RCPT TO:<" + recipient + "@example.org>" + notify)).startsWith("250 ");
    }

    @Test
    void manyRecipientsAreRefusedTogetherWhenOneIsFilledUp() throws IOException {
        assertThat(answer("HELO x")).startsWith("250 ");
        assertThat(answer("MAIL FROM:<x@example.net> SIZE=14")).startsWith("250 ");
        for (var i = 0; i <= FinalDelivery.MAX_TOGETHER; i++) {
            people.add("one" + i);
            assertThat(answer("RCPT TO:<one" + i + "@example.org>")).startsWith("250 ");
        }
        assertThat(answer("DATA")).startsWith("354 ");
        deliveries.fill(people.id("one7"));
        say("Subject: x\r\n\r\n.\r\n");
        assertThat(in.readLine()).startsWith("452 4.2.2");
        assertThat(transport.queue.count(Transport.ADMINISTRATOR, Queue.Filter.ALL))
                .isZero();
    }

    @Test
    void tooManyRecipientsAreToldToComeAgain() throws IOException {
        close();
        open(new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), 2, 3, 9), db.clock());
        assertThat(answer("HELO x")).startsWith("250 ");
        assertThat(answer("MAIL FROM:<x@example.net>")).startsWith("250 ");
        for (var i = 0; i < 3; i++) {
            assertThat(answer("RCPT TO:<bob+" + i + "@example.org>")).startsWith("250 ");
        }
        assertThat(answer("RCPT TO:<bob@example.org>")).startsWith("452 4.5.3");
    }

    @Test
    void pipelinedJunkEndsTheDialogue() throws IOException {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var junk = new byte[200_000];
        random.nextBytes(junk);
        for (var i = 200; i < junk.length; i += 200) {
            junk[i] = '\r';
            junk[i + 1 < junk.length ? i + 1 : i] = '\n';
        }
        try {
            out.write(junk);
            out.flush();
        } catch (IOException e) {
            // the server may hang up in the middle
            assertThat(e).isNotNull();
        }
        String last = null;
        try {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                assertThat(line).as("seed %d", seed).matches("[45]\\d\\d .*");
                last = line;
            }
        } catch (IOException e) {
            // reset, because what it had not read was left behind
            assertThat(e).isNotNull();
        }
        assertThat(last == null || last.startsWith("421 ") || last.startsWith("5"))
                .as("seed %d", seed)
                .isTrue();
        connect();
        assertThat(answer("NOOP")).startsWith("250 ");
    }

    @Test
    void whoIsSilentIsSentAway() throws IOException {
        close();
        open(
                new Limits(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMinutes(1), 9, 9, 9),
                Clock.systemUTC());
        assertThat(in.readLine()).startsWith("421 4.4.2");
        assertThat(in.readLine()).isNull();
    }

    @Test
    void whoSendsACommandDropByDropIsSentAway() throws IOException {
        close();
        open(
                new Limits(Duration.ofMillis(300), Duration.ofMinutes(1), Duration.ofMinutes(1), 9, 9, 9),
                Clock.systemUTC());
        socket.setSoTimeout(5);
        for (var octets = 0; octets < 10_000; octets++) {
            try {
                say("N");
                assertThat(in.readLine()).startsWith("421 4.4.2");
                return;
            } catch (java.net.SocketTimeoutException e) {
                assertThat(e).isNotNull();
            }
        }
        throw new AssertionError("the server waits for ever");
    }

    @Test
    void whoIsSilentWithinAMessageIsSentAway() throws IOException {
        close();
        open(
                new Limits(Duration.ofMinutes(1), Duration.ofMillis(50), Duration.ofMinutes(1), 9, 9, 9),
                Clock.systemUTC());
        beginMessage();
        say("Subject: x\r\n");
        assertThat(in.readLine()).startsWith("421 4.4.2");
        assertThat(deliveries.of(people.id("bob"))).isEmpty();
    }

    @Test
    void whoSendsAMessageDropByDropIsSentAway() throws IOException {
        beginMessage();
        say("Subject: x\r\n");
        db.clock().advance(Duration.ofMinutes(61));
        say("a");
        assertThat(in.readLine()).startsWith("421 4.4.2");
    }

    @Test
    void commandsInUnevenPiecesAreTheSame() throws IOException {
        var text =
                "HELO x\r\nMAIL FROM:<x@example.net>\r\nRCPT TO:<alice@example.org>\r\nDATA\r\nSubject: pieces\r\n\r\n.\r\nQUIT\r\n";
        var octets = text.getBytes(StandardCharsets.US_ASCII);
        for (var octet : octets) {
            out.write(octet);
            out.flush();
        }
        var codes = in.lines().map(line -> line.substring(0, 3)).toList();
        assertThat(codes).isEqualTo(Arrays.asList("250", "250", "250", "354", "250", "221"));
        assertThat(deliveries.of(people.id("alice"))).hasSize(1);
    }
}
