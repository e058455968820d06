package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
                Content-Type: text/html

                <b>inner</b>
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
        for (var way : new String[] {"frame", "part/2/bild.png", "source", "original", "print"}) {
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
    void theOriginalIsSavedAsItCame() {
        var answer = served.get("/5/original", null);
        assertThat(answer.headers.get("Content-Disposition")).startsWith("attachment; ");
        assertThat(answer.text()).startsWith("Subject: x\r\n");
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
