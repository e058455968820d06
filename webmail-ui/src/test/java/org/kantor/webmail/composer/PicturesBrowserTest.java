package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;

/** Pictures in the editor, in a real browser: how they are chosen, made narrower, described and removed. */
class PicturesBrowserTest extends EditorPageTest {

    /** Shows that text; the pictures in it, {@code <img>} each, are of that width by themselves. */
    private void text(String html, int width) {
        page.evaluate("""
                ([html, width]) => {
                  const canvas = Object.assign(document.createElement('canvas'), { width, height: 30 });
                  document.querySelector('k-editor').load(html.replaceAll('<img>', `<img src="${canvas.toDataURL()}" data-cid="a" alt="map.png">`), '', false);
                }""", new Object[] {html, width});
        page.waitForFunction("[...document.querySelectorAll('.rich img')].every((picture) => picture.naturalWidth)");
        page.evaluate("document.querySelector('k-editor').focusStart()");
    }

    private String html() {
        return act("");
    }

    private Locator tools() {
        return page.locator("[role=toolbar][aria-label='Picture']:not([hidden])");
    }

    private String pressed() {
        return String.join(" ", tools().locator("[aria-pressed=true]").allInnerTexts());
    }

    @Test
    void aPictureThatIsClickedIsMadeNarrowerAndThatIsTakenBack() {
        text("<p>Go <img> there</p>", 1000);
        PlaywrightAssertions.assertThat(tools()).hasCount(0);
        page.locator(".rich img").click();
        assertThat(pressed()).isEqualTo("Original");
        tools().getByText("Small").click();
        assertThat(html()).isEqualTo("<p>Go <img src=\"cid:a\" alt=\"map.png\" width=\"240\"> there</p>");
        assertThat(pressed()).isEqualTo("Small");
        tools().getByText("Fit").click();
        assertThat(html()).contains("width=\"600\"");
        tools().getByText("Original").click();
        assertThat(html()).doesNotContain("width");
        page.keyboard().press("Control+z");
        assertThat(html()).contains("width=\"600\"");
        page.keyboard().press("Control+z");
        assertThat(html()).contains("width=\"240\"");
        assertThat(pressed()).isEqualTo("Small");
        page.keyboard().press("Control+z");
        assertThat(html()).doesNotContain("width");
        page.keyboard().press("Control+y");
        assertThat(html()).contains("width=\"240\"");
        page.keyboard().press("End");
        PlaywrightAssertions.assertThat(tools()).hasCount(0);
    }

    @Test
    void noneIsMadeWiderThanItIs() {
        text("<p><img></p>", 100);
        page.locator(".rich img").click();
        tools().getByText("Fit").click();
        assertThat(html()).contains("width=\"100\"");
    }

    @Test
    void allOfThatIsDoneByKeys() {
        text("<p>Go <img> there</p>", 1000);
        for (var i = 0; i < 4; i++) {
            page.keyboard().press("ArrowRight");
        }
        page.keyboard().press("Shift+ArrowLeft");
        page.keyboard().press("Alt+F10");
        PlaywrightAssertions.assertThat(tools().getByText("Small")).isFocused();
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(page.locator(".rich")).isFocused();
        assertThat(html()).contains("width=\"240\"");
        // its description, the fourth button
        page.keyboard().press("Alt+F10");
        for (var i = 0; i < 3; i++) {
            page.keyboard().press("ArrowRight");
        }
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(page.locator("dialog.ask input")).hasValue("map.png");
        page.keyboard().type("The way to \"us\"");
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(page.locator("dialog.ask")).hasCount(0);
        PlaywrightAssertions.assertThat(page.locator(".rich img")).hasAttribute("alt", "The way to \"us\"");
        page.keyboard().press("Alt+F10");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("Enter");
        assertThat(html()).isEqualTo("<p>Go  there</p>");
        page.keyboard().press("Control+z");
        page.keyboard().press("Control+z");
        PlaywrightAssertions.assertThat(page.locator(".rich img")).hasAttribute("alt", "map.png");
    }

    @Test
    void aLineThatHadNothingElseIsWrittenInAfterwards() {
        text("<p><img></p><p>x</p>", 1000);
        page.locator(".rich img").click();
        tools().locator("[data-picture=pictureRemove]").click();
        page.keyboard().type("Hi");
        assertThat(html()).isEqualTo("<p>Hi</p><p>x</p>");
    }

    @Test
    void thatWhichIsMeantIsChosenOrBesideTheCaretAndNotQuoted() {
        text("<p>a</p><p>b<img><img>c</p><div class=\"mail-quotation\"><img></div>", 50);
        page.locator("k-editor").evaluate("(editor) => editor.fold(false)");
        page.locator(".rich img").nth(1).click();
        tools().getByText("Fit").click();
        assertThat(html())
                .contains("b<img src=\"cid:a\" alt=\"map.png\"><img src=\"cid:a\" alt=\"map.png\" width=\"50\">c");
        page.locator(".rich img").last().click();
        PlaywrightAssertions.assertThat(tools()).hasCount(0);
        page.keyboard().press("Control+a");
        PlaywrightAssertions.assertThat(tools()).hasCount(0);
    }

    @Test
    void inATableThePictureHasTheToolsThatItIsAt() {
        text("<table><tbody><tr><td>one</td><td>b <img></td></tr></tbody></table>", 50);
        page.locator(".rich img").click();
        PlaywrightAssertions.assertThat(page.locator("[role=toolbar]:not([hidden])"))
                .hasCount(1);
        PlaywrightAssertions.assertThat(tools()).isVisible();
        page.locator(".rich td").first().click();
        PlaywrightAssertions.assertThat(tools()).hasCount(0);
        PlaywrightAssertions.assertThat(page.locator("[data-table=rowAbove]")).isVisible();
        page.keyboard().press("Alt+F10");
        PlaywrightAssertions.assertThat(page.locator("[data-table=rowAbove]")).isFocused();
    }
}
