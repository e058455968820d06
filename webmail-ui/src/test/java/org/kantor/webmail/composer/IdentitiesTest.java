package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.Person;
import org.kantor.mail.submission.Submissions;
import org.kantor.tx.Transactions;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.MemorySettings;
import org.kantor.webmail.fake.Stand;

class IdentitiesTest {

    private static final Account ALICE = Alice.person(1, "alice", "Alice");

    private final Identities own = new Identities();
    private final MemorySettings settings = new MemorySettings();

    IdentitiesTest() {
        own.settings = settings;
        own.submissions = Stand.in(Submissions.class, new Alice.Sent());
        own.directory = Stand.in(Directory.class, new Alice());
        own.transactions = Stand.in(Transactions.class, new Alice.Sent());
    }

    private static Identity signed(String signature, String answerSignature) {
        return new Identity(EmailAddress.of("alice@example.org"), "Alice", "", signature, answerSignature);
    }

    private void keep(Identity identity, Draft.InlineImage... pictures) {
        own.keep(ALICE, List.of(identity), List.of(pictures), "alice");
    }

    private Identity kept() {
        return own.of(ALICE).getFirst();
    }

    /** A picture of so many octets. */
    private static Draft.InlineImage png(String name, int octets) {
        var content = Arrays.copyOf("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1), octets);
        return Identities.picture(name, content).orElseThrow();
    }

    private static String img(Draft.InlineImage picture) {
        return "<img src=\"cid:" + picture.contentId() + "\" alt=\"" + picture.name() + "\" width=\"120\">";
    }

    @Test
    void aSignatureIsKeptWithItsFormatItsLinksAndItsPictures() {
        var logo = png("logo.png", 100);
        var html = "<p><b>Alice</b> <i>Hartono</i></p><ul><li>PT X</li></ul><p>" + img(logo) + "</p>";
        keep(signed(html, img(logo)), logo, png("other.png", 200));
        assertThat(kept()).isEqualTo(signed(html, img(logo)));
        assertThat(own.pictures(ALICE)).hasSize(1).first().satisfies(kept -> {
            assertThat(kept.contentId()).isEqualTo(logo.contentId());
            assertThat(kept.name()).isEqualTo("logo.png");
            assertThat(kept.mediaType()).isEqualTo("image/png");
            assertThat(kept.content()).isEqualTo(logo.content());
        });
        keep(signed("<p><a href=\"https://kantor.example/\">PT X</a></p>", ""), logo);
        assertThat(kept().signature()).contains("href=\"https://kantor.example/\"", ">PT X</a>");
        assertThat(own.pictures(ALICE)).as("what no signature shows").isEmpty();
    }

    @Test
    void aSignatureOfWordsAloneStaysWhatItIs() {
        settings.store(
                ALICE.id(),
                "compose.identities",
                "[{\"address\":\"alice@example.org\",\"name\":\"Alice\",\"signature\":\"Alice<br>PT X &amp; Co\",\"answerSignature\":\"<p>A.</p>\"}]");
        assertThat(kept()).isEqualTo(signed("Alice<br>PT X &amp; Co", "<p>A.</p>"));
        assertThat(Identity.text(kept().signature())).isEqualTo("Alice\nPT X & Co");
        keep(kept());
        assertThat(kept()).isEqualTo(signed("Alice<br>PT X &amp; Co", "<p>A.</p>"));
    }

    @Test
    void nothingThatRunsOrIsElsewhereIsKeptAndWhatWasStoredIsCleanedToo() {
        var logo = png("logo.png", 100);
        var hostile =
                "<p onclick='alert(1)'>Text<script>alert(1)</script><img src=https://x.example/y><img src=cid:none><img src='cid:"
                        + logo.contentId() + "' onerror=alert(1)><a href='javascript:alert(1)'>go</a></p>";
        keep(signed(hostile, ""), logo);
        var clean = "<p>Text<img src=\"cid:" + logo.contentId() + "\"><a>go</a></p>";
        assertThat(kept().signature()).isEqualTo(clean);
        assertThat(settings.stored(ALICE.id(), "compose.identities"))
                .contains("Text")
                .doesNotContain("onclick", "script", "x.example", "onerror", "none");
        settings.store(
                ALICE.id(),
                "compose.identities",
                "[{\"address\":\"alice@example.org\",\"signature\":\"" + hostile + "\"}]");
        assertThat(kept().signature()).isEqualTo(clean);
    }

    @Test
    void onlyPicturesThatEveryMailProgramShowsAreOnes() {
        for (var beginning : List.of("\u00ff\u00d8\u00ff\u00db", "GIF89a")) {
            assertThat(Identities.picture("a", beginning.getBytes(StandardCharsets.ISO_8859_1)))
                    .isPresent();
        }
        for (var other : List.of("", "GIF", "<svg onload=alert(1)>", "RIFF\0\0\0\0WEBP", "\u0089PNG", "PK")) {
            assertThat(Identities.picture("logo.png", other.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(other)
                    .isEmpty();
        }
        assertThat(png("a.png", 50).contentId())
                .isEqualTo(png("b.png", 50).contentId())
                .isNotEqualTo(png("a.png", 51).contentId());
    }

    @Test
    void whatIsTooLargeIsRefusedAndWhatWasKeptStays() {
        var half = png("half.png", Identities.MAX_PICTURES / 2);
        var rest = png("rest.png", Identities.MAX_PICTURES / 2 - 1);
        keep(signed(img(half) + img(rest), img(half)), half, rest);
        assertThat(own.pictures(ALICE)).hasSize(2);
        var more = png("more.png", 50);
        var tooMany = signed(img(half) + img(rest), img(more));
        assertThatThrownBy(() -> keep(tooMany, half, rest, more))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.LIMIT));
        var words = "x".repeat(Identities.MAX_SIGNATURE / 2);
        assertThatThrownBy(() -> keep(signed("<p>" + words + "</p>", words)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.LIMIT));
        assertThat(kept().answerSignature()).isEqualTo(img(half));
        assertThat(own.pictures(ALICE)).hasSize(2);
    }

    private static final List<EmailAddress> SALES = addresses("sales@example.org", "offers@example.org");

    private static List<EmailAddress> addresses(String... addresses) {
        return List.of(addresses).stream().map(EmailAddress::of).toList();
    }

    private static List<Identity> identities(String... addresses) {
        return addresses(addresses).stream()
                .map(address -> Identity.of(address, "Alice"))
                .toList();
    }

    private static String answering(List<Identity> own, List<EmailAddress> mailbox, String... recipients) {
        var people = addresses(recipients).stream().map(Person::of).toList();
        return Identities.answering(own, mailbox, people).address().toString();
    }

    @Test
    void aMessageInASharedMailboxIsAnsweredAsTheMailboxByTheAddressItWasWrittenTo() {
        var own = identities("alice@example.org", "sales@example.org", "offers@example.org");
        assertThat(answering(own, SALES, "joko@sumbermakmur.example", "alice@example.org", "Offers@example.org"))
                .isEqualTo("offers@example.org");
        assertThat(answering(own, SALES, "list@example.org")).isEqualTo("sales@example.org");
        assertThat(answering(own, SALES, "alice@example.org")).isEqualTo("sales@example.org");
    }

    @Test
    void whoMayNotSendAsTheMailboxAnswersAsThemselves() {
        var own = identities("alice@example.org", "al@example.org");
        assertThat(answering(own, SALES, "sales@example.org")).isEqualTo("alice@example.org");
        assertThat(answering(own, SALES, "al@example.org", "sales@example.org")).isEqualTo("al@example.org");
    }

    @Test
    void onesOwnMessageIsAnsweredAsTheIdentityItWasWrittenToElseAsTheFavourite() {
        var own = identities("alice@example.org", "sales@example.org");
        assertThat(answering(own, List.of(), "sales@example.org")).isEqualTo("sales@example.org");
        assertThat(answering(own, List.of(), "list@example.org")).isEqualTo("alice@example.org");
    }
}
