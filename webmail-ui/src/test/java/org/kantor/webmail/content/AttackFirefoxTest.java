package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same attacks as {@link AttackBrowserTest}, in Firefox: as the product serves them, and with the sanitiser alone. */
class AttackFirefoxTest {

    private static final String OUTSIDE = "http://outside.example:81";
    private static final int BATCH = 50;

    private static Firefox firefox;
    private static ServedMessages served;
    private static List<Attacks.Attack> attacks;

    @BeforeAll
    static void start() throws IOException {
        served = new ServedMessages();
        attacks = Attacks.all(OUTSIDE);
        for (var i = 0; i < attacks.size(); i++) {
            served.message(i, attacks.get(i).message());
            var pictures = Map.of("a", "/message/" + i + "/part/2/a.png");
            var safe = HtmlSanitiser.sanitise(attacks.get(i).html(), pictures, false);
            served.page(
                    "/bare/" + i,
                    "<!doctype html><style>" + safe.styleSheet() + "</style><div class=\"k-msg\">" + safe.body()
                            + "</div>");
            served.page("/raw/" + i, "<!doctype html>" + attacks.get(i).html());
        }
        firefox = new Firefox();
    }

    @AfterAll
    static void stop() {
        if (firefox != null) {
            firefox.close();
        }
        served.close();
    }

    @Test
    void noAttackSucceedsAsTheProductServesIt() {
        assertThat(open(
                        i -> "<iframe sandbox=\"" + MessageDocument.SANDBOX + "\" src=\"/message/" + i
                                + "/frame\"></iframe>",
                        "/message/[0-9]+/(frame|part/2/(a\\.png|picture))",
                        0,
                        attacks.size()))
                .isEmpty();
    }

    @Test
    void noAttackSucceedsWithTheSanitiserAlone() {
        assertThat(open(
                        i -> "<iframe src=\"/bare/" + i + "\"></iframe>",
                        "/bare/[0-9]+|/message/[0-9]+/part/2/a\\.png",
                        0,
                        attacks.size()))
                .isEmpty();
    }

    /** If this test fails, the others see nothing and prove nothing. */
    @Test
    void anAttackThatNothingStopsIsSeen() {
        for (var name :
                List.of("script-plain", "on-img-error", "css-url", "sheet-import", "meta-refresh", "link-stylesheet")) {
            var index = attacks.stream().map(Attacks.Attack::name).toList().indexOf(name);
            assertThat(open(i -> "<iframe src=\"/raw/" + i + "\"></iframe>", "/raw/[0-9]+", index, index + 1))
                    .as(name)
                    .isNotEmpty();
        }
    }

    private static List<String> open(IntFunction<String> frame, String expectedPaths, int from, int to) {
        var seen = new ArrayList<String>();
        for (var start = from; start < to; start += BATCH) {
            var end = Math.min(to, start + BATCH);
            var html = new StringBuilder("<!doctype html><title>attacks</title>");
            for (var i = start; i < end; i++) {
                html.append(frame.apply(i));
            }
            var path = "/page-" + start;
            served.page(path, html.toString());
            firefox.open(served.address() + path);
            // Everything that waits for the page's load, for the next frame or for a moment to pass has happened after
            // this.
            var done = firefox.evaluate(
                    "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.pwned !== undefined || document.title !== 'attacks'), 600))))");
            if (done.asBoolean(true)) {
                seen.add("script in attacks " + start + " to " + end);
            }
            var ours = served.address() + "(" + expectedPaths + "|" + path + "|/favicon.ico)";
            firefox.events("network.beforeRequestSent").stream()
                    .map(event -> event.at("/request/url").asString(""))
                    .filter(url -> !url.matches(ours) && !url.startsWith("data:image/"))
                    .forEach(url -> seen.add("request of " + url));
            firefox.events("browsingContext.navigationStarted").stream()
                    .map(event -> event.path("url").asString(""))
                    .filter(url -> !url.matches(ours) && !url.equals("about:blank"))
                    .forEach(url -> seen.add("navigation to " + url));
            firefox.events("browsingContext.userPromptOpened")
                    .forEach(event ->
                            seen.add("dialogue " + event.path("message").asString("")));
            firefox.events("browsingContext.contextCreated").stream()
                    .filter(event -> event.path("parent").isNull()
                            || event.path("parent").isMissingNode())
                    .forEach(event -> seen.add("window " + event.path("url").asString("")));
        }
        return seen;
    }
}
