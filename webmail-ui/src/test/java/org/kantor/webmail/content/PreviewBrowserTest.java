package org.kantor.webmail.content;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** Files that are shown in their place, in a real browser: which of them in a sandbox, and how one goes from one to the next. */
class PreviewBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"></head><body>
            <div class="att"><a href="7/part/1/a.pdf" data-preview="pdf" data-name="a.pdf">a.pdf</a>
            <a href="7/part/2/b.txt" data-preview="text" data-name="b.txt">b.txt</a><a href="7/part/3/c.doc">c.doc</a>
            <a href="7/part/4/d.png" data-preview="image" data-name="d.png">d.png</a></div>
            <script type="module">
              import '/ui/icon.js';
              import '/ui/preview.js';
              document.body.id = 'ready';
            </script></body></html>""";

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {});
    }

    private Locator shown() {
        return page.locator("dialog.preview .stage > *");
    }

    private Locator button(String icon) {
        return page.locator("dialog.preview button:has(k-icon[name=" + icon + "])");
    }

    @Test
    void aPdfIsLeftToTheBrowsersViewerAndATextIsInASandbox() {
        page.locator("a").first().click();
        assertThat(shown()).hasCount(1);
        assertThat(shown()).hasAttribute("src", Pattern.compile(".*/7/part/1/a.pdf"));
        assertThat(shown()).hasAttribute("title", "a.pdf");
        assertThat((Boolean) shown().evaluate("(frame) => frame.matches('iframe:not([sandbox])')"))
                .isTrue();
        assertThat(page.locator("dialog.preview a[download]")).hasAttribute("href", Pattern.compile(".*a.pdf\\?save"));
        page.keyboard().press("ArrowRight");
        assertThat(shown()).hasAttribute("sandbox", "");
        assertThat(shown()).hasAttribute("src", Pattern.compile(".*/7/part/2/b.txt"));
    }

    @Test
    void arrowsGoThroughWhatCanBeShownAndTheFocusComesBackToTheFileThatWasShownLast() {
        page.locator("a").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.preview")).hasAttribute("aria-label", "a.pdf");
        assertThat(button("chevron-left")).isDisabled();
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator("dialog.preview")).hasAttribute("aria-label", "a.pdf");
        page.keyboard().press("ArrowRight");
        button("chevron-right").click();
        assertThat(page.locator("dialog.preview .stage img")).hasAttribute("alt", "d.png");
        assertThat(button("chevron-right")).isDisabled();
        assertThat(page.locator("dialog.preview")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.preview")).hasCount(0);
        assertThat(page.locator("a").last()).isFocused();
    }

    @Test
    void inRightToLeftTextTheArrowsPointTheOtherWay() {
        page.evaluate("document.documentElement.dir = 'rtl'");
        page.locator("a").first().click();
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator("dialog.preview")).hasAttribute("aria-label", "b.txt");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("dialog.preview")).hasAttribute("aria-label", "a.pdf");
    }
}
