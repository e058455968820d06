package org.kantor.webmail.fake;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A test of scripts on a page of a few lines; one Chromium for all tests of the class, and a page for each. */
public abstract class PageTest {

    private static Chromium chromium;

    protected Page page;

    @BeforeAll
    static void startChromium() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stopChromium() {
        chromium.close();
    }

    /**
     * Opens the page and waits until its scripts have run, which they say by something with the id {@code ready}.
     *
     * @param first what is done with it before it is loaded
     */
    protected final void open(String html, Consumer<Page> first) {
        page = chromium.page(html);
        first.accept(page);
        page.navigate(Chromium.ROOT);
        assertThat(page.locator("#ready")).isAttached();
    }

    @AfterEach
    void closePage() {
        page.close();
    }
}
