package org.kantor.mail.wire.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.mail.wire.mime.Mail.lines;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageParserTest {

    @Test
    void whatListsShowIsReadOnce() {
        var parsed = MessageParser.parse(lines(
                "From: =?utf-8?B?44GV44GP44KJ?= <sakura@example.jp>",
                "To: \"Alice, A.\" <alice@example.org>",
                "Subject: =?iso-8859-1?Q?Gr=FC=DFe?= =?utf-8?q?_aus_K=C3=B6ln?=",
                "Date: Wed, 25 Nov 2026 10:12:00 +0700 (WIB)",
                "Message-ID: <1@example.jp>",
                "References: <a@x> <b@x>",
                "In-Reply-To: <b@x> (mail of Tuesday)",
                "",
                "> quoted",
                "My own words."));
        assertThat(parsed.fromName()).isEqualTo("さくら");
        assertThat(parsed.subject()).isEqualTo("Grüße aus Köln");
        assertThat(parsed.sentDate()).isEqualTo(Instant.parse("2026-11-25T03:12:00Z"));
        assertThat(parsed.messageId()).isEqualTo("1@example.jp");
        assertThat(parsed.references()).containsExactly("a@x", "b@x");
        assertThat(parsed.preview()).isEqualTo("My own words.");
        assertThat(parsed.attachments()).isFalse();
        assertThat(parsed.envelope().sender()).isEqualTo(parsed.envelope().from());
        assertThat(parsed.envelope().to()).containsExactly(new Address("Alice, A.", "alice", "example.org"));
        assertThat(parsed.envelope().subject()).isEqualTo("=?iso-8859-1?Q?Gr=FC=DFe?= =?utf-8?q?_aus_K=C3=B6ln?=");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,Grüße さくら مرحبا",
        "ISO-8859-1,Grüße",
        "ISO-8859-2,Příliš žluťoučký",
        "ISO-8859-5,Привет",
        "ISO-8859-7,Γειά",
        "ISO-8859-15,Prix: 5 €",
        "windows-1250,Příliš",
        "windows-1251,Привет",
        "windows-1252,“quotes” – dash",
        "windows-1256,مرحبا",
        "KOI8-R,Привет",
        "GB18030,你好，世界",
        "gb2312,你好",
        "Big5,你好",
        "Shift_JIS,こんにちは",
        "EUC-JP,こんにちは",
        "ISO-2022-JP,こんにちは",
        "EUC-KR,안녕하세요",
        "UTF-16,Grüße さくら",
        "windows-1258,Chào",
        "TIS-620,สวัสดี"
    })
    void theCommonCharsetsAreReadInBodiesAndSubjects(String charset, String text) {
        var octets = text.getBytes(Charset.forName(charset));
        var base64 = Base64.getEncoder().encodeToString(octets);
        var message = lines(
                "Subject: =?" + charset + "?B?" + base64 + "?=",
                "Content-Type: text/plain; charset=" + charset,
                "Content-Transfer-Encoding: base64",
                "",
                base64);
        var parsed = MessageParser.parse(message);
        assertThat(parsed.subject()).isEqualTo(text);
        assertThat(parsed.preview()).isEqualTo(text);
        assertThat(TextDecoder.text(message, parsed.structure())).isEqualTo(text);
    }

    @Test
    void aWrongOrMissingCharsetIsGuessed() {
        assertThat(TextDecoder.decode("Grüße".getBytes(StandardCharsets.UTF_8), "us-ascii"))
                .isEqualTo("Grüße");
        assertThat(TextDecoder.decode("Grüße".getBytes(StandardCharsets.UTF_8), "iso-8859-1"))
                .isEqualTo("Grüße");
        assertThat(TextDecoder.decode("Grüße".getBytes(StandardCharsets.ISO_8859_1), "utf-8"))
                .isEqualTo("Grüße");
        assertThat(TextDecoder.decode("Grüße".getBytes(StandardCharsets.ISO_8859_1), "no-such-charset"))
                .isEqualTo("Grüße");
    }

    @Test
    void utf7IsNeverDecoded() {
        assertThat(TextDecoder.decode("+ADw-script+AD4-".getBytes(StandardCharsets.US_ASCII), "utf-7"))
                .isEqualTo("+ADw-script+AD4-");
        assertThat(EncodedWords.decode("=?utf-7?Q?+ADw-b+AD4-?=")).isEqualTo("+ADw-b+AD4-");
    }

    @Test
    void rawUtf8InAHeaderIsRead() {
        var message = "From: Zoë <zoë@example.org>\r\nSubject: Käse\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        var parsed = MessageParser.parse(message);
        assertThat(parsed.fromName()).isEqualTo("Zoë");
        assertThat(parsed.subject()).isEqualTo("Käse");
        assertThat(parsed.envelope().from().getFirst().mailbox()).isEqualTo("zoë");
    }

    @Test
    void aSubjectHasNoControlCharactersAndNoMarksThatReorderText() {
        assertThat(MessageParser.parse(lines("Subject: a\0b\u0007c =?utf-8?q?=E2=80=AEd=0D=0AX?=", ""))
                        .subject())
                .isEqualTo("abc d X");
    }

    @Test
    void thePreviewOfHtmlHasNeitherMarkUpNorStyle() {
        var preview = MessageParser.parse(
                        lines(
                                "Content-Type: text/html",
                                "",
                                "<html><head><title>T</title><style>p { color: red }</style></head>",
                                "<body><!-- x --><p>Hello&nbsp;<b>you</b> &amp; me</p><script>alert(1)</script><div>next</div>"))
                .preview();
        assertThat(preview).isEqualTo("Hello you & me next");
    }

    @Test
    void thePreviewSkipsTheLineThatIntroducesAQuotationAndTheSignature() {
        assertThat(MessageParser.parse(lines(
                                "A: b", "", "Yes.", "", "On Monday Bob wrote:", "> Shall we?", "", "-- ", "Alice"))
                        .preview())
                .isEqualTo("Yes.");
        assertThat(MessageParser.parse(lines("A: b", "", "> only quoted")).preview())
                .isEqualTo("> only quoted");
    }

    @Test
    void filesAreAttachmentsAndPicturesOfTheTextAndSignaturesAreNot() {
        assertThat(attachments("mixed", "Content-Type: application/pdf; name=a.pdf"))
                .isTrue();
        assertThat(attachments("mixed", "Content-Type: image/png\r\nContent-Disposition: attachment"))
                .isTrue();
        assertThat(attachments("related", "Content-Type: image/png\r\nContent-ID: <a@b>"))
                .isFalse();
        assertThat(attachments("signed", "Content-Type: application/pgp-signature; name=signature.asc"))
                .isFalse();
        assertThat(attachments("alternative", "Content-Type: text/calendar; method=REQUEST"))
                .isFalse();
        assertThat(attachments("mixed", "Content-Type: message/rfc822")).isTrue();
        assertThat(attachments("mixed", "Content-Type: text/plain")).isFalse();
    }

    private static boolean attachments(String subtype, String header) {
        return MessageParser.parse(lines(
                        "Content-Type: multipart/" + subtype + "; boundary=b",
                        "",
                        "--b",
                        "",
                        "text",
                        "--b",
                        header,
                        "",
                        "data",
                        "--b--"))
                .attachments();
    }

    @Test
    void messageIdsAreFoundAmongWords() {
        var parsed = MessageParser.parse(
                lines("Message-ID: bare@example.org", "References: <a@b>junk<c@d\r\n e> <a@b>", ""));
        assertThat(parsed.messageId()).isEqualTo("bare@example.org");
        assertThat(parsed.references()).containsExactly("a@b", "c@de");
    }

    @Test
    void aConversationOfThousandsKeepsItsFirstAndLatestReferences() {
        var field = new StringBuilder("References:");
        for (var i = 0; i < 5000; i++) {
            field.append("\r\n <").append(i).append("@x>");
        }
        assertThat(MessageParser.parse(lines(field.toString(), "")).references())
                .hasSize(200)
                .startsWith("0@x")
                .endsWith("4999@x");
    }
}
