package org.kantor.mail.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.testing.MemoryDeliveries;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.Transport;
import org.kantor.mail.wire.smtp.Notify;
import org.kantor.testkit.TestDatabase;

class SubmissionServiceTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of();

    private final TestPeople people = new TestPeople("alice", "bob");
    private final MemoryDeliveries deliveries = new MemoryDeliveries(db.transactions());
    private final Transport transport = new Transport(db, people, deliveries, Map.of());

    @BeforeEach
    void clear() {
        db.execute("delete from queue_message");
    }

    private void submit(String from, String content, String... to) {
        transport.submissions.submit(
                people.id("alice"),
                Submission.of(
                        EmailAddress.of(from),
                        List.of(to).stream().map(EmailAddress::of).toList()),
                content.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(Refused.Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(db.number("select count(*) from queue_message")).isZero();
    }

    @Test
    void whatIsMissingIsAddedAndBlindCopiesStayBlind() throws InterruptedException {
        submit("alice@example.org", "Subject: x\r\nBcc: secret@example.org\r\n\r\nhello\r\n", "bob@example.org");
        transport.runner().runOnce();
        assertThat(deliveries.of(people.id("bob")))
                .singleElement()
                .asString()
                .contains("Date: Sat, 21 Nov 2026 12:00:00 +0000\r\n", "Message-ID: <", "@mail.example.org>\r\n")
                .doesNotContain("secret");
    }

    @Test
    void whatIsThereIsLeftAlone() throws InterruptedException {
        var message = "Date: Mon, 1 Jan 2024 00:00:00 +0000\r\nMessage-ID: <mine@x>\r\n\r\nhello\r\n";
        submit("a.liddell@example.org", message, "bob@example.org", "BOB@example.org");
        transport.runner().runOnce();
        assertThat(deliveries.of(people.id("bob")))
                .containsExactly("Return-Path: <a.liddell@example.org>\r\n" + message);
    }

    /** RFC 3461 section 4.1 and 4.3. */
    @Test
    void whoeverWantsAReportHasOneAskedForEachRecipientAndOthersNone() {
        var to = List.of(EmailAddress.of("bob@example.org"), EmailAddress.of("x@example.net"));
        var asked = "select count(*) from queue_recipient r join queue_message m on m.id = r.message where ";
        transport.submissions.submit(
                people.id("alice"),
                new Submission(EmailAddress.of("alice@example.org"), to, true),
                "\r\nx\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(db.number(asked + "r.report_on = ? and m.ret = 'HDRS'", new Notify(true, true, true).bits()))
                .isEqualTo(2);
        clear();
        submit("alice@example.org", "\r\nx\r\n", "bob@example.org", "x@example.net");
        assertThat(db.number(asked + "r.report_on is null and m.ret is null")).isEqualTo(2);
    }

    @Test
    void nobodySendsAsSomebodyElse() {
        refused(Refused.Code.NO_PERMISSION, () -> submit("bob@example.org", "\r\n", "bob@example.org"));
    }

    @Test
    void anUnknownRecipientIsRefusedBeforeAnythingIsQueued() {
        refused(Refused.Code.NOT_FOUND, () -> submit("alice@example.org", "\r\n", "bob@example.org", "x@example.org"));
        refused(Refused.Code.TRY_LATER, () -> submit("alice@example.org", "\r\n", "away@example.org"));
        refused(Refused.Code.BAD_VALUE, () -> submit("alice@example.org", "\r\n"));
    }
}
