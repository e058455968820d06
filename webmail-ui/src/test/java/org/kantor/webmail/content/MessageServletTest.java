package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MessageServletTest {

    private ServedMessages served;

    @BeforeEach
    void start() throws IOException {
        served = new ServedMessages();
        served.message(5, """
                Subject: x
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/html

                <p>hello <img src="https://example.org/x.png"></p>
                --b
                Content-Type: image/png; name="bild.png"
                Content-Transfer-Encoding: base64

                aGVsbG8=
                --b
                Content-Type: image/svg+xml; name=x.svg

                <svg onload="alert(1)"/>
                --b
                Content-Type: text/html
                Content-Disposition: attachment; filename*=utf-8''%E2%82%AC.html

                <script>alert(1)</script>
                --b
                Content-Type: text/plain; charset=koi8-r; name=r.txt

                text
                --b
                Content-Type: message/rfc822

                Subject: inside
                From: =?utf-8?q?J=C3=B6ko?= <joko@sumbermakmur.example>
                To: Alice <alice@example.org>, bob@example.org
                Date: Thu, 26 Nov 2026 12:04:00 +0900
                Content-Type: multipart/mixed; boundary=i

                --i
                Content-Type: multipart/related; boundary=r

                --r
                Content-Type: text/html

                <b>inner</b> <img src="cid:c"> <img src="https://example.org/y.png"> <script>alert(1)</script>
                --r
                Content-Type: image/png; name=c.png
                Content-ID: <c>
                Content-Transfer-Encoding: base64

                aGVsbG8=
                --r--
                --i
                Content-Type: application/octet-stream; name=run.exe

                MZ
                --i
                Content-Type: text/plain; name=n.txt

                notes
                --i--
                --b--
                """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void theFramesDocumentMayLoadNothingButPictures() {
        var answer = served.get("/5/frame", null);
        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.headers)
                .containsEntry("Content-Type", "text/html; charset=utf-8")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'; "
                                + "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox");
        assertThat(answer.text()).contains("hello").doesNotContain("example.org");
    }

    @Test
    void aMessageOfSomebodyElseIsFoundOnlyIfItMayBeRead() {
        for (var way :
                new String[] {"frame", "part/2/bild.png", "source", "original", "print", "inside/6", "part/6.3/n.txt"
                }) {
            assertThat(served.get("/1-5/" + way, null).status).as(way).isEqualTo(200);
            assertThat(served.get("/2-5/" + way, null).status).as(way).isEqualTo(404);
            assertThat(served.get("/2-5-1/" + way, null).status).as(way).isEqualTo(404);
        }
    }

    @Test
    void remotePicturesComeOnlyWhenTheReaderAsksForThem() {
        var answer = served.get("/5/frame", "images");
        assertThat(answer.headers.get("Content-Security-Policy")).contains("img-src 'self' data: https:;");
        assertThat(answer.text()).contains("https://example.org/x.png");
    }

    @Test
    void darkIsKeptOnlyForTextWithoutColoursOfItsOwn() {
        assertThat(served.get("/5/frame", "dark").text()).contains("<html class=\"k-dark\">");
        assertThat(served.get("/5/frame", "dark&white").text()).contains("<html class=\"k-paper\">");
        served.message(
                6, "Content-Type: text/html\r\n\r\n<p style=\"color:#222\">x</p>".getBytes(StandardCharsets.US_ASCII));
        assertThat(served.get("/6/frame", "dark").text()).contains("<html class=\"k-paper\">");
    }

    @Test
    void aPictureIsShownAndWhatCouldRunIsOnlySaved() {
        var picture = served.get("/5/part/2/bild.png", null);
        assertThat(picture.headers)
                .containsEntry("Content-Type", "image/png")
                .containsEntry("Content-Disposition", "inline; filename=\"bild.png\"; filename*=UTF-8''bild.png")
                .containsEntry("Content-Security-Policy", MessageServlet.PART_POLICY);
        assertThat(picture.text()).isEqualTo("hello");
        for (var dangerous : new String[] {"/5/part/3/x.svg", "/5/part/4/x.html"}) {
            var answer = served.get(dangerous, null);
            assertThat(answer.headers)
                    .containsEntry("Content-Type", "application/octet-stream")
                    .containsEntry("X-Content-Type-Options", "nosniff");
            assertThat(answer.headers.get("Content-Disposition")).startsWith("attachment; ");
            assertThat(answer.headers.get("Content-Security-Policy")).endsWith("sandbox");
        }
        assertThat(served.get("/5/part/4/x", null).headers.get("Content-Disposition"))
                .isEqualTo("attachment; filename=\"_.html\"; filename*=UTF-8''%E2%82%AC.html");
        assertThat(served.get("/5/part/2/bild.png", "save").headers.get("Content-Disposition"))
                .startsWith("attachment; ");
        assertThat(served.get("/5/part/5/r.txt", null).headers)
                .containsEntry("Content-Type", "text/plain; charset=KOI8-R");
    }

    /** The browser's own viewer shows it, outside of any sandbox (decision 0100). */
    @Test
    void onlyWhatBeginsLikeAPdfIsShownAsOne() {
        served.message(7, """
                Subject: x
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: application/pdf; name="a.pdf"

                %PDF-1.7
                --b
                Content-Type: application/pdf; name="b.pdf"

                <script>alert(1)</script>
                --b
                Content-Type: application/octet-stream; name="c.pdf"

                <script>alert(1)</script>
                --b
                Content-Type: application/x-pdf; name="d.pdf"

                PK
                --b--
                """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        var pdf = served.get("/7/part/1/a.pdf", null);
        assertThat(pdf.headers)
                .containsEntry("Content-Type", "application/pdf")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Content-Security-Policy", MessageServlet.VIEWED_POLICY);
        assertThat(pdf.headers.get("Content-Disposition")).startsWith("inline; ");
        assertThat(pdf.text()).startsWith("%PDF-1.7");
        assertThat(MessageServlet.VIEWED_POLICY).contains("default-src 'none'").doesNotContain("script");
        for (var path : new String[] {"/7/part/2/b.pdf", "/7/part/3/c.pdf", "/7/part/4/d.pdf"}) {
            var answer = served.get(path, null);
            assertThat(answer.headers.get("Content-Disposition")).as(path).startsWith("attachment; ");
            assertThat(answer.headers).as(path).containsEntry("Content-Security-Policy", MessageServlet.PART_POLICY);
        }
        assertThat(served.get("/7/part/1/a.pdf", "save").headers.get("Content-Disposition"))
                .startsWith("attachment; ");
    }

    @Test
    void aMessageInsideAMessageHasTheDocumentOfAMessage() {
        var answer = served.get("/5/inside/6", null);
        assertThat(answer.headers).isEqualTo(served.get("/5/frame", null).headers);
        assertThat(answer.text())
                .contains("<b>inner</b>", "src=\"../part/6.1.2/picture\"")
                .doesNotContain("example.org", "<script", "hello");
        assertThat(served.get("/5/part/6.1.2/picture", null).text()).isEqualTo("hello");
        assertThat(served.get("/5/inside/6", "images").text()).contains("https://example.org/y.png");
    }

    @Test
    void whatStandsAroundItIsTold() {
        var answer = served.get("/1-5/inside/6", "about");
        assertThat(answer.headers)
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Content-Security-Policy", MessageServlet.PART_POLICY);
        var about = JsonMapper.shared().readTree(answer.text());
        assertThat(about.at("/subject").asString()).isEqualTo("inside");
        assertThat(about.at("/from/name").asString()).isEqualTo("J\u00f6ko");
        assertThat(about.at("/from/address").asString()).isEqualTo("joko@sumbermakmur.example");
        assertThat(about.at("/sent").asString()).isEqualTo("Thursday 26 November 2026, 03:04");
        assertThat(about.at("/lines/0/people/0/name").asString()).isEqualTo("Alice");
        assertThat(about.at("/lines/0/people/1/address").asString()).isEqualTo("bob@example.org");
        assertThat(about.at("/blocked").asString()).isEqualTo("1 remote image blocked");
        assertThat(about.at("/frame/src").asString()).isEqualTo("message/5/inside/6");
        assertThat(about.at("/frame/data-sandbox").asString()).isEqualTo(MessageDocument.SANDBOX);
        assertThat(about.at("/files")).hasSize(2);
        assertThat(about.at("/files/0/risk").asString()).startsWith("A program");
        assertThat(about.at("/files/1/risk").asString()).isEmpty();
        assertThat(about.at("/files/1/href").asString()).isEqualTo("message/5/part/6.3/n.txt");
        assertThat(about.at("/files/1/preview").asString()).isEqualTo("text");
    }

    private static byte[] nested(int messages) {
        var outer = "Subject: inside\r\nContent-Type: message/rfc822\r\n\r\n".repeat(messages);
        return (outer + "Subject: the innermost\r\n\r\ntext").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void messagesAreOpenedInsideEachOtherAsDeepAsIsSaid() {
        var deepest = MessageContents.MAX_INSIDE;
        served.message(10, nested(deepest + 1));
        var section = "1";
        for (var depth = 1; depth <= deepest; depth++) {
            var about = JsonMapper.shared()
                    .readTree(served.get("/10/inside/" + section, "about").text());
            var file = about.at("/files/0");
            section += ".1";
            assertThat(file.at("/href").asString()).startsWith("message/10/part/" + section + "/");
            assertThat(file.at("/preview").asString())
                    .as("at depth %d", depth)
                    .isEqualTo(depth == deepest ? "" : "message");
        }
        assertThat(served.get("/10/inside/" + section, null).status).isEqualTo(404);
        assertThat(served.get("/10/part/" + section + "/x.eml", "save").text()).startsWith("Subject: the innermost");
    }

    /** @param header of the part, without its encoding @return a message with the part, which is encoded */
    private static byte[] encoded(String header, byte[] inner) {
        return ("Subject: outer\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\ntext\r\n--o\r\n" + header
                        + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(inner) + "\r\n--o--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] original(long message) {
        return served.get("/" + message + "/original", null).body.toByteArray();
    }

    @Test
    void aMessageThatWasEncodedOrAttachedAsAFileIsOpenedLikeOneAndItsPartsAreToo() {
        for (var header : new String[] {
            "Content-Type: message/rfc822; name=a.EML",
            "Content-Type: application/octet-stream; name=x\r\nContent-Disposition: attachment; filename=\"a.eml\""
        }) {
            served.message(12, encoded(header, original(5)));
            var answer = served.get("/12/inside/2", null);
            assertThat(answer.text()).as(header).contains("hello").doesNotContain("example.org");
            assertThat(served.get("/12/part/2.2/bild.png", null).headers).containsEntry("Content-Type", "image/png");
            assertThat(served.get("/12/part/2.2/bild.png", null).text()).isEqualTo("hello");
            assertThat(served.get("/12/inside/2.6", null).text())
                    .as("a message in it")
                    .contains("<b>inner</b>", "src=\"../part/2.6.1.2/picture\"");
            assertThat(served.get("/12/part/2.6.1.2/picture", null).text()).isEqualTo("hello");
            assertThat(served.get("/2-12/inside/2", null).status).isEqualTo(404);
            assertThat(served.get("/12/part/2.99/x", null).status).isEqualTo(404);
            assertThat(served.get("/12/part/1.1.1/x", null).status).isEqualTo(404);
        }
        served.message(13, encoded("Content-Type: application/octet-stream; name=a.bin", original(5)));
        assertThat(served.get("/13/inside/2", null).status).isEqualTo(404);
        assertThat(served.get("/13/part/2.1/x", null).status).isEqualTo(404);
    }

    @Test
    void encodedMessagesAreOpenedInsideEachOtherAsDeepAsOthers() {
        var content = "Subject: the innermost\r\n\r\ntext".getBytes(StandardCharsets.US_ASCII);
        for (var depth = 0; depth <= MessageContents.MAX_INSIDE; depth++) {
            content = encoded("Content-Type: application/octet-stream; name=a.eml", content);
        }
        served.message(14, content);
        var section = "2";
        for (var depth = 1; depth <= MessageContents.MAX_INSIDE; depth++) {
            var about = JsonMapper.shared()
                    .readTree(served.get("/14/inside/" + section, "about").text());
            assertThat(about.at("/files/0/preview").asString())
                    .as("at depth %d", depth)
                    .isEqualTo(depth == MessageContents.MAX_INSIDE ? "" : "message");
            section += ".2";
        }
        assertThat(served.get("/14/inside/" + section, null).status).isEqualTo(404);
        assertThat(served.get("/14/part/" + section + "/a.eml", "save").text()).startsWith("Subject: the innermost");
        assertThat(served.get("/14/part/" + section + ".1/x", null).status).isEqualTo(404);
    }

    @Test
    void aCalendarIsSavedAsOneWithItsOwnOctets() {
        served.message(11, """
                Subject: x
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                You are invited.
                --b
                Content-Type: text/calendar; method=REQUEST; charset=windows-1252
                Content-Transfer-Encoding: base64

                QkVHSU46VkNBTEVOREFSDQrp
                --b--
                """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (var query : new String[] {null, "save"}) {
            var answer = served.get("/11/part/2/x", query);
            assertThat(answer.headers)
                    .containsEntry("Content-Type", "text/calendar; charset=windows-1252")
                    .containsEntry("Content-Security-Policy", MessageServlet.PART_POLICY)
                    .containsEntry(
                            "Content-Disposition",
                            "attachment; filename=\"invitation-2.ics\"; filename*=UTF-8''invitation-2.ics");
            assertThat(answer.body.toString(StandardCharsets.ISO_8859_1)).isEqualTo("BEGIN:VCALENDAR\r\n\u00e9");
        }
        assertThat(served.get("/2-11/part/2/x", "save").status).isEqualTo(404);
    }

    @Test
    void theOriginalIsSavedAsItCame() {
        var answer = served.get("/5/original", null);
        assertThat(answer.headers.get("Content-Disposition")).startsWith("attachment; filename=\"x.eml\";");
        assertThat(answer.text()).startsWith("Subject: x\r\n");
    }

    @Test
    void aMessageIsSavedUnderItsSubjectOrElseItsNumber() {
        assertThat(FileNames.message("Re: ../plan \u202efdp", 7)).isEqualTo("Re_ .._plan fdp.eml");
        assertThat(FileNames.message("...", 7)).isEqualTo("message-7.eml");
        assertThat(FileNames.message("", 7)).isEqualTo("message-7.eml");
        assertThat(FileNames.message("a".repeat(400), 7)).hasSize(150).endsWith("a.eml");
    }

    @Test
    void whatIsPrintedIsWhiteWholeAndBelowItsHeader() {
        served.message(
                8,
                ("Subject: <plan>\r\nFrom: Bob <bob@example.org>\r\nDate: Thu, 26 Nov 2026 10:04:00 +0700\r\nContent-Type: text/html\r\n\r\n"
                                + "<p>Yes</p><blockquote type=cite>old</blockquote>")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(served.get("/8/frame", null).text()).contains("<details");
        var answer = served.get("/8/print", "lang=id&zone=Asia%2FJakarta");
        assertThat(answer.text())
                .contains("<h1 dir=\"auto\">&lt;plan&gt;</h1>", "Bob &lt;bob@example.org&gt;", "<blockquote>old")
                .doesNotContain("<details", "class=\"k-dark\"");
        assertThat(answer.headers.get("Content-Security-Policy"))
                .endsWith("sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals")
                .doesNotContain("script");
    }

    @Test
    void theSourceIsTextAndBounded() {
        served.message(9, ("Subject: x\r\n\r\n<script>" + "é\n".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8));
        var answer = served.get("/9/source", null);
        assertThat(answer.headers)
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .containsEntry("Content-Security-Policy", MessageServlet.PART_POLICY);
        assertThat(answer.text()).startsWith("Subject: x\r\n\r\n<script>é").doesNotContain("Ã");
        assertThat(answer.body.size()).isBetween(MessageServlet.MAX_SOURCE, MessageServlet.MAX_SOURCE + 100);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (var path : new String[] {
            "/",
            "/5",
            "/6/frame",
            "/x/frame",
            "/5/part",
            "/5/part/99/x",
            "/5/inside",
            "/5/inside/1",
            "/5/inside/6.1",
            "/5/inside/7",
            "/5/inside/6.1.2.1",
            "/6/inside/1",
            "/5/part/../x",
            "/99999999999999999999/frame",
            "/6/print",
            "/6/source",
            "/5/else"
        }) {
            assertThat(served.get(path, null).status).as(path).isEqualTo(404);
        }
    }
}
