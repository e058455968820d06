package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kantor.mail.compose.MessageComposer;

class OwnHtmlTest {

    @Test
    void scriptsAndHandlersAreNotSent() {
        var sent = OwnHtml.sendable("<p onclick=\"x()\">Hi<script>x()</script><a href=\"javascript:x()\">l</a></p>");
        assertThat(sent).contains("Hi").doesNotContain("script").doesNotContain("onclick");
    }

    @Test
    void aPictureOfOursIsSentByItsContentId() {
        assertThat(OwnHtml.sendable("<img src=\"cid:abc\" alt=\"plan\">")).contains("src=\"cid:abc\"");
    }

    @Test
    void ofAPictureOfOursOnlyItsWidthIsSentAndOnANarrowPageItIsWhole() {
        var sent = OwnHtml.sendable(
                "<p><img src=\"cid:a\" alt=\"plan\" width=\"240\" height=\"9\" align=\"left\" dir=\"rtl\" style=\"position:fixed;width:9000px\" onload=\"x()\"></p>");
        assertThat(sent)
                .isEqualTo(
                        "<p><img src=\"cid:a\" alt=\"plan\" width=\"240\" style=\"max-width:100%;height:auto\"></p>");
        for (var width : List.of("0", "100%", "24px", "99999", "-1", "1e3", "")) {
            assertThat(OwnHtml.sendable("<img src=\"cid:a\" width=\"" + width + "\">"))
                    .isEqualTo("<img src=\"cid:a\" style=\"max-width:100%;height:auto\">");
        }
    }

    @Test
    void aPictureThatIsQuotedIsAsItWas() {
        var quoted = "<div class=\"mail-quotation\"><img src=\"cid:a\" height=\"9\" style=\"float:left\"></div>";
        assertThat(OwnHtml.sendable(quoted)).isEqualTo(quoted);
    }

    @Test
    void aDraftThatIsTakenUpHasItsPictureAsWideAsItWas() {
        var sent = OwnHtml.sendable("<p><img src=\"cid:a\" alt=\"plan\" width=\"240\"></p>");
        var draft = OwnHtml.draft(sent, Map.of("a", "message/5/part/2/a"));
        assertThat(draft).contains("width=\"240\"", "data-cid=\"a\"");
        assertThat(OwnHtml.sendable(draft.replace("message/5/part/2/a", "cid:a")))
                .isEqualTo(sent);
    }

    @Test
    void aPictureOfASignatureHasItsWidthAndNothingElse() {
        assertThat(OwnHtml.signature(
                        "<p><img src=\"cid:a\" alt=\"logo\" width=\"120\" height=\"9\" style=\"width:9000px\"></p>",
                        List.of("a")))
                .isEqualTo("<p><img src=\"cid:a\" alt=\"logo\" width=\"120\"></p>");
    }

    @Test
    void aQuotedPictureShowsInTheEditorAndRemembersItsContentId() {
        var quoted = OwnHtml.quotable("<p>See <img src=\"cid:map\"></p>", Map.of("map", "message/5/part/2/picture"));
        assertThat(quoted).contains("data-cid=\"map\"").contains("message/5/part/2/picture");
    }

    @Test
    void theFoldsOfTheReadingPaneAreNotQuoted() {
        var quoted = OwnHtml.quotable("<p>Yes</p><blockquote type=\"cite\"><p>Earlier</p></blockquote>", Map.of());
        assertThat(quoted).contains("Earlier").doesNotContain("<details").doesNotContain("<summary");
    }

    @Test
    void whatIsForwardedAsAFileIsNotQuotedTooUnlessSomethingWasWrittenInIt() {
        var begun = "<p><br></p><div class=\"mail-quotation\"><p>---------- Forwarded</p><p>Old</p></div>";
        assertThat(OwnHtml.withoutQuotation(
                        "<p>Look at this</p><div class=\"mail-signature\">Alice</div><div class=\"mail-quotation\"><p>---------- Forwarded</p> <p>Old</p></div><p>Bye</p>",
                        begun))
                .isEqualTo("<p>Look at this</p><div class=\"mail-signature\">Alice</div><p>Bye</p>");
        assertThat(OwnHtml.withoutQuotation(
                        "<p></p><div class=\"mail-quotation\"><p>---------- Forwarded</p><p>Old, but see here</p></div>",
                        begun))
                .contains("but see here");
    }

    @Test
    void theMarksAreSentAndSayNothingOfWhatTheMessageWasWrittenWith() {
        var sent = OwnHtml.sendable("<p>Halo</p><div class=\"" + OwnHtml.SIGNATURE + "\">Alice</div><div class=\""
                + OwnHtml.QUOTE + "\">Old</div>");
        assertThat(sent).contains("class=").doesNotContainIgnoringCase("kantor");
        assertThat(OwnHtml.draft(sent, Map.of())).isEqualTo(sent);
    }

    @Test
    void theWholeDocumentOfADraftIsItsBodyAgain() {
        var body = "<p>Halo</p><div class=\"mail-signature\"><p>Alice</p></div>";
        var sent = "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n</head>\n<body style=\""
                + MessageComposer.FACE + "\">\n" + body + "\n</body>\n</html>\n";
        assertThat(OwnHtml.draft(sent, Map.of())).isEqualTo(body);
        assertThat(OwnHtml.quotable(sent, Map.of())).isEqualTo("<p>Halo</p><div><p>Alice</p></div>");
        assertThat(OwnHtml.quotable(sent.replace("15px", "16px"), Map.of())).contains("font-size:16px");
    }
}
