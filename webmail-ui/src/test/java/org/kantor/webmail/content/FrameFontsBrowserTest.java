package org.kantor.webmail.content;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.Chromium;

/** The frames of messages and the page's face, where a file of it never comes and a rule names none. */
class FrameFontsBrowserTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"><style>
            @font-face { font-family: Inter; font-weight: 400; src: local("Inter"); }
            @font-face { font-family: Inter; font-weight: 600; src: url("never.woff2"); }
            </style></head><body><k-message-frame src="message" data-sandbox="allow-same-origin"></k-message-frame>
            <script type="module">import '/ui/message-frame.js'; document.body.id = 'ready';</script></body></html>""";

    private static final String MESSAGE = "<!doctype html><div class=k-msg style='height: 300px'>Text</div>";

    private static Chromium chromium;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void open() {
        page = chromium.page(PAGE);
        page.route(Chromium.ROOT + "never.woff2", route -> {});
        page.route(
                Chromium.ROOT + "message*",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody(MESSAGE)));
        page.navigate(Chromium.ROOT);
        assertThat(page.locator("#ready")).isAttached();
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void aMessageIsAsHighAsItsText() {
        assertThat(page.locator("k-message-frame.ready iframe"))
                .hasAttribute("style", Pattern.compile("height: 3\\d\\dpx"));
    }

    @Test
    void nobodyWaitsLongForAFileThatDoesNotCome() {
        assertThat(page.evaluate("""
                async () => {
                  const { lendFonts } = await import('/ui/frame-fonts.js');
                  return Promise.race([lendFonts(document).then(() => 'given'), new Promise((late) => setTimeout(() => late('waits'), 10000))]);
                }""")).isEqualTo("given");
    }
}
