package org.kantor.webmail.fake;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** A test of scripts on a page of a few lines; a page for each. */
public abstract class PageTest {

    protected Page page;

    /**
     * Opens the page and waits until its scripts have run, which they say by something with the id {@code ready}.
     *
     * @param first what is done with it before it is loaded
     */
    protected final void open(String html, Consumer<Page> first) {
        page = Chromium.shared().page(html);
        first.accept(page);
        page.navigate(Chromium.ROOT);
        assertThat(page.locator("#ready")).isAttached();
    }

    @AfterEach
    void closePage() {
        page.close();
    }
}
