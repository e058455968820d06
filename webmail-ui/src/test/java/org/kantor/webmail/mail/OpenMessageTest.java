package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.webmail.content.HeaderFields;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.Reading;
import org.kantor.webmail.fake.OpenUi;

class OpenMessageTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    /** As alice@example.org has it. */
    private static OpenMessage message(String header) {
        var octets = (header + "\n\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        var opened = new MessageContents.Opened(
                MessageParser.parse(octets),
                octets.length,
                new Reading(List.of(), List.of(), Map.of(), false),
                HeaderFields.of(octets),
                List.of(),
                List.of(),
                Map.of());
        return new OpenMessage(
                1,
                1,
                "1",
                0,
                NOON,
                NOON,
                opened,
                Set.of("alice@example.org"),
                0,
                List.of(),
                false,
                ImageSenders.Permission.NONE,
                List.of(),
                new Dates(Clock.fixed(NOON, ZoneOffset.UTC), ZoneOffset.UTC, Locale.ENGLISH, (key, values) -> key));
    }

    @Test
    void anAnswerToAllIsAnotherOnlyWhereSomebodyElseHasTheMessageToo() {
        assertThat(message("From: bob@example.org\nTo: alice@example.org").answersDiffer())
                .isFalse();
        assertThat(message("From: bob@example.org\nTo: Alice@example.org, BOB@example.org")
                        .answersDiffer())
                .isFalse();
        assertThat(message("From: bob@example.org\nTo: alice@example.org, carol@example.org")
                        .answersDiffer())
                .isTrue();
        assertThat(message("From: bob@example.org\nTo: alice@example.org\nCc: carol@example.org")
                        .answersDiffer())
                .isTrue();
        assertThat(message("From: alice@example.org\nTo: alice@example.org\nCc: carol@example.org")
                        .answersDiffer())
                .isTrue();
        assertThat(message("From: alice@example.org\nTo: bob@example.org, carol@example.org")
                        .answersDiffer())
                .as("what we sent, which is answered to those who have it")
                .isFalse();
        assertThat(message("From: bob@example.org\nTo: list@example.org\nReply-To: list@example.org")
                        .answersDiffer())
                .isFalse();
        assertThat(message(
                                "From: bob@example.org\nTo: list@example.org\nReply-To: list@example.org\nMail-Followup-To: carol@example.org")
                        .answersDiffer())
                .isTrue();
    }

    @Test
    void anAnswerToAllGoesToWhomTheAuthorAskedForWithoutOurselves() {
        assertThat(message(
                                "From: bob@example.org\nTo: list@example.org\nMail-Followup-To: carol@example.org, alice@example.org")
                        .replyAllPeople())
                .extracting(person -> person.address().key())
                .containsExactly("carol@example.org");
        assertThat(message("From: bob@example.org\nTo: alice@example.org\nMail-Followup-To: bob@example.org")
                        .answersDiffer())
                .isFalse();
    }

    @Test
    void itsDetailsSayWhyWhatNobodyAnsweredIsInTheInboxAgain() {
        new OpenUi(Locale.ENGLISH);
        var sent = message("From: alice@example.org\nTo: bob@example.org");
        assertThat(new MessageDetails(sent, true).getElement().getTextRecursively())
                .contains("details.back.unanswered");
        assertThat(new MessageDetails(sent, false).getElement().getTextRecursively())
                .doesNotContain("details.back");
    }
}
