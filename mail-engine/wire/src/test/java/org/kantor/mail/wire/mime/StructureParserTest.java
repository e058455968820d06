package org.kantor.mail.wire.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.mail.wire.mime.Mail.body;
import static org.kantor.mail.wire.mime.Mail.header;
import static org.kantor.mail.wire.mime.Mail.lines;
import static org.kantor.mail.wire.mime.Mail.octets;
import static org.kantor.mail.wire.mime.Mail.shape;

import org.junit.jupiter.api.Test;

class StructureParserTest {

    private static final byte[] NESTED = lines(
            "From: a@example.org",
            "Content-Type: multipart/mixed; boundary=outer",
            "",
            "preamble",
            "--outer",
            "Content-Type: multipart/alternative; boundary=\"outer-inner\"",
            "",
            "--outer-inner",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "one",
            "two",
            "--outer-inner",
            "Content-Type: text/html",
            "",
            "<p>one</p>",
            "",
            "--outer-inner--",
            "inner epilogue",
            "--outer",
            "Content-Type: message/rfc822",
            "",
            "Subject: inside",
            "From: b@example.org",
            "Content-Type: multipart/mixed; boundary=third",
            "",
            "--third",
            "",
            "deep",
            "--third--",
            "--outer--",
            "epilogue");

    private static BodyPart parse(byte[] message) {
        return MessageParser.parse(message).structure();
    }

    @Test
    void partsAreFoundAtEveryLevel() {
        assertThat(shape(parse(NESTED)))
                .isEqualTo("MIXED(ALTERNATIVE(TEXT/PLAIN TEXT/HTML) MESSAGE/RFC822(MIXED(TEXT/PLAIN)))");
    }

    @Test
    void aBodyEndsBeforeTheLineEndOfItsBoundary() {
        var alternative = parse(NESTED).children().getFirst();
        assertThat(body(NESTED, alternative.children().get(0))).isEqualTo("one\r\ntwo");
        assertThat(body(NESTED, alternative.children().get(1))).isEqualTo("<p>one</p>\r\n");
        assertThat(header(NESTED, alternative.children().get(0)))
                .isEqualTo("Content-Type: text/plain; charset=utf-8\r\n\r\n");
    }

    @Test
    void theBodyOfAMultipartReachesFromItsHeaderToTheOuterBoundary() {
        var alternative = parse(NESTED).children().getFirst();
        assertThat(body(NESTED, alternative))
                .startsWith("--outer-inner\r\n")
                .endsWith("--outer-inner--\r\ninner epilogue");
        assertThat(body(NESTED, parse(NESTED))).startsWith("preamble\r\n").endsWith("--outer--\r\nepilogue\r\n");
    }

    @Test
    void anInnerMessageHasItsOwnEnvelopeAndOffsets() {
        var message = parse(NESTED).children().get(1);
        assertThat(message.isMessage()).isTrue();
        assertThat(message.envelope()).isNotNull();
        assertThat(message.envelope().subject()).isEqualTo("inside");
        assertThat(body(NESTED, message)).startsWith("Subject: inside\r\n").endsWith("deep\r\n--third--");
        assertThat(header(NESTED, message.children().getFirst()))
                .startsWith("Subject: inside")
                .endsWith("boundary=third\r\n\r\n");
        assertThat(body(NESTED, message.children().getFirst().children().getFirst()))
                .isEqualTo("deep");
        assertThat(message.lines()).isEqualTo(8);
    }

    @Test
    void linesAreCountedWithTheLastUnfinishedOne() {
        assertThat(parse(NESTED).children().getFirst().children().getFirst().lines())
                .isEqualTo(2);
        assertThat(parse(lines("A: b", "", "x", "y")).lines()).isEqualTo(2);
        assertThat(parse(lines("A: b", "")).lines()).isZero();
    }

    @Test
    void theDefaultTypeInADigestIsAMessage() {
        var message =
                lines("Content-Type: multipart/digest; boundary=b", "", "--b", "", "Subject: first", "", "x", "--b--");
        assertThat(shape(parse(message))).isEqualTo("DIGEST(MESSAGE/RFC822(TEXT/PLAIN))");
        assertThat(parse(message).children().getFirst().envelope().subject()).isEqualTo("first");
    }

