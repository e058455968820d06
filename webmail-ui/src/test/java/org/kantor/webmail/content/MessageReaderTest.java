package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kantor.mail.wire.mime.MessageParser;

class MessageReaderTest {

    private static final String PLAIN = "Content-Type: text/plain\n\nplain words";
    private static final String HTML = "Content-Type: text/html\n\n<p>rich words <img src=\"cid:a@b\"></p>";
    private static final String PICTURE =
            "Content-Type: image/png; name=p.png\nContent-ID: <a@b>\nContent-Transfer-Encoding: base64\n\nAAAA";
    private static final String PDF =
            "Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''%e2%82%ac.pdf\nContent-Transfer-Encoding: base64\n\nAAAA";
    private static final String CALENDAR = "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR";

    private static String multipart(String subtype, String... parts) {
        var boundary = subtype + parts.length;
        return "Content-Type: multipart/" + subtype + "; boundary=" + boundary + "\n\n--" + boundary + "\n"
                + String.join("\n--" + boundary + "\n", parts) + "\n--" + boundary + "--";
    }

    private static Reading read(String message) {
        var octets = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return MessageReader.read(octets, MessageParser.parse(octets));
    }

    private static List<String> kinds(Reading reading) {
        return reading.sections().stream()
                .map(s -> s.getClass().getSimpleName())
                .toList();
    }

    private static List<String> files(Reading reading) {
        return reading.files().stream()
                .map(f -> f.section() + " " + f.name() + " " + f.mediaType())
                .toList();
    }

    @Test
    void aPlainMessageIsOneText() {
        assertThat(read(PLAIN).sections()).containsExactly(new Reading.Text("plain words", false, false));
    }

    @Test
    void theRichestAlternativeIsShownWithItsPictures() {
        var reading = read(multipart("alternative", PLAIN, multipart("related", HTML, PICTURE)));
        assertThat(kinds(reading)).containsExactly("Html");
        assertThat(reading.pictures()).containsEntry("a@b", "2.2");
        assertThat(reading.files()).isEmpty();
    }

    @Test
    void anInvitationIsReadAsTextAndItsCalendarListed() {
        var reading = read(multipart("alternative", PLAIN, HTML, CALENDAR));
        assertThat(kinds(reading)).containsExactly("Html");
        assertThat(files(reading)).containsExactly("3 invitation-3.ics text/calendar");
        assertThat(reading.files().getFirst().isCalendar()).isTrue();
    }

    @Test
    void filesStandBesideTheTextUnderTheirDecodedNames() {
        assertThat(files(read(multipart("mixed", PLAIN, PDF)))).containsExactly("2 €.pdf application/pdf");
    }

    @Test
    void anEmptyHtmlAlternativeGivesWayToTheText() {
        assertThat(kinds(read(
                        multipart("alternative", PLAIN, "Content-Type: text/html\n\n<html><body> </body></html>"))))
                .containsExactly("Text");
    }

    @Test
    void theTextsOfAMixedMessageFollowEachOther() {
        assertThat(kinds(read(multipart("mixed", PLAIN, PDF, PLAIN)))).containsExactly("Text", "Text");
    }

    @Test
    void aPictureWithoutTextAroundItIsShown() {
        assertThat(kinds(read(multipart(
                        "mixed",
                        PLAIN,
                        "Content-Type: image/png\nContent-Disposition: inline; filename=x.png\n\nAAAA"))))
                .containsExactly("Text", "Picture");
        assertThat(files(read("Content-Type: image/svg+xml\n\n<svg/>"))).containsExactly("1 image-1 image/svg+xml");
    }

    @Test
    void aForwardedMessageIsAFileWhoseOwnFilesHaveNumbers() {
        var octets = multipart(
                        "mixed",
                        PLAIN,
                        "Content-Type: message/rfc822\n\nSubject: =?utf-8?q?f=C3=BCr?= dich\n"
                                + multipart("mixed", "A: b\n\ninner", PDF))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var parsed = MessageParser.parse(octets);
        var structure = parsed.structure();
        assertThat(files(MessageReader.read(octets, parsed))).containsExactly("2 für dich.eml message/rfc822");
        assertThat(PartNumbers.find(structure, "2.2").orElseThrow().subtype()).isEqualTo("PDF");
        assertThat(PartNumbers.find(structure, "2.3")).isEmpty();
        assertThat(PartNumbers.find(structure, "1.1")).isEmpty();
        assertThat(PartNumbers.find(structure, "0")).isEmpty();
        assertThat(PartNumbers.find(structure, "2..1")).isEmpty();
    }

    @Test
    void signaturesAreNeitherShownNorListed() {
        var reading = read(multipart("signed", PLAIN, "Content-Type: application/pgp-signature; name=s.asc\n\n-----"));
        assertThat(kinds(reading)).containsExactly("Text");
        assertThat(reading.files()).isEmpty();
    }

    @Test
    void aNameCannotLeaveItsFolderOrHideItsExtension() {
        assertThat(FileNames.safe("../../etc/passwd")).doesNotContain("/").doesNotStartWith(".");
        assertThat(FileNames.safe("invoice\u202efdp.exe")).isEqualTo("invoicefdp.exe");
        assertThat(FileNames.safe("a\0b\r\nc.txt")).isEqualTo("abc.txt");
        assertThat(FileNames.safe("x".repeat(300) + ".pdf")).hasSize(150).endsWith(".pdf");
        assertThat(FileNames.disposition("attachment", "Übersicht \"1\".pdf"))
                .isEqualTo("attachment; filename=\"_bersicht _1_.pdf\"; filename*=UTF-8''%C3%9Cbersicht%20%221%22.pdf");
    }
}
