package org.kantor.webmail.content;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.Chromium;
import org.kantor.webmail.fake.PageTest;

/** A message inside a message, as the preview shows it in a real browser; the server's part is played by the test. */
class InsideBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en" theme="light"><head><base href="/"></head><body>
            <div class="att" data-words="img text"><a href="message/7/part/2/a.eml" data-preview="message" data-name="a.eml" data-about="message/7/inside/2?about">a.eml</a>
            <a href="message/7/part/3/gone.eml" data-preview="message" data-name="gone.eml" data-about="message/7/inside/3?about">gone.eml</a></div>
            <k-keyboard></k-keyboard>
            <script type="module">
              import '/ui/icon.js';
              import '/ui/keyboard.js';
              import '/ui/message-frame.js';
              import '/ui/preview.js';
              import { verb } from '/ui/keys.js';
              window.done = [];
              verb('archive', () => window.done.push('archive'));
              document.querySelector('k-keyboard').addEventListener('k-write', (event) => window.done.push(event.detail.address));
              document.body.id = 'ready';
            </script></body></html>""";

    private static final String ABOUT = """
            {"subject": "SUBJECT<img src=x onerror='done.push(1)'>", "sent": "Thursday", "blocked": "1 remote image blocked",
             "from": {"name": "<b>Joko</b>", "address": "joko@example.net", "hue": "red", "initials": "J"},
             "lines": [{"name": "To", "people": [{"name": "Alice", "address": "alice@example.org"}]}, {"name": "Cc", "people": []}],
             "frame": {"src": "message/7/inside/SECTION", "data-sandbox": "allow-same-origin", "data-title": "Text of the message"},
             "labels": {"show": "Show images", "turn": "Paper", "think": "Think", "leave": "Leave it", "save": "Save it all the same"},
             "files": [
              {"name": "run.exe", "octets": 2, "href": "message/7/part/SECTION.2/run.exe", "opens": false, "preview": "", "about": "", "save": "Save run.exe", "risk": "A program"},
              {"name": "b.eml", "octets": 1840, "href": "message/7/part/SECTION.3/b.eml", "opens": false, "preview": "message",
               "about": "message/7/inside/SECTION.3?about", "save": "Save b.eml", "risk": ""}]}
            """;

    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void open() {
        open(
                PAGE,
                fresh -> fresh.route(Chromium.ROOT + "message/**", route -> {
                    var address = route.request().url().substring(Chromium.ROOT.length());
                    asked.add(address);
                    var section = address.replaceAll(".*/inside/([0-9.]+).*", "$1");
                    if (section.equals("3")) {
                        route.fulfill(new Route.FulfillOptions().setStatus(404));
                    } else if (address.contains("?about")) {
                        route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody(ABOUT.replace("SECTION", section).replace("SUBJECT", section)));
                    } else {
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("text/html")
                                        .setBody(
                                                "<!doctype html><div class=k-msg tabindex=0>text <a href='mailto:bob%40example.org?subject=x'>Bob</a></div>"));
                    }
                }));
    }

    private Locator inside() {
        return page.locator("dialog.preview .inside").last();
    }

    private FrameLocator text() {
        return inside().frameLocator("k-message-frame iframe");
    }

    private void show() {
        page.locator("a").first().focus();
        page.keyboard().press("Enter");
        assertThat(text().locator("body")).containsText("text");
    }

    @Test
    void itsHeaderItsTextAndItsFilesAreShownAndNothingOfItIsMarkup() {
        show();
        assertThat(inside()).isFocused();
        assertThat(inside().locator("h2")).hasText("2<img src=x onerror='done.push(1)'>");
        assertThat(inside().locator(".who b")).hasText("<b>Joko</b>");
        assertThat(inside().locator("dd")).hasText("Alice <alice@example.org>");
        assertThat(inside().locator("dt")).hasText(new String[] {"To"});
        assertThat(inside().locator("iframe")).hasAttribute("sandbox", "allow-same-origin");
        assertThat(inside().locator("iframe")).hasAttribute("title", "Text of the message");
        assertThat(inside().locator(".file b")).hasText(new String[] {"run.exe", "b.eml"});
        assertThat(page.locator("dialog.preview a[download]").first())
                .hasAttribute("href", Pattern.compile(".*/part/2/a.eml\\?save"));
        assertThat(page.evaluate("done.length")).isEqualTo(0);
        assertThat(asked.getFirst()).startsWith("message/7/inside/2?about&lang=en&zone=");
    }

    @Test
    void picturesFromElsewhereComeWhenTheyAreAskedFor() {
        show();
        assertThat(asked).doesNotContain("message/7/inside/2?images");
        inside().locator(".linkbtn").click();
        assertThat(inside().locator("iframe")).hasAttribute("src", "message/7/inside/2?images");
        assertThat(inside().locator(".linkbtn")).hasCount(0);
        assertThat(inside()).isFocused();
    }

    @Test
    void aMessageInItIsShownInFrontAndTheFocusComesBackFromEach() {
        show();
        inside().locator(".file a[data-preview]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.preview")).hasCount(2);
        assertThat(inside().locator("h2")).containsText("2.3<img");
        assertThat(text().locator("body")).containsText("text");
        assertThat(page.locator("dialog.preview").last()).hasAttribute("aria-label", "b.eml");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.preview")).hasCount(1);
        assertThat(inside().locator(".file a[data-preview]")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.preview")).hasCount(0);
        assertThat(page.locator("a").first()).isFocused();
    }

    @Test
    void whatWasSearchedForIsMarkedInItAndInTheOneInsideThat() {
        show();
        isMarked("img", "text");
        inside().locator(".file a[data-preview]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.preview")).hasCount(2);
        assertThat(text().locator("body")).containsText("text");
        isMarked("img", "img", "text");
    }

    /** What is marked in the page, and then in the innermost message. */
    private void isMarked(String... words) {
        assertThat(inside().locator("k-message-frame.ready")).isVisible();
        assertThat(inside().locator("iframe").evaluate("""
                frame => [window, frame.contentWindow].flatMap((view) =>
                  [...view.CSS.highlights.get('found')].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset)))""")).isEqualTo(List.of(words));
    }

    /** They are the preview's: a letter must not archive what lies below. */
    @Test
    void keysInItsTextAreNoneOfThePages() {
        show();
        text().locator(".k-msg").click();
        page.keyboard().press("e");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("dialog.preview")).hasAttribute("aria-label", "gone.eml");
        page.keyboard().press("ArrowLeft");
        assertThat(text().locator("body")).containsText("text");
        text().locator(".k-msg").click();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.preview")).hasCount(0);
        assertThat(page.locator("a").first()).isFocused();
        assertThat(page.evaluate("done.length")).isEqualTo(0);
        page.keyboard().press("e");
        assertThat(page.evaluate("done.join()"))
                .as("the page's key, after that")
                .isEqualTo("archive");
    }

    @Test
    void aFileThatCouldDoHarmIsSavedAfterASecondStep() {
        show();
        inside().locator(".risky").focus();
        page.keyboard().press("Enter");
        var asks = page.locator("dialog.ask");
        assertThat(asks).containsText("A program");
        assertThat(asks.locator("button")).isFocused();
        assertThat(asks.locator("a[download]")).hasAttribute("href", "message/7/part/2.2/run.exe?save");
        page.keyboard().press("Escape");
        assertThat(asks).hasCount(0);
        assertThat(inside().locator(".risky")).isFocused();
    }

    @Test
    void anAddressInItsTextIsWrittenTo() {
        show();
        text().locator("a").click();
        assertThat(page.locator("dialog.preview")).hasCount(0);
        assertThat(page.evaluate("done.join()")).isEqualTo("bob@example.org");
    }

    @Test
    void whatCannotBeShownSaysSo() {
        page.locator("a").last().click();
        assertThat(inside()).hasText("preview.failed");
        assertThat(inside()).not().hasAttribute("aria-busy", "true");
    }
}
