package org.kantor.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.mail.testing.Transport.ADMINISTRATOR;
import static org.kantor.mail.testing.Transport.envelope;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.testing.ForeignServer;
import org.kantor.mail.testing.MemoryDeliveries;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.TinyDns;
import org.kantor.mail.testing.Transport;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Notify;
import org.kantor.mail.wire.smtp.OriginalRecipient;
import org.kantor.mail.wire.smtp.Path;
import org.kantor.testkit.TestDatabase;

/** Mail to another server, looked up at a name server, both of the tests' own. */
class RelayingTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of();

    private static final String MESSAGE = "Subject: Hello\r\n\r\n.dot\r\nbye\r\n";
    private static final Notify SUCCESS = new Notify(true, false, false);

    private final TestPeople people = new TestPeople("alice", "bob");
    private final MemoryDeliveries deliveries = new MemoryDeliveries(db.transactions());
    private ForeignServer server;
    private TinyDns dns;
    private Transport transport;

    private void open(String... extensions) throws IOException {
        db.execute("delete from queue_message");
        db.execute("delete from queue_destination");
        server = new ForeignServer(extensions);
        dns = new TinyDns().add("example.net", "MX", "10 mx.example.net.").add("mx.example.net", "A", "127.0.0.1");
        transport = transport(server.port());
    }

    private Transport transport(int port) {
        return new Transport(
                db,
                people,
                deliveries,
                Map.of("KANTOR_DNS_SERVER", dns.address(), "KANTOR_RELAY_PORT", Integer.toString(port)));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        dns.close();
    }

    private void put(Envelope envelope, String content) {
        transport.queue.put(envelope, content.getBytes(StandardCharsets.UTF_8));
    }

    private void send(String... to) throws InterruptedException {
        put(envelope("alice@example.org", to), MESSAGE);
        run();
    }

    private void run() throws InterruptedException {
        transport.runner().runOnce();
    }

    private void later(Duration time) throws InterruptedException {
        db.clock().advance(time);
        run();
    }

    private List<Queue.Entry> waiting() {
        return transport.queue.list(ADMINISTRATOR, Queue.Filter.ALL, 0, 100);
    }

    private List<String> alicesMail() {
        return deliveries.of(people.id("alice"));
    }

    private static Envelope asking(@Nullable Notify reportOn, String to) {
        return new Envelope(
                Path.of("alice@example.org"),
                Mail.Body.SEVEN_BIT,
                false,
                Mail.Ret.HDRS,
                "E=1",
                List.of(new Envelope.Recipient(
                        Path.of(to), reportOn, new OriginalRecipient("rfc822", "first+x@example.com"))));
    }

    @Test
    void aMessageReachesTheOtherServer() throws Exception {
        open("PIPELINING", "SIZE 1000000", "8BITMIME");
        send("x@example.net", "y@example.net");
        assertThat(server.received()).singleElement().satisfies(message -> {
            assertThat(message.mail()).isEqualTo("MAIL FROM:<alice@example.org> SIZE=" + MESSAGE.length());
            assertThat(message.rcpts()).containsExactlyInAnyOrder("RCPT TO:<x@example.net>", "RCPT TO:<y@example.net>");
            assertThat(message.content()).isEqualTo(MESSAGE);
        });
        assertThat(waiting()).isEmpty();
        assertThat(alicesMail()).isEmpty();
    }

    @Test
    void aServerWithoutExtensionsIsSpokenToPlainly() throws Exception {
        open();
        send("x@example.net", "y@example.net");
        assertThat(server.received()).hasSize(1);
        assertThat(server.received().getFirst().mail()).isEqualTo("MAIL FROM:<alice@example.org>");
    }

    @Test
    void tlsIsUsedWhereItIsOffered() throws Exception {
        open("STARTTLS", "PIPELINING");
        send("x@example.net");
        assertThat(server.received()).singleElement().matches(ForeignServer.Received::tls);
    }

    @Test
    void severalMessagesShareAConnection() throws Exception {
        open("PIPELINING");
        put(envelope("alice@example.org", "x@example.net"), MESSAGE);
        put(envelope("bob@example.org", "y@example.net"), MESSAGE);
        run();
        assertThat(server.received()).hasSize(2);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aTemporaryRefusalIsTriedAgainBySchedule() throws Exception {
        open("PIPELINING");
        server.plan("x@example.net", "451 4.7.1 greylisted");
        send("x@example.net", "y@example.net");
        assertThat(server.received().getFirst().rcpts()).containsExactly("RCPT TO:<y@example.net>");
        assertThat(waiting()).singleElement().satisfies(entry -> {
            assertThat(entry.due()).isEqualTo(db.clock().instant().plus(Duration.ofMinutes(2)));
            assertThat(entry.lastReply()).isEqualTo("mx.example.net: 451 4.7.1 greylisted");
        });
        later(Duration.ofSeconds(119));
        assertThat(server.received()).hasSize(1);
        server.forget("x@example.net");
        later(Duration.ofSeconds(1));
        assertThat(server.received()).hasSize(2);
        assertThat(waiting()).isEmpty();
        assertThat(alicesMail()).isEmpty();
    }

    @Test
    void aPermanentRefusalBouncesIntoTheSendersMailbox() throws Exception {
        open("PIPELINING");
        server.plan("x@example.net", "550 5.1.1 no such person");
        send("x@example.net");
        assertThat(waiting()).isEmpty();
        assertThat(alicesMail())
                .singleElement()
                .asString()
                .contains(
                        "Return-Path: <>",
                        "multipart/report",
                        "report-type=delivery-status",
                        "Reporting-MTA: dns; mail.example.org",
                        "Final-Recipient: rfc822; x@example.net",
                        "Action: failed",
                        "Status: 5.1.1",
                        "Remote-MTA: dns; mx.example.net",
                        "Diagnostic-Code: smtp; 550 5.1.1 no such person",
                        "Content-Type: message/rfc822",
                        ".dot\r\nbye");
    }

    @Test
    void aRefusalOfTheWholeMessageBounces() throws Exception {
        open();
        server.answerWith("554 5.7.1 spam");
        send("x@example.net");
        assertThat(alicesMail()).singleElement().asString().contains("Status: 5.7.1");
    }

    @Test
    void neverMeansNoBounce() throws Exception {
        open("DSN");
        server.plan("x@example.net", "550 5.1.1 no such person");
        put(asking(Notify.NEVER, "x@example.net"), MESSAGE);
        run();
        assertThat(waiting()).isEmpty();
        assertThat(alicesMail()).isEmpty();
    }

    @Test
    void theWishesForReportsArePassedOnToAServerThatKnowsThem() throws Exception {
        open("DSN", "PIPELINING");
        put(asking(SUCCESS, "x@example.net"), MESSAGE);
        run();
        var message = server.received().getFirst();
        assertThat(message.mail()).isEqualTo("MAIL FROM:<alice@example.org> RET=HDRS ENVID=E+3D1");
        assertThat(message.rcpts())
                .containsExactly("RCPT TO:<x@example.net> NOTIFY=SUCCESS ORCPT=rfc822;first+2Bx@example.com");
        assertThat(alicesMail()).isEmpty();
    }

    @Test
    void aServerWithoutReportsIsReportedAsRelayed() throws Exception {
        open("PIPELINING");
        put(asking(SUCCESS, "x@example.net"), MESSAGE);
        run();
        assertThat(server.received().getFirst().rcpts()).containsExactly("RCPT TO:<x@example.net>");
        assertThat(alicesMail())
                .singleElement()
                .asString()
                .contains(
                        "Action: relayed",
                        "Status: 2.0.0",
                        "Original-Envelope-Id: E=1",
                        "Original-Recipient: rfc822;first+x@example.com",
                        "text/rfc822-headers")
                .doesNotContain("bye");
    }

    @Test
    void neverGoesWithANullSenderToAServerWithoutReports() throws Exception {
        open("PIPELINING");
        put(asking(Notify.NEVER, "x@example.net"), MESSAGE);
        run();
        assertThat(server.received().getFirst().mail()).isEqualTo("MAIL FROM:<>");
    }

    @Test
    void localDeliveryIsReportedWhenTheSenderAskedForIt() throws Exception {
        open();
        put(asking(SUCCESS, "bob@example.org"), MESSAGE);
        run();
        assertThat(deliveries.of(people.id("bob"))).hasSize(1);
        assertThat(alicesMail())
                .singleElement()
                .asString()
                .contains("Action: delivered", "Original-Recipient: rfc822;first+x@example.com");
    }

    @Test
    void aDelayIsReportedOnceAfterFourHoursAndTheEndAfterFiveDays() throws Exception {
        open();
        server.plan("x@example.net", "450 4.2.0 not now");
        send("x@example.net");
        later(Duration.ofHours(3));
        assertThat(alicesMail()).isEmpty();
        later(Duration.ofHours(2));
        later(Duration.ofHours(4));
        assertThat(alicesMail())
                .singleElement()
                .asString()
                .contains("Action: delayed", "Status: 4.2.0", "Will-Retry-Until: Thu, 26 Nov 2026");
        later(Duration.ofDays(5));
        assertThat(waiting()).isEmpty();
        assertThat(alicesMail()).hasSize(2).last().asString().contains("Action: failed", "Status: 4.4.7", "not now");
    }

    @Test
    void whoOnlyWantsFailuresHearsOfNoDelay() throws Exception {
        open();
        server.plan("x@example.net", "450 4.2.0 not now");
        put(asking(new Notify(false, true, false), "x@example.net"), MESSAGE);
        run();
        later(Duration.ofHours(5));
        assertThat(alicesMail()).isEmpty();
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void aNullMxBouncesAtOnce() throws Exception {
        open();
        dns.add("nomail.example", "MX", "0 .");
        send("x@nomail.example");
        assertThat(alicesMail()).singleElement().asString().contains("Status: 5.1.10");
    }

    @Test
    void aDomainThatDoesNotExistBouncesAtOnce() throws Exception {
        open();
        send("x@nowhere.example");
        assertThat(alicesMail()).singleElement().asString().contains("Status: 5.1.2");
    }

    @Test
    void aDomainWithoutMxIsItsOwnServer() throws Exception {
        open();
        dns.add("plain.example", "A", "127.0.0.1");
        send("x@plain.example");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void anAddressLiteralNeedsNoNames() throws Exception {
        open();
        send("x@[127.0.0.1]");
        assertThat(server.received().getFirst().rcpts()).containsExactly("RCPT TO:<x@[127.0.0.1]>");
    }

    @Test
    void brokenNamesAreTriedAgain() throws Exception {
        open();
        dns.breakName("broken.example");
        send("x@broken.example");
        assertThat(waiting()).singleElement().matches(e -> e.lastReply().contains("4.4.3"));
    }

    @Test
    void theNextServerIsTriedWhenTheFirstDoesNotAnswer() throws Exception {
        open();
        dns.add("two.example", "MX", "5 dead.two.example.")
                .add("two.example", "MX", "20 mx.example.net.")
                .add("dead.two.example", "A", "127.0.0.2");
        send("x@two.example");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void ourOwnNameAmongTheServersEndsTheLoop() throws Exception {
        open();
        dns.add("loop.example", "MX", "10 mail.example.org.").add("mail.example.org", "A", "127.0.0.1");
        send("x@loop.example");
        assertThat(server.received()).isEmpty();
        assertThat(alicesMail()).singleElement().asString().contains("Status: 5.4.6");
    }

    @Test
    void anUnreachableDestinationHoldsBackWhatComesForItMeanwhile() throws Exception {
        open();
        int closed;
        try (var door = new ServerSocket(0)) {
            closed = door.getLocalPort();
        }
        transport = transport(closed);
        send("x@example.net");
        put(envelope("alice@example.org", "y@example.net"), MESSAGE);
        var soon = db.clock().instant().plus(Duration.ofMinutes(2));
        assertThat(waiting()).hasSize(2).allMatch(entry -> entry.due().equals(soon));
        assertThat(waiting()).extracting(Queue.Entry::attempts).containsExactlyInAnyOrder(0, 1);
        transport = transport(server.port());
        later(Duration.ofMinutes(2));
        assertThat(waiting()).isEmpty();
        assertThat(server.received()).hasSize(2);
        assertThat(db.number("select count(*) from queue_destination")).isZero();
    }

    @Test
    void aServerThatDiesBeforeItsAnswerGetsTheMessageAgain() throws Exception {
        open("PIPELINING");
        server.setBreaking(true);
        send("x@example.net");
        assertThat(waiting()).singleElement().matches(e -> e.lastReply().contains("4.4.2"));
        server.setBreaking(false);
        later(Duration.ofMinutes(2));
        assertThat(server.received()).hasSize(2);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aServerThatIsBusyAtTheDoorIsTriedAgain() throws Exception {
        open();
        server.greetWith("554 go away");
        send("x@example.net");
        assertThat(waiting()).singleElement().matches(e -> e.lastReply().contains("554 go away"));
        assertThat(alicesMail()).isEmpty();
    }

    @Test
    void whatTheServerCannotTakeBounces() throws Exception {
        open("SIZE 10");
        send("x@example.net");
        assertThat(alicesMail()).last().asString().contains("Status: 5.3.4");
        close();
        open();
        put(envelope("alice@example.org", "x@example.net"), "Subject: x\r\n\r\ngr\u00fcn\r\n");
        run();
        assertThat(alicesMail()).last().asString().contains("Status: 5.6.3");
        put(envelope("alice@example.org", "gr\u00fcn@example.net"), MESSAGE);
        run();
        assertThat(alicesMail())
                .last()
                .asString()
                .contains("Status: 5.6.7", "message/global-delivery-status", "utf-8; gr\u00fcn@example.net");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void utf8AddressesGoToAServerThatTakesThem() throws Exception {
        open("SMTPUTF8", "8BITMIME", "PIPELINING");
        send("gr\u00fcn@example.net");
        assertThat(server.received().getFirst().mail()).endsWith(" SMTPUTF8");
        assertThat(server.received().getFirst().rcpts()).containsExactly("RCPT TO:<gr\u00fcn@example.net>");
    }

    @Test
    void aBounceForAnotherServersSenderIsRelayedWithANullSender() throws Exception {
        open("8BITMIME");
        put(envelope("x@example.net", "nobody@example.org"), MESSAGE);
        run();
        assertThat(server.received()).singleElement().satisfies(message -> {
            assertThat(message.mail()).startsWith("MAIL FROM:<>");
            assertThat(message.content()).contains("Status: 5.1.1");
        });
    }
}
