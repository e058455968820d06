package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.Chromium;

/**
 * Opens every attack of the corpus in a real browser. Once as the product serves it, and once with the other walls down (no policy, no sandbox), so that the
 * sanitiser has to hold by itself. A canary shows that the same eyes see an attack that nobody stopped.
 */
class AttackBrowserTest {

    /** A name that leads nowhere: every request is answered here, before it leaves the browser. */
    private static final String OUTSIDE = "http://outside.example:81";

    private static final int BATCH = 50;

    private static Chromium chromium;
    private static ServedMessages served;
    private static List<Attacks.Attack> attacks;

    @BeforeAll
    static void start() throws IOException {
        chromium = new Chromium();
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
    }

    @AfterAll
    static void stop() {
        served.close();
        chromium.close();
    }

    @Test
    void noAttackSucceedsAsTheProductServesIt() {
        var seen = open(
                i -> "<iframe id=\"f" + i + "\" sandbox=\"" + MessageDocument.SANDBOX + "\" src=\"/message/" + i
                        + "/frame\"></iframe>",
                "/message/[0-9]+/(frame|part/2/(a\\.png|picture))",
                0,
                attacks.size());
        assertThat(seen).isEmpty();
    }

    @Test
    void noAttackSucceedsWithTheSanitiserAlone() {
        var seen = open(
                i -> "<iframe id=\"f" + i + "\" src=\"/bare/" + i + "\"></iframe>",
                "/bare/[0-9]+|/message/[0-9]+/part/2/a\\.png",
                0,
                attacks.size());
        assertThat(seen).isEmpty();
    }

    /** If this test fails, the others see nothing and prove nothing. */
    @Test
    void anAttackThatNothingStopsIsSeen() {
        for (var name : List.of(
                "script-plain",
                "on-img-error",
                "svg-onload",
                "css-url",
                "sheet-import",
                "meta-refresh",
                "iframe-srcdoc",
                "link-stylesheet")) {
            var index = attacks.stream().map(Attacks.Attack::name).toList().indexOf(name);
            assertThat(open(
                            i -> "<iframe id=\"f" + i + "\" src=\"/raw/" + i + "\"></iframe>",
                            "/raw/[0-9]+",
                            index,
                            index + 1))
                    .as(name)
                    .isNotEmpty();
        }
    }

    /** Opens attacks in frames of a page; answers whatever happened that should not: requests, dialogues, navigations, windows, scripts. */
    private static List<String> open(IntFunction<String> frame, String expectedPaths, int from, int to) {
        var seen = Collections.synchronizedList(new ArrayList<String>());
        for (var start = from; start < to; start += BATCH) {
            var end = Math.min(to, start + BATCH);
            var html = new StringBuilder("<!doctype html><title>attacks</title>");
            for (var i = start; i < end; i++) {
                html.append(frame.apply(i));
            }
            var path = "/page-" + start;
            served.page(path, html.toString());
            try (var context = chromium.browser().newContext()) {
                context.route(url -> true, route -> {
                    var url = route.request().url();
                    var ours = url.startsWith(served.address() + "/");
                    if (ours && url.substring(served.address().length()).matches(expectedPaths + "|" + path)) {
                        route.resume();
                    } else if (ours && url.endsWith("/favicon.ico")) {
                        route.abort();
                    } else {
                        seen.add("request of " + url + " by "
                                + route.request().frame().url());
                        route.abort();
                    }
                });
                var page = context.newPage();
                context.onPage(window -> seen.add("window " + window.url()));
                page.onDialog(dialogue -> {
                    seen.add("dialogue " + dialogue.message());
                    dialogue.dismiss();
                });
                page.onDownload(download -> seen.add("download " + download.url()));
                page.onFrameNavigated(navigated -> {
                    if (!navigated.url().startsWith(served.address())
                            || !navigated
                                    .url()
                                    .substring(served.address().length())
                                    .matches(expectedPaths + "|" + path)) {
                        seen.add("navigation to " + navigated.url());
                    }
                });
                page.navigate(served.address() + path);
                // Everything that waits for the page's load, for the next frame or for a moment to pass has happened
                // after this.
                page.evaluate(
                        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 400))))");
                if (Boolean.TRUE.equals(
                        page.evaluate("() => window.pwned !== undefined || document.title !== 'attacks'"))) {
                    seen.add("script in attacks " + start + " to " + end);
                }
            }
        }
        return seen;
    }
}
