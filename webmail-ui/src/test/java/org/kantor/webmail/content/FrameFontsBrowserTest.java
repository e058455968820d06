package org.kantor.webmail.content;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.Chromium;
import org.kantor.webmail.fake.PageTest;

/** The frames of messages and the page's face, where a file of it never comes and a rule names none. */
class FrameFontsBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"><style>
            @font-face { font-family: Inter; font-weight: 400; src: local("Inter"); }
            @font-face { font-family: Inter; font-weight: 600; src: url("never.woff2"); }
            </style></head><body><k-message-frame src="message" data-sandbox="allow-same-origin"></k-message-frame>
            <script type="module">import '/ui/message-frame.js'; document.body.id = 'ready';</script></body></html>""";

    private static final String MESSAGE = "<!doctype html><div class=k-msg style='height: 300px'>Text</div>";

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {
            fresh.route(Chromium.ROOT + "never.woff2", route -> {});
            fresh.route(
                    Chromium.ROOT + "message*",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody(MESSAGE)));
        });
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