    @Test
    void aMissingClosingBoundaryEndsWithTheOuterOne() {
        var message = lines(
                "Content-Type: multipart/mixed; boundary=o",
                "",
                "--o",
                "Content-Type: multipart/mixed; boundary=i",
                "",
                "--i",
                "",
                "inside",
                "--o",
                "",
                "outside",
                "--o--");
        assertThat(shape(parse(message))).isEqualTo("MIXED(MIXED(TEXT/PLAIN) TEXT/PLAIN)");
        assertThat(body(message, parse(message).children().get(0).children().getFirst()))
                .isEqualTo("inside");
        assertThat(body(message, parse(message).children().get(1))).isEqualTo("outside");
    }

    @Test
    void aBoundaryThatNeverComesLeavesReadableText() {
        var message = lines("Content-Type: multipart/mixed; boundary=b", "", "Hello, this is text.");
        assertThat(shape(parse(message))).isEqualTo("TEXT/PLAIN");
        assertThat(MessageParser.parse(message).preview()).isEqualTo("Hello, this is text.");
        assertThat(shape(parse(lines("Content-Type: multipart/mixed", "", "--x", "", "a"))))
                .isEqualTo("TEXT/PLAIN");
    }

    @Test
    void aMessageWithoutAHeaderIsText() {
        var message = lines("just words", "more words");
        assertThat(body(message, parse(message))).isEqualTo("just words\r\nmore words\r\n");
        assertThat(MessageParser.parse(message).preview()).isEqualTo("just words more words");
    }

    @Test
    void aLineThatIsNoFieldDoesNotEndTheHeader() {
        var message = lines("Subject: long", "and badly folded", "Content-Type: text/html", "", "<b>x</b>");
        assertThat(shape(parse(message))).isEqualTo("TEXT/HTML");
    }

    @Test
    void anEmptyMessageIsAnEmptyText() {
        var part = parse(new byte[0]);
        assertThat(shape(part)).isEqualTo("TEXT/PLAIN");
        assertThat(part.size()).isZero();
    }

    @Test
    void bareLineFeedsAndBareCarriageReturnsEndLinesToo() {
        var lf = octets("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n");
        var cr = octets("Content-Type: multipart/mixed; boundary=b\r\r--b\r\rone\r--b--\r");
        assertThat(body(lf, parse(lf).children().getFirst())).isEqualTo("one");
        assertThat(body(cr, parse(cr).children().getFirst())).isEqualTo("one");
    }

    @Test
    void anEncodedInnerMessageStaysAFile() {
        var message =
                lines("Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "", "U3ViamVjdDogeA==");
        assertThat(shape(parse(message))).isEqualTo("APPLICATION/OCTET-STREAM");
    }

    @Test
    void fieldsOfThePartAreKept() {
        var part = parse(lines(
                "Content-Type: application/pdf; name=\"a;b.pdf\"",
                "Content-Transfer-Encoding: base64",
                "Content-ID: <x@y>",
                "Content-Description: The plan",
                "Content-Disposition: attachment;",
                " filename*0*=UTF-8''%e2%82%ac%20;",
                " filename*1=\"plan.pdf\"; size=12",
                "Content-Language: en, id",
                "Content-Location: http://example.org/a",
                "Content-MD5: Q2hlY2s=",
                "",
                "AAAA"));
        assertThat(part.parameters()).containsEntry("name", "a;b.pdf");
        assertThat(part.encoding()).isEqualTo("BASE64");
        assertThat(part.id()).isEqualTo("<x@y>");
        assertThat(part.description()).isEqualTo("The plan");
        assertThat(part.disposition()).isEqualTo("ATTACHMENT");
        assertThat(part.dispositionParameters())
                .containsEntry("filename", "€ plan.pdf")
                .containsEntry("size", "12");
        assertThat(part.languages()).containsExactly("en", "id");
        assertThat(part.location()).isEqualTo("http://example.org/a");
        assertThat(part.md5()).isEqualTo("Q2hlY2s=");
    }
}
