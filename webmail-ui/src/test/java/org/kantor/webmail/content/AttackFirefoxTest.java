package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.webmail.content.ServedAttacks.Way;

/** The same attacks as {@link AttackBrowserTest}, in Firefox. */
class AttackFirefoxTest {

    private static Firefox firefox;
    private static ServedAttacks attacks;

    @BeforeAll
    static void start() throws IOException {
        attacks = new ServedAttacks();
        firefox = new Firefox();
    }

    @AfterAll
    static void stop() {
        if (firefox != null) {
            firefox.close();
        }
        attacks.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RAW")
    void noAttackSucceeds(Way way) {
        for (var address : attacks.pages(way)) {
            assertThat(opened(way, address)).as(address).isEmpty();
        }
    }

    /** If this test fails, the other sees nothing and proves nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {"script-plain", "on-img-error", "css-url", "sheet-import", "meta-refresh", "link-stylesheet"})
    void anAttackThatNothingStopsIsSeen(String name) {
        assertThat(opened(Way.RAW, attacks.page(Way.RAW, name))).isNotEmpty();
    }

    private static List<String> opened(Way way, String address) {
        var seen = new ArrayList<String>();
        firefox.open(address);
        // Everything that waits for the page's load, for the next frame or for a moment to pass has happened after
        // this.
        var done = firefox.evaluate(
                "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.pwned !== undefined || document.title !== 'unharmed'), 600))))");
        if (done.asBoolean(true)) {
            seen.add("script");
        }
        firefox.events("network.beforeRequestSent").stream()
                .map(event -> event.at("/request/url").asString(""))
                .filter(url -> !attacks.isExpected(way, url) && !url.startsWith("data:image/"))
                .forEach(url -> seen.add("request of " + url));
        firefox.events("browsingContext.navigationStarted").stream()
                .map(event -> event.path("url").asString(""))
                .filter(url -> !attacks.isExpected(way, url) && !url.equals("about:blank"))
                .forEach(url -> seen.add("navigation to " + url));
        firefox.events("browsingContext.userPromptOpened")
                .forEach(event -> seen.add("dialogue " + event.path("message").asString("")));
        firefox.events("browsingContext.contextCreated").stream()
                .filter(event ->
                        event.path("parent").isNull() || event.path("parent").isMissingNode())
                .forEach(event -> seen.add("window " + event.path("url").asString("")));
        return seen;
    }
}
