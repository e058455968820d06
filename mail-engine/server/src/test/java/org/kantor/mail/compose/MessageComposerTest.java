package org.kantor.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.mail.wire.mime.PartDecoder;
import org.kantor.mail.wire.mime.TextDecoder;

class MessageComposerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T03:12:00Z"), ZoneId.of("Asia/Jakarta"));
    private static final Person ALICE = new Person("Alice Hartono", EmailAddress.of("alice@example.org"));
    private static final Person SATO = new Person("佐藤 美咲", EmailAddress.of("misaki@sato.example"));

    private final MessageComposer composer = new MessageComposer(CLOCK);

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static String shape(BodyPart part) {
        return part.isMultipart()
                ? part.subtype()
                        + part.children().stream()
                                .map(MessageComposerTest::shape)
                                .toList()
                : part.type() + "/" + part.subtype();
    }

    private static void verifyLines(byte[] content) {
        var text = new String(content, StandardCharsets.ISO_8859_1);
        assertThat(text.replace("\r\n", ""))
                .doesNotContain("\r")
                .doesNotContain("\n")
                .doesNotContain("\0");
        assertThat(text.split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
    }

    @Test
    void aPlainMessageHasWhatEveryReaderNeeds() {
        var composed = composer.compose(Draft.of(ALICE)
                .withRecipients(
                        List.of(SATO),
                        List.of(Person.of(EmailAddress.of("bob@example.org"))),
                        List.of(Person.of(EmailAddress.of("carol@example.org"))))
                .withSubject("来週の打ち合わせについて")
                .withText("お世話になっております。\nHello"));
        var parsed = MessageParser.parse(composed.content());
        verifyLines(composed.content());
        assertThat(parsed.subject()).isEqualTo("来週の打ち合わせについて");
        assertThat(parsed.fromName()).isEqualTo("Alice Hartono");
        assertThat(parsed.sentDate()).isEqualTo(CLOCK.instant());
        assertThat(text(composed.content()))
                .contains("Date: Wed, 25 Nov 2026 10:12:00 +0700\r\n")
                .contains("MIME-Version: 1.0\r\n")
                .containsPattern("Content-Type: text/plain; charset=UTF-8;\\s+format=flowed\r\n")
                .contains("Bcc: carol@example.org\r\n");
        assertThat(parsed.messageId()).isEqualTo(composed.messageId()).endsWith("@example.org");
        assertThat(Person.of(parsed.envelope().to())).containsExactly(SATO);
        assertThat(TextDecoder.text(composed.content(), parsed.structure())).isEqualTo("お世話になっております。\r\nHello\r\n");
    }

    @Test
    void htmlBringsAPlainAlternativePicturesAndFiles() {
        var octets = new byte[] {0, 1, 2, '\r', '\n', '.', -1};
        var composed = composer.compose(Draft.of(ALICE)
                .withHtml("<p>Hello <b>you</b></p><img src=\"cid:logo@example.org\">")
                .withFiles(
                        List.of(new Draft.Attachment("Übersicht 佐藤.pdf", "application/pdf", octets)),
                        List.of(new Draft.InlineImage("logo@example.org", "logo.png", "image/png", octets))));
        verifyLines(composed.content());
        var structure = MessageParser.parse(composed.content()).structure();
        assertThat(shape(structure))
                .isEqualTo("MIXED[ALTERNATIVE[TEXT/PLAIN, RELATED[TEXT/HTML, IMAGE/PNG]], APPLICATION/PDF]");
        var file = structure.children().get(1);
        assertThat(file.dispositionParameters()).containsEntry("filename", "Übersicht 佐藤.pdf");
        assertThat(file.disposition()).isEqualTo("ATTACHMENT");
        assertThat(PartDecoder.decode(composed.content(), file)).isEqualTo(octets);
        var image = structure.children().get(0).children().get(1).children().get(1);
        assertThat(image.id()).isEqualTo("<logo@example.org>");
        assertThat(TextDecoder.text(
                        composed.content(),
                        structure.children().get(0).children().get(0)))
                .isEqualTo("Hello you\r\n");
    }

    @Test
    void htmlIsSentAsAWholeDocumentOnce() {
        var html = sentHtml("<p>Selamat pagi</p>");
        assertThat(html)
                .startsWith(
                        "<!DOCTYPE html>\r\n<html>\r\n<head>\r\n<meta charset=\"utf-8\">\r\n</head>\r\n<body style=\"font-family:")
                .contains("sans-serif")
                .endsWith(">\r\n<p>Selamat pagi</p>\r\n</body>\r\n</html>\r\n");
        assertThat(sentHtml("<HTML lang=id><body><p>x</p>")).isEqualTo("<HTML lang=id><body><p>x</p>");
        assertThat(sentHtml("<p>&lt;html&gt;</p>")).startsWith("<!DOCTYPE html>");
    }

    private String sentHtml(String html) {
        var composed = composer.compose(Draft.of(ALICE).withHtml(html));
        var structure = MessageParser.parse(composed.content()).structure();
        return TextDecoder.text(composed.content(), structure.children().get(1));
    }

    @Test
    void noValueCanBeginAFieldOfItsOwn() {
        var nasty = "x\r\nBcc: victim@example.org\r\n\r\n<script>\0\u2028Evil: 1\u0085Evil: 2";
        var draft = new Draft(
                new Person(nasty, EmailAddress.of("alice@example.org")),
                new Person(nasty, EmailAddress.of("replies@example.org")),
                List.of(new Person(nasty + "\" <a@b>", EmailAddress.of("bob@example.org"))),
                List.of(),
                List.of(),
                nasty,
                null,
                nasty,
                List.of(new Draft.Attachment(nasty, nasty, new byte[1])),
                List.of(),
                nasty,
                List.of(nasty, "ok@example.org"),
                new DraftOptions(DraftOptions.Importance.HIGH, true, true, 3, null),
                new Unfinished(List.of(nasty), List.of(), List.of()));
        var composed = composer.compose(draft);
        verifyLines(composed.content());
        var parsed = MessageParser.parse(composed.content());
        assertThat(parsed.envelope().bcc()).isEmpty();
        assertThat(parsed.references()).containsExactly("ok@example.org");
        assertThat(parsed.envelope().from()).hasSize(1);
        assertThat(Person.of(parsed.envelope().to())).hasSize(1);
        assertThat(Unfinished.of(parsed.envelope()).to()).hasSize(1);
        var header = text(composed.content()).substring(0, parsed.structure().bodyOffset());
        assertThat(header.lines()
                        .filter(line -> !line.isEmpty() && !line.startsWith(" ") && !line.startsWith("\t"))
                        .map(line -> line.replaceFirst(":.*", "")))
                .containsOnly(
                        "Date",
                        "From",
                        "Reply-To",
                        "To",
                        "Message-ID",
                        "Subject",
                        "References",
                        "MIME-Version",
                        "Content-Type",
                        "Importance",
                        "X-Priority",
                        "Disposition-Notification-To",
                        "X-Kantor-Draft");
        assertThat(DraftOptions.read(composed.content())).isEqualTo(draft.options());
    }

    private static Draft unfinished(List<Person> to, Unfinished unfinished) {
        var none = List.<Person>of();
        return new Draft(
                ALICE,
                null,
                to,
                none,
                none,
                "s",
                null,
                "x",
                List.of(),
                List.of(),
                null,
                List.of(),
                DraftOptions.NONE,
                unfinished);
    }

    @Test
    void whatIsNoAddressYetStandsAsAGroupWithoutMembersToWhichNothingCanBeSent() {
        var typed = new Unfinished(List.of("budi", "Budi Santoso <budi@>", "みさき"), List.of("carol,"), List.of());
        var composed = composer.compose(unfinished(List.of(SATO), typed));
        assertThat(text(composed.content())).contains("budi:;", "\"Budi Santoso <budi@>\":;", "Cc: \"carol,\":;");
        var envelope = MessageParser.parse(composed.content()).envelope();
        assertThat(Person.of(envelope.to())).containsExactly(SATO);
        assertThat(Person.of(envelope.cc())).isEmpty();
        assertThat(Unfinished.of(envelope)).isEqualTo(typed);
    }

    @Test
    void whatAnotherProgramWroteAsItWasTypedIsUnfinishedTooAndAGroupWithMembersIsNot() {
        var envelope = MessageParser.parse(
                        "To: budi, Team: bob@example.org;, undisclosed-recipients:;\r\nCc: Budi <budi>\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8))
                .envelope();
        assertThat(Unfinished.of(envelope))
                .isEqualTo(new Unfinished(List.of("budi"), List.of("Budi <budi>"), List.of()));
        assertThat(Person.of(envelope.to())).containsExactly(Person.of(EmailAddress.of("bob@example.org")));
    }

    @Test
    void randomTextsComeBackAsTheyWere() {
        var seed = Long.getLong("kantor.seed", System.nanoTime());
        System.out.println("MessageComposerTest seed " + seed + " (-Dkantor.seed=...)");
        var random = new Random(seed);
        for (var round = 0; round < 300; round++) {
            var subject = words(random);
            var name = words(random);
            var file = words(random).replaceAll("[/\\\\]", "_");
            var body = words(random);
            var composed = composer.compose(Draft.of(new Person(name, ALICE.address()))
                    .withSubject(subject)
                    .withText(body)
                    .withFiles(List.of(new Draft.Attachment(file, "text/plain", new byte[0])), List.of()));
            verifyLines(composed.content());
            var parsed = MessageParser.parse(composed.content());
            assertThat(parsed.subject()).as("seed " + seed).isEqualTo(subject);
            assertThat(parsed.fromName()).as("seed " + seed).isEqualTo(name);
            var typed = new Unfinished(List.of(subject, name), List.of(body), List.of());
            assertThat(Unfinished.of(MessageParser.parse(composer.compose(unfinished(List.of(), typed))
                                    .content())
                            .envelope()))
                    .as("seed " + seed)
                    .isEqualTo(typed);
            assertThat(parsed.structure()
                            .children()
                            .get(1)
                            .dispositionParameters()
                            .get("filename"))
                    .as("seed " + seed)
                    .isEqualTo(file);
            assertThat(TextDecoder.text(
                                    composed.content(),
                                    parsed.structure().children().getFirst())
                            .replace(" \r\n", " ")
                            .replace("\r\n ", " ")
                            .strip())
                    .as("seed " + seed)
                    .isEqualTo(body);
        }
    }

    /** Not longer than a name may be. */
    private static String words(Random random) {
        var alphabet = List.of(
                "a", "Z", "ü", "é", "語", "م", "😀", "0", "-", "(", ")", "\"", "@", "<", "=?", "?=", ";", "'", "\\", ",",
                "_");
        var out = new StringBuilder();
        for (var i = random.nextInt(1, 30); i > 0; i--) {
            for (var j = random.nextInt(1, 8); j > 0; j--) {
                out.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            out.append(' ');
        }
        var words = out.toString().strip().replace("=?", "=").replaceFirst("^[>\"]+", "x");
        return words.length() <= 190 ? words : words(random);
    }

    @Test
    void htmlBecomesTextAsPeopleWriteIt() {
        assertThat(HtmlToText.convert(
                        "<h1>Title</h1><p>One<br>two <a href=\"https://example.org/\">here</a></p><ul><li>a<li>b</ul><ol><li>x</ol>"
                                + "<blockquote>quoted<blockquote>twice</blockquote></blockquote><style>p{}</style>"))
                .isEqualTo(
                        "Title\n\nOne\ntwo here <https://example.org/>\n\n- a\n- b\n\n1. x\n\n> quoted\n>\n>> twice\n");
        assertThat(HtmlToText.convert("<div>".repeat(5_000) + "x")).isEqualTo("x\n");
    }

    @Test
    void longLinesAreWrappedSoThatTheyCanBeJoinedAgain() {
        var wrapped = Flowed.wrap(
                "word ".repeat(40).strip() + "\n> " + "quote ".repeat(30).strip() + "\n-- \nFrom here\n");
        assertThat(wrapped.split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(79));
        assertThat(wrapped).contains("\r\n-- \r\n From here\r\n").contains("> quote");
        assertThat(wrapped.lines().filter(l -> l.startsWith(">"))).hasSizeGreaterThan(1);
    }

    @Test
    void tablesStandInColumnsInPlainText() {
        assertThat(
                        HtmlToText.convert(
                                "<p>Harga:</p><table><tr><th>Barang<th>Jumlah<th>Harga</tr><tr><td>佐藤<td>2<td>Rp 10</tr><tr><td>Meja tulis<td><td></tr></table><p>Baik</p>"))
                .isEqualTo("Harga:\n\nBarang     | Jumlah | Harga\n-----------+--------+------\n"
                        + "佐藤       | 2      | Rp 10\nMeja tulis\n\nBaik\n");
        // too wide to line up
        assertThat(HtmlToText.convert("<table><tr><td>" + "a".repeat(50) + "<td>b<td>" + "c".repeat(30)
                        + "<tr><td>1<td>2<td>3</table>"))
                .isEqualTo("a".repeat(50) + " | b | " + "c".repeat(30) + "\n1 | 2 | 3\n");
        // tables that only say where things stand
        assertThat(
                        HtmlToText.convert(
                                "<table><caption>News</caption><tr><td><table><tr><td><p>One</p><p>Two</p></table><td>Side</table>"))
                .isEqualTo("News\nOne\n\nTwo\nSide\n");
    }

    @Test
    void listsInListsAndNumbersReadAsTheyLook() {
        assertThat(
                        HtmlToText.convert(
                                "<ol start=3><li>c<ul><li>one<li>two<ol><li>deep</ol></ul><li><p>d</p><p>more</p></ol><p>&gt; 5 is more</p>"))
                .isEqualTo("3. c\n   - one\n   - two\n     1. deep\n4. d\n\n   more\n\n > 5 is more\n");
    }

    @Test
    void whatAPictureShowsIsSetApartFromTheWordsBesideIt() {
        assertThat(HtmlToText.convert(
                        "<p>Our<img alt='new logo'>is <img alt='green'>.<img alt=' '>Yes</p><img alt=last>"))
                .isEqualTo("Our [new logo] is [green] .Yes\n\n[last]\n");
    }

    @Test
    void preformattedTextIsNoQuotation() {
        assertThat(HtmlToText.convert(
                        "<pre>&gt; select 1;\n  a &gt; b\n&gt;&gt;</pre><blockquote><pre>&gt; x</pre></blockquote>"))
                .isEqualTo(" > select 1;\n  a > b\n >>\n\n>  > x\n");
    }

    @Test
    void theSignatureOfHtmlStandsBelowItsLineInPlainText() {
        assertThat(HtmlToText.convert("<p>Hi</p><div class=mail-signature><p>Alice</p><p>PT X</p></div>"))
                .isEqualTo("Hi\n\n-- \nAlice\n\nPT X\n");
        assertThat(HtmlToText.convert("<p>Hi</p><div class=mail-signature>--<br>Alice</div>"))
                .isEqualTo("Hi\n\n--\nAlice\n");
        assertThat(HtmlToText.convert("<p>Hi</p><div class=mail-signature><br></div>"))
                .isEqualTo("Hi\n");
        assertThat(Flowed.wrap("Hi\n\n-- \nAlice\n")).isEqualTo("Hi\r\n\r\n-- \r\nAlice\r\n");
        assertThat(Flowed.wrap("> -- \n>\n> Bob  \n")).isEqualTo("> -- \r\n>\r\n> Bob\r\n");
    }

    @Test
    void whatGoesOnNeverLooksLikeTheLineAboveASignature() {
        var address = "https://example.org/" + "a".repeat(80);
        for (var written : List.of("-- " + address, "> -- " + address, "-- " + address + " and more")) {
            var wrapped = Flowed.wrap(written + "\n");
            assertThat(wrapped.lines()).noneMatch(line -> line.matches(">* ?-- "));
            assertThat(Flowed.join(wrapped, false)).isEqualTo(written);
        }
    }

    @Test
    void theDepthOfAQuotationIsKeptHoweverItWasMarked() {
        var reply = answers().reply(new Answers.Original(CAROLS, null, "Hi\n> > old\n>> > older\n>no"));
        assertThat(reply.text()).endsWith("> Hi\n>>> old\n>>>> older\n>>no\n");
    }

    private static ParsedMessage received(String... lines) {
        return MessageParser.parse((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Answers answers() {
        return new Answers(
                ALICE,
                List.of(EmailAddress.of("a.hartono@example.org")),
                new EnglishWording(ZoneId.of("Asia/Jakarta")));
    }

    private static List<String> addresses(List<Person> people) {
        return people.stream().map(p -> p.address().toString()).toList();
    }

    private static final ParsedMessage CAROLS = received(
            "From: Carol <carol@example.org>",
            "To: Alice <ALICE@example.org>, dave@example.org",
            "Cc: A.Hartono@example.org, Dave <dave@example.org>, carol@example.org",
            "Subject: RE: Re: AW: Site visit",
            "Date: Wed, 25 Nov 2026 10:04:00 +0700",
            "Message-ID: <2@x>",
            "References: <1@x>",
            "",
            "Hi");

    @Test
    void aReplyGoesToTheAuthorAndKeepsTheConversation() {
        var reply = answers().reply(new Answers.Original(CAROLS, null, "Hi\n> old\n"));
        assertThat(addresses(reply.to())).containsExactly("carol@example.org");
        assertThat(reply.cc()).isEmpty();
        assertThat(reply.subject()).isEqualTo("Re: Site visit");
        assertThat(reply.inReplyTo()).isEqualTo("2@x");
        assertThat(reply.references()).containsExactly("1@x", "2@x");
        assertThat(reply.text()).isEqualTo("\n\nOn 25 November 2026 at 10:04, Carol wrote:\n> Hi\n>> old\n");
    }

    @Test
    void aReplyToAllReachesEverybodyOnceAndNeverTheAuthor() {
        var reply = answers().replyAll(new Answers.Original(CAROLS, "<p>Hi</p>", "Hi"));
        assertThat(addresses(reply.to())).containsExactly("carol@example.org");
        assertThat(addresses(reply.cc())).containsExactly("dave@example.org");
        assertThat(reply.html()).endsWith("Carol wrote:</p><blockquote type=\"cite\"><p>Hi</p></blockquote></div>");
    }

    @Test
    void aReplyToAllGoesWhereTheAuthorWantsAnswersAndNotToOneself() {
        var lists = ListFields.read("""
                Mail-Followup-To: Dev <dev@lists.example>,\r
                \talice@example.org\r
                List-Post: <mailto:dev%2Btalk@lists.example?subject=x> (open)\r
                \r
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(lists.post()).isEqualTo(Person.of(EmailAddress.of("dev+talk@lists.example")));
        var reply = answers().replyAll(new Answers.Original(CAROLS, null, "Hi"), lists.followUpTo());
        assertThat(addresses(reply.to())).containsExactly("dev@lists.example");
        assertThat(reply.cc()).isEmpty();
        assertThat(ListFields.read("List-Post: NO\r\n\r\n".getBytes(StandardCharsets.UTF_8))
                        .post())
                .isNull();
    }

    @Test
    void flowedTextIsJoinedToWhatWasWritten() {
        var written =
                "word ".repeat(40).strip() + "\n\n> " + "quote ".repeat(30).strip() + "\n> two\n From here\n-- \nAlice";
        assertThat(Flowed.join(Flowed.wrap(written), false)).isEqualTo(written);
        assertThat(Flowed.join("Hello \r\nyou\r\n", true)).isEqualTo("Helloyou");
    }

    @Test
    void aWholeMessageIsAttachedAsItCame() {
        var whole = "Subject: inner\r\n\r\nHal\u00f6\r\n".getBytes(StandardCharsets.UTF_8);
        var draft = Draft.of(ALICE)
                .withText("see")
                .withFiles(List.of(new Draft.Attachment("inner.eml", "message/rfc822", whole)), List.of());
        var content = composer.compose(draft).content();
        assertThat(text(content))
                .contains("Content-Type: message/rfc822", "\r\n\r\nSubject: inner\r\n\r\nHal\u00f6\r\n");
    }

    @Test
    void aReplyToOnesOwnMessageGoesToItsRecipients() {
        var own = received("From: alice@example.org", "To: bob@example.org", "Subject: x", "", "");
        assertThat(addresses(
                        answers().reply(new Answers.Original(own, null, "")).to()))
                .containsExactly("bob@example.org");
        var list = received("From: bob@example.org", "Reply-To: list@example.org", "To: list@example.org", "", "");
        assertThat(addresses(
                        answers().reply(new Answers.Original(list, null, "")).to()))
                .containsExactly("list@example.org");
    }

    @Test
    void aForwardCarriesTheMessageAndItsFiles() {
        var file = new Draft.Attachment("a.pdf", "application/pdf", new byte[1]);
        var forward = answers().forward(new Answers.Original(CAROLS, null, "Hi"), List.of(file), List.of());
        assertThat(forward.subject()).isEqualTo("Fwd: RE: Re: AW: Site visit");
        assertThat(forward.to()).isEmpty();
        assertThat(forward.attachments()).containsExactly(file);
        assertThat(forward.text())
                .contains(
                        "---------- Forwarded message ----------\nFrom: Carol <carol@example.org>\nDate: 25 November 2026 at 10:04\n")
                .endsWith("\n\nHi");
        assertThat(Arrays.asList(forward.inReplyTo())).containsExactly((String) null);
    }
}
