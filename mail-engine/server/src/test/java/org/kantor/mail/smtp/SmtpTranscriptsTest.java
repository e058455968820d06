package org.kantor.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kantor.directory.Quota;
import org.kantor.mail.listener.Elsewhere;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.TestTls;
import org.kantor.mail.queue.Queue;
import org.kantor.mail.testing.MemoryDeliveries;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.Transcript;
import org.kantor.mail.testing.Transport;
import org.kantor.testkit.TestDatabase;

/** Every verb's dialogues, as files; and what lies in the mailboxes after some of them. */
class SmtpTranscriptsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of();

    private final TestPeople people = new TestPeople("alice", "bob", "full", "nearly", "small", "postmaster");
    private MemoryDeliveries deliveries;
    private Transport transport;
    private SmtpProtocol smtp;
    private Listener listener;

    @BeforeEach
    void open() {
        db.execute("delete from queue_message");
        deliveries = new MemoryDeliveries(db.transactions());
        deliveries.fill(people.id("full"));
        deliveries.leave(people.id("nearly"), 5_000);
        people.limit("small", new Quota(50_000, 0));
        transport = new Transport(db, people, deliveries, Map.of("KANTOR_MAX_MESSAGE_BYTES", "1000000"));
        smtp = transport.smtp(Limits.RFC);
    }

    @AfterEach
    void close() {
        listener.stop();
        listener.abort();
    }

    private void play(Role role, Path file) throws IOException {
        listener = Listener.onLoopback(smtp, role.endpoint(), TestTls.server());
        Transcript.play(file, listener.port());
    }

    static Stream<Path> inbound() {
        return Transcript.in(SmtpTranscriptsTest.class, "inbound").stream();
    }

    static Stream<Path> submission() {
        return Transcript.in(SmtpTranscriptsTest.class, "submission").stream();
    }

    @ParameterizedTest
    @MethodSource("inbound")
    void anotherServerIsAnsweredAsTheTranscriptSays(Path file) throws IOException {
        play(Role.INBOUND, file);
    }

    @ParameterizedTest
    @MethodSource("submission")
    void ourPeopleAreAnsweredAsTheTranscriptSays(Path file) throws IOException {
        play(Role.SUBMISSION, file);
    }

    @Test
    void nobodyLogsInInPlainTextFromElsewhere() throws IOException {
        listener = Elsewhere.listener(smtp, Role.SUBMISSION.endpoint());
        Transcript.play(Transcript.in(SmtpTranscriptsTest.class, "elsewhere").getFirst(), listener.port());
    }

    private void play(Role role, String folder, String name) throws IOException {
        play(
                role,
                Transcript.in(SmtpTranscriptsTest.class, folder).stream()
                        .filter(file -> file.endsWith(name))
                        .findFirst()
                        .orElseThrow());
    }

    private List<String> mailOf(String name) {
        return deliveries.of(people.id(name));
    }

    @Test
    void aMessageIsFiledWithItsTrace() throws IOException {
        play(Role.INBOUND, "inbound", "data.smtp");
        assertThat(mailOf("bob"))
                .singleElement()
                .asString()
                .matches(
                        "(?s)Return-Path: <x@example\\.net>\r\nReceived: from client\\.example\\.net \\(\\[127\\.0\\.0\\.1\\]\\)\r\n"
                                + "\tby mail\\.example\\.org \\(Kantor\\) with SMTP id \\S+\r\n\tfor <bob@example\\.org>;\r\n"
                                + "\tSat, 21 Nov 2026 \\d\\d:\\d\\d:\\d\\d \\+0000\r\nSubject: dots\r\n\r\n\\.leading dot\r\n");
    }

    @Test
    void smuggledCommandsDoNothing() throws IOException {
        play(Role.INBOUND, "inbound", "smuggling.smtp");
        assertThat(mailOf("alice")).isEmpty();
        assertThat(mailOf("bob")).isEmpty();
    }

    @Test
    void whoIsFullDoesNotStandInTheOthersWay() throws Exception {
        play(Role.INBOUND, "inbound", "several-recipients.smtp");
        transport.runner().runOnce();
        assertThat(mailOf("alice")).singleElement().asString().contains("Subject: both");
        assertThat(mailOf("bob"))
                .singleElement()
                .asString()
                .contains("Subject: both")
                .doesNotContain("for <");
        assertThat(waiting()).isZero();
    }

    @Test
    void whoseSizeNobodyToldIsLeftToTheQueue() throws Exception {
        play(Role.INBOUND, "inbound", "quota-without-size.smtp");
        transport.runner().runOnce();
        assertThat(mailOf("alice")).singleElement().asString().contains("Subject: long");
        assertThat(mailOf("nearly")).singleElement().asString().contains("Subject: short");
        assertThat(transport.queue.list(Transport.ADMINISTRATOR, Queue.Filter.ALL, 0, 9))
                .singleElement()
                .matches(entry -> entry.address().equals("nearly@example.org"));
    }

    @Test
    void nothingIsQueuedForWhoHasNoRoom() throws Exception {
        play(Role.INBOUND, "inbound", "quota.smtp");
        assertThat(waiting()).isZero();
    }

    @Test
    void whatIsSubmittedToSeveralOfWhomNobodyToldTheSizeIsLeftToTheQueue() throws Exception {
        play(Role.SUBMISSION, "submission", "quota.smtp");
        assertThat(transport.queue.list(Transport.ADMINISTRATOR, Queue.Filter.ALL, 0, 9))
                .extracting(Queue.Entry::address)
                .containsExactlyInAnyOrder("bob@example.org", "nearly@example.org", "bob@example.org", "x@example.net");
        transport.queue.hold(Transport.ADMINISTRATOR, new Queue.Filter(null, null, "", "example.net", null));
        transport.runner().runOnce();
        assertThat(mailOf("bob"))
                .hasSize(2)
                .satisfiesOnlyOnce(message -> assertThat(message).contains("Subject: to all"));
        assertThat(mailOf("nearly")).isEmpty();
    }

    private int waiting() {
        return transport.queue.count(Transport.ADMINISTRATOR, Queue.Filter.ALL);
    }

    @Test
    void whatIsSubmittedGetsWhatItLacksAndGoesItsWays() throws Exception {
        play(Role.SUBMISSION, "submission", "auth-plain.smtp");
        assertThat(transport.queue.list(Transport.ADMINISTRATOR, Queue.Filter.ALL, 0, 9))
                .extracting(Queue.Entry::sender, Queue.Entry::address)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("A.Liddell@example.org", "bob@example.org"),
                        org.assertj.core.groups.Tuple.tuple("A.Liddell@example.org", "x@example.net"));
        transport.queue.hold(Transport.ADMINISTRATOR, new Queue.Filter(null, null, "", "example.net", null));
        transport.runner().runOnce();
        assertThat(mailOf("bob"))
                .singleElement()
                .asString()
                .contains(
                        "with ESMTPA id", "\r\nDate: Sat, 21 Nov 2026", "\r\nMessage-ID: <", "\r\nSubject: submitted");
    }

    @Test
    void lmtpAnswersForEachRecipient() throws Exception {
        play(Role.LMTP, "lmtp", "lmtp.smtp");
        assertThat(mailOf("alice")).singleElement().asString().contains("with LMTP id");
        assertThat(mailOf("bob")).isEmpty();
        transport.queue.hold(Transport.ADMINISTRATOR, new Queue.Filter(null, null, "", "example.net", null));
        transport.runner().runOnce();
        assertThat(mailOf("bob")).hasSize(1);
        assertThat(mailOf("full")).isEmpty();
        assertThat(mailOf("nearly")).isEmpty();
        assertThat(waiting()).isZero();
    }
}
