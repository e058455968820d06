package org.kantor.webmail.content;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.Chromium;
import org.kantor.webmail.fake.PageTest;

/** The frame of a message that is loaded before the message is shown. */
class FrameAheadBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en" theme="light"><head><base href="/"></head><body>
            <main><k-message-frame src="message/1/frame" data-sandbox="allow-same-origin"></k-message-frame></main>
            <script type="module">
              import { expectMessage } from '/ui/message-frame.js';
              window.expectMessage = expectMessage;
              window.show = (source) => {
                const frame = document.createElement('k-message-frame');
                frame.dataset.sandbox = 'allow-same-origin';
                frame.dataset.title = 'Message text';
                frame.setAttribute('src', source);
                document.querySelector('main').replaceChildren(frame);
              };
              document.body.id = 'ready';
            </script></body></html>""";

    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void open() {
        open(
                PAGE,
                fresh -> fresh.route(Chromium.ROOT + "message/**", route -> {
                    var address = route.request().url().substring(Chromium.ROOT.length());
                    asked.add(address);
                    route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody("<!doctype html><div class=k-msg style='height: 300px'>" + address + "</div>"));
                }));
        assertThat(page.locator("k-message-frame.ready")).isVisible();
        asked.clear();
    }

    private void isShown(String address) {
        assertThat(page.locator("main k-message-frame.ready iframe[title='Message text']"))
                .isVisible();
        assertThat(page.frameLocator("main iframe").locator("body")).hasText(address);
        assertThat(page.locator("iframe")).hasCount(1);
        assertThat(page.locator("main iframe")).hasAttribute("sandbox", "allow-same-origin");
    }

    @Test
    void whatHasComeIsShownWithoutBeingAskedForAgain() {
        page.evaluate("expectMessage('message/2/frame')");
        assertThat(page.frameLocator("iframe.coming").locator("body")).hasText("message/2/frame");
        assertThat(page.locator("iframe.coming")).hasAttribute("sandbox", "allow-same-origin");
        page.evaluate("show('message/2/frame')");
        isShown("message/2/frame");
        assertThat(asked).containsExactly("message/2/frame");
    }

    @Test
    void whatIsStillComingIsShownWhenItIsThere() {
        page.evaluate("expectMessage('message/2/frame'); show('message/2/frame')");
        isShown("message/2/frame");
        assertThat(asked).containsExactly("message/2/frame");
    }

    @Test
    void aMessageThatWasNotExpectedIsLoadedAndTheOtherOneGoesWithTheNext() {
        page.evaluate("expectMessage('message/2/frame'); show('message/3/frame')");
        assertThat(page.frameLocator("main iframe").locator("body")).hasText("message/3/frame");
        page.evaluate("expectMessage('message/4/frame'); show('message/4/frame')");
        isShown("message/4/frame");
    }

    @Test
    void withPicturesItIsAnotherFrame() {
        page.evaluate("expectMessage('message/2/frame'); show('message/2/frame?images')");
        assertThat(page.frameLocator("main iframe").locator("body")).hasText("message/2/frame?images");
    }
}
