package org.kantor.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.directory.Quota;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.TestTls;
import org.kantor.mail.queue.Queue;
import org.kantor.mail.testing.MemoryDeliveries;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.Transport;
import org.kantor.testkit.TestDatabase;

/** What clients learn of the room in mailboxes, and how often they may ask. */
class SmtpRoomTest {

    private static final int MEGABYTE = 1024 * 1024;

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of();

    private final TestPeople people = new TestPeople("alice", "bob", "full");
    private final MemoryDeliveries deliveries = new MemoryDeliveries(db.transactions());
    private final Transport transport =
            new Transport(db, people, deliveries, Map.of("KANTOR_MAX_MESSAGE_BYTES", Integer.toString(20 * MEGABYTE)));
    private Listener listener;
    private Socket socket;
    private BufferedReader in;
    private OutputStream out;

    @BeforeEach
    void open() throws IOException {
        db.execute("delete from queue_message");
        deliveries.fill(people.id("full"));
        open(Role.INBOUND, Limits.RFC);
    }

    private void open(Role role, Limits limits) throws IOException {
        listener = Listener.onLoopback(transport.smtp(limits), role.endpoint(), TestTls.server());
        socket = new Socket("127.0.0.1", listener.port());
        socket.setSoTimeout(30_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = socket.getOutputStream();
        assertThat(in.readLine()).startsWith("220 ");
        assertThat(answer(role == Role.LMTP ? "LHLO x" : "HELO x")).startsWith("250");
        for (var more = role == Role.LMTP; more; ) {
            more = in.readLine().startsWith("250-");
        }
        if (role.submits()) {
            assertThat(answer("AUTH PLAIN AGFsaWNlAGFsaWNlLXNlY3JldA==")).startsWith("235 ");
        }
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        listener.stop();
        listener.abort();
    }

    private String answer(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return in.readLine();
    }

    private void begin(String from, long size) throws IOException {
        assertThat(answer("RSET")).startsWith("250 ");
        assertThat(answer("MAIL FROM:<" + from + ">" + (size == 0 ? "" : " SIZE=" + size)))
                .startsWith("250 ");
    }

    private String rcpt(String name) throws IOException {
        return answer("RCPT TO:<" + name + "@example.org>");
    }

    /** @param length of what is sent */
    private String data(int length) throws IOException {
        assertThat(answer("DATA")).startsWith("354 ");
        var lines = "x".repeat(98) + "\r\n";
        return answer("Subject: s\r\n\r\n" + lines.repeat(length / 100) + ".");
    }

    private long waiting() {
        return transport.queue.count(Transport.ADMINISTRATOR, Queue.Filter.ALL);
    }

    @Test
    void aStrangerLearnsOfTheRoomInMegabytes() throws IOException {
        deliveries.leave(people.id("bob"), 3L * MEGABYTE + 77_777);
        people.limit("alice", new Quota(3L * MEGABYTE + 77_777, 0));
        for (var size : new long[] {0, 1, 3L * MEGABYTE + 76_752, 3L * MEGABYTE + 77_778, 4L * MEGABYTE - 1}) {
            begin("x@example.net", size);
            assertThat(rcpt("bob")).startsWith("250 ");
            assertThat(rcpt("alice")).startsWith("250 ");
        }
        begin("x@example.net", 4L * MEGABYTE);
        assertThat(rcpt("bob")).startsWith("452 4.2.2 ");
        assertThat(rcpt("alice")).startsWith("552 5.2.3 ");
        deliveries.leave(people.id("bob"), 3_000);
        begin("x@example.net", 5_000);
        assertThat(rcpt("bob")).startsWith("250 ");
        assertThat(data(5_000)).startsWith("452 4.2.2 ");
    }

    @Test
    void ourPeopleLearnOfItToTheOctet() throws IOException {
        close();
        open(Role.SUBMISSION, Limits.RFC);
        deliveries.leave(people.id("bob"), 10_000);
        begin("alice@example.org", 10_000 - 1024);
        assertThat(rcpt("bob")).startsWith("250 ");
        begin("alice@example.org", 10_000 - 1023);
        assertThat(rcpt("bob")).startsWith("452 4.2.2 ");
    }

    /** With its Return-Path a message does not fit that would without. */
    @Test
    void whatIsComparedIsTheMessageAsItWillBeFiled() throws IOException {
        var sender = "x".repeat(60) + "@" + "example.".repeat(20) + "net";
        begin(sender, 0);
        assertThat(rcpt("alice")).startsWith("250 ");
        assertThat(data(5_000)).startsWith("250 ");
        var filed = deliveries.of(people.id("alice")).getFirst().length();
        people.limit("bob", new Quota(filed - 100, 0));
        deliveries.leave(people.id("bob"), filed - 100);
        begin(sender, 0);
        assertThat(rcpt("bob")).startsWith("250 ");
        assertThat(data(5_000)).startsWith("552 5.2.3 ");
        close();
        open(Role.LMTP, Limits.RFC);
        begin(sender, 0);
        assertThat(rcpt("bob")).startsWith("250 ");
        assertThat(data(5_000)).startsWith("552 5.2.3 ");
    }

    @Test
    void anAccountThatIsChangedBetweenTwoOfItsAddressesGetsOneMessage() throws IOException {
        begin("x@example.net", 0);
        assertThat(rcpt("alice")).startsWith("250 ");
        people.limit("alice", new Quota(1_000_000, 0));
        assertThat(rcpt("a.liddell")).startsWith("250 ");
        assertThat(data(100)).startsWith("250 ");
        assertThat(deliveries.of(people.id("alice"))).hasSize(1);
    }

    @Test
    void ofWhatIsSubmittedToSeveralTheQueueAnswersUnlessTheyWereTold() throws IOException {
        close();
        open(Role.SUBMISSION, Limits.RFC);
        deliveries.leave(people.id("bob"), 5_000);
        for (var size : new long[] {0, 2_000}) {
            begin("alice@example.org", size);
            assertThat(rcpt("bob")).startsWith("250 ");
            assertThat(answer("RCPT TO:<y@example.net>")).startsWith("250 ");
            assertThat(data(8_000)).startsWith("250 ");
        }
        assertThat(waiting()).isEqualTo(4);
        // filled up since RCPT said that there is room
        for (var size : new long[] {0, 3_000}) {
            deliveries.leave(people.id("bob"), 5_000);
            begin("alice@example.org", size);
            assertThat(rcpt("bob")).startsWith("250 ");
            assertThat(answer("RCPT TO:<y@example.net>")).startsWith("250 ");
            deliveries.fill(people.id("bob"));
            assertThat(data(3_000)).startsWith("452 4.2.2 ");
        }
        // and nobody else gets it but the one who is full
        begin("alice@example.org", 0);
        deliveries.leave(people.id("bob"), 5_000);
        assertThat(rcpt("bob")).startsWith("250 ");
        assertThat(data(8_000)).startsWith("452 4.2.2 ");
        assertThat(waiting()).isEqualTo(4);
    }

    @Test
    void whoAsksForFullMailboxesAgainAndAgainIsSentAway() throws IOException {
        for (var i = 1; i < Limits.RFC.errors(); i++) {
            begin("x@example.net", 0);
            assertThat(rcpt("full")).startsWith("452 4.2.2 ");
        }
        begin("x@example.net", 0);
        assertThat(rcpt("full")).startsWith("421 4.7.0 ");
        assertThat(in.readLine()).isNull();
    }

    @Test
    void aMessageToManyOfWhomManyAreFullGoesToTheOthers() throws IOException {
        begin("x@example.net", 0);
        for (var i = 0; i < 2 * Limits.RFC.errors(); i++) {
            assertThat(rcpt("full")).startsWith("452 4.2.2 ");
        }
        assertThat(rcpt("bob")).startsWith("250 ");
        assertThat(data(100)).startsWith("250 ");
        assertThat(deliveries.of(people.id("bob"))).hasSize(1);
    }

    @Test
    void whoIsFullCountsAmongTheRecipientsOfTheMessage() throws IOException {
        close();
        var minute = Duration.ofMinutes(1);
        open(Role.INBOUND, new Limits(minute, minute, minute, 10, 3, 25));
        begin("x@example.net", 0);
        assertThat(rcpt("full")).startsWith("452 4.2.2 ");
        assertThat(rcpt("full")).startsWith("452 4.2.2 ");
        assertThat(rcpt("bob")).startsWith("250 ");
        assertThat(rcpt("full")).startsWith("452 4.5.3 ");
        assertThat(rcpt("alice")).startsWith("452 4.5.3 ");
        begin("x@example.net", 0);
        assertThat(rcpt("alice")).startsWith("250 ");
    }
}
