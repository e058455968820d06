package org.kantor.webmail.composer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** A signature that is being written, on a page of a few lines; what the server would be told stands in {@code told}. */
class SignatureBrowserTest extends PageTest {

    private static final int LIMIT = 10_000;

    private static final String PAGE = """
            <!doctype html><html lang="en"><link rel=stylesheet href=/ui/tokens.css><link rel=stylesheet href=/ui/base.css><link rel=stylesheet href=/ui/composer.css><body>
            <div class="identities"><div class="identity"><k-signature><k-editor data-label="Signature"></k-editor><div class="tool" role="toolbar">
            <button class="ib" data-do="command:bold">B</button><button class="ib" data-do="command:ul">L</button><button class="ib" data-do="command:link">K</button>
            <button class="ib picture" data-do="picture">P</button></div></k-signature></div></div>
            <script type="module">
              import '/ui/editor.js';
              import '/ui/signature.js';
              window.told = [];
              window.editor = document.querySelector('k-editor');
              const signature = document.querySelector('k-signature');
              signature.limit = LIMIT;
              signature.addEventListener('k-picture', (event) => told.push(JSON.parse(event.detail.json)));
              editor.labels = { link: 'Link', address: 'Address', words: 'Words', insert: 'Insert', change: 'Change', unlink: 'Remove', noLink: 'Not {0}', cancel: 'Cancel', small: 'Small', fit: 'Fit', original: 'Original', describe: 'Describe', pictureRemove: 'Take out' };
              editor.load('', '', false);
              document.body.id = 'ready';
            </script></body></html>""".replace("LIMIT", Integer.toString(LIMIT));

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {});
    }

    private String html() {
        return (String) page.evaluate("editor.html");
    }

    private static byte[] png(int width) {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(width, 10, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Chooses a file in the browser's own dialogue, which the button asks for; answers what the server is told then. */
    private Object chosen(String name, byte[] content) {
        page.evaluate("told.length = 0");
        var chooser = page.waitForFileChooser(() -> page.locator(".picture").click());
        chooser.setFiles(new FilePayload(name, "image/png", content));
        page.waitForFunction("told.length");
        return page.evaluate("told");
    }

    @Test
    void itIsFormedByItsToolsAndByKeysAlone() {
        page.locator(".rich").focus();
        page.keyboard().type("Alice");
        page.keyboard().press("Control+a");
        page.keyboard().press("Tab");
        assertThat(page.locator("[data-do='command:bold']")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-do='command:bold']")).hasAttribute("aria-pressed", "true");
        assertThat(html()).isEqualTo("<p><b>Alice</b></p>");
        page.locator("[data-do='command:ul']").click();
        assertThat(html()).isEqualTo("<ul><li><b>Alice</b></li></ul>");
        page.keyboard().press("Control+z");
        assertThat(html()).isEqualTo("<p><b>Alice</b></p>");
        page.keyboard().press("Control+k");
        page.locator("dialog.ask input").first().fill("kantor.example");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.ask")).hasCount(0);
        assertThat(html()).contains("<a href=\"https://kantor.example\"").contains("Alice");
    }

    @Test
    void aPictureThatIsChosenPastedOrDroppedGoesToTheServerAndIsAsWideAsAPhoneAtMost() {
        for (var width : List.of(1000, 40)) {
            var content = png(width);
            var told = Map.of(
                    "name",
                    "logo.png",
                    "octets",
                    content.length,
                    "content",
                    Base64.getEncoder().encodeToString(content),
                    "width",
                    Math.min(width, 320));
            assertThat(chosen("logo.png", content)).isEqualTo(List.of(told));
            for (var way : List.of("paste", "drop")) {
                page.evaluate("""
                        ([way, content]) => {
                          told.length = 0;
                          const data = new DataTransfer();
                          data.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], 'logo.png', { type: 'image/png' }));
                          const all = { bubbles: true, cancelable: true };
                          const event = way === 'paste' ? new ClipboardEvent(way, { clipboardData: data, ...all }) : new DragEvent(way, { dataTransfer: data, ...all });
                          window.theirs = editor.rich.dispatchEvent(event);
                        }""", List.of(way, Base64.getEncoder().encodeToString(content)));
                page.waitForFunction("told.length");
                assertThat(page.evaluate("told")).as(way).isEqualTo(List.of(told));
                assertThat(page.evaluate("theirs"))
                        .as("the browser's own doing")
                        .isEqualTo(false);
            }
        }
    }

    @Test
    void whatIsTooLargeOrNoPictureIsToldOfAndNothingOfTheLargeOneIsSent() {
        assertThat(chosen("large.png", new byte[LIMIT + 1]))
                .isEqualTo(List.of(Map.of("name", "large.png", "octets", LIMIT + 1, "content", "", "width", 0)));
        assertThat(chosen("text.png", new byte[] {'H', 'a', 'l', 'o'}))
                .isEqualTo(List.of(Map.of("name", "text.png", "octets", 4, "content", "SGFsbw==", "width", 0)));
    }

    @Test
    void aPictureStandsWhereTheCaretWasUnderItsContentIdAndIsTakenBack() {
        page.locator(".rich").focus();
        page.keyboard().type("ab");
        page.keyboard().press("ArrowLeft");
        page.locator(".picture").focus();
        var address = "data:image/png;base64," + Base64.getEncoder().encodeToString(png(40));
        page.evaluate(
                "(address) => { document.querySelector('.identities').pictures = { 'id-1': address }; editor.insertSigned('id-1', 'logo.png', 40); }",
                address);
        assertThat(page.locator(".rich")).isFocused();
        assertThat(html()).isEqualTo("<p>a<img src=\"cid:id-1\" alt=\"logo.png\" width=\"40\">b</p>");
        page.waitForFunction("document.querySelector('.rich img').naturalWidth === 40");
        page.keyboard().press("Control+z");
        assertThat(html()).isEqualTo("<p>ab</p>");
    }

    @Test
    void whatIsKeptIsShownWithItsPicturesAndIsTheSameAgain() {
        page.evaluate(
                "(address) => { document.querySelector('.identities').pictures = { 'id-1': address }; }",
                "data:image/png;base64," + Base64.getEncoder().encodeToString(png(40)));
        var html = "<p><b>Alice</b><img src=\"cid:id-1\" alt=\"logo.png\" width=\"20\"></p>";
        page.evaluate("(html) => editor.load(html, '', false)", html);
        page.waitForFunction("document.querySelector('.rich img').naturalWidth === 40");
        assertThat(html()).isEqualTo(html);
        page.evaluate("(html) => editor.load(html, '', false)", html.replace("id-1", "none"));
        assertThat(html()).isEqualTo("<p><b>Alice</b></p>");
        page.evaluate("editor.load('Alice<br>PT X', '', false)");
        assertThat(page.locator(".rich").innerText()).isEqualTo("Alice\nPT X");
    }

    @Test
    void aPictureIsAsWideAsAPhoneOrASmallLogo() {
        page.evaluate(
                "(address) => editor.insertPicture('id-1', address, 'logo.png', 320)",
                "data:image/png;base64," + Base64.getEncoder().encodeToString(png(1000)));
        page.waitForFunction("document.querySelector('.rich img').naturalWidth === 1000");
        page.locator(".rich img").click();
        assertThat(page.locator(".part-tools [aria-pressed=true]")).hasText("Fit");
        page.getByText("Small").click();
        assertThat(html()).isEqualTo("<p><img src=\"cid:id-1\" alt=\"logo.png\" width=\"120\"></p>");
        page.getByText("Fit").click();
        assertThat(html()).contains("width=\"320\"");
    }

    @Test
    void onAPhoneItsToolsAreAsLargeAsAFingerAndNothingIsWiderThanThePage() {
        page.setViewportSize(320, 640);
        var address = "data:image/png;base64," + Base64.getEncoder().encodeToString(png(1000));
        page.evaluate("(address) => editor.insertPicture('id-1', address, 'logo.png', 320)", address);
        page.waitForFunction("document.querySelector('.rich img').naturalWidth === 1000");
        page.locator(".rich img").click();
        assertThat(page.locator(".part-tools button")).hasCount(5);
        assertThat(
                        page.evaluate(
                                "[...document.querySelectorAll('.tool button, .part-tools button')].every((button) => button.offsetWidth >= 44 && button.offsetHeight >= 44)"))
                .isEqualTo(true);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    }
}
