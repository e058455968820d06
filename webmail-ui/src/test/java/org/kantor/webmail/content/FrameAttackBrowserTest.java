package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.Chromium;
import org.kantor.webmail.fake.Lookout;
import org.kantor.webmail.fake.PageTest;

/** Every attack of the corpus in the frame that the application's script opens, measures, marks words in and listens to: what is in it neither runs nor deceives that script. */
class FrameAttackBrowserTest extends PageTest {

    private static final int BATCH = 50;

    private static final String PAGE = """
            <!doctype html><html lang="en" theme="dark"><head>%s<base href="/"><link rel="stylesheet" href="ui/tokens.css"><link rel="stylesheet" href="ui/base.css"></head>
            <body><main class="reader" data-words="click text x"></main><k-keyboard></k-keyboard><script type="module">
              import '/ui/icon.js';
              import '/ui/keyboard.js';
              import '/ui/message-frame.js';
              document.body.id = 'ready';
            </script></body></html>""".formatted(Lookout.TITLE);

    private static final Pattern EXPECTED =
            Pattern.compile(Chromium.ROOT + "(ui/.*|message/[0-9]+/(frame\\?dark|part/2/(a\\.png|picture)))?");

    private static final String SHOW = """
            ([from, to, attributes]) => document.querySelector('main').replaceChildren(...Array.from({ length: to - from }, (_, i) => {
              const article = document.createElement('article');
              article.className = 'msg';
              article.innerHTML = '<div class="mh"><button class="turn" hidden></button></div><k-message-frame></k-message-frame>';
              Object.entries({ ...attributes, src: `message/${from + i}/frame` }).forEach(([name, value]) => article.lastChild.setAttribute(name, value));
              return article;
            }))""";

    /** What a reader does: turns the paper, presses a key, and follows every link as far as that is the script's. */
    private static final String USE = """
            () => document.querySelectorAll('k-message-frame').forEach((shown) => {
              const { contentDocument: page, contentWindow: view } = shown.frame;
              view.addEventListener('click', (event) => event.preventDefault());
              shown.turn();
              shown.turn();
              Document.prototype.querySelectorAll.call(page, '*').forEach((element) => {
                EventTarget.prototype.dispatchEvent.call(element, new MouseEvent('click', { bubbles: true, cancelable: true }));
                EventTarget.prototype.dispatchEvent.call(element, new KeyboardEvent('keydown', { key: 'F9', bubbles: true }));
              });
            })""";

    private static ServedMessages served;
    private static List<Attacks.Attack> attacks;

    @BeforeAll
    static void serve() throws IOException {
        attacks = Attacks.all();
        served = ServedMessages.of(attacks);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private Lookout open() {
        var lookout = new Lookout(url -> EXPECTED.matcher(url).matches());
        open(PAGE, fresh -> {
            lookout.over(fresh);
            fresh.route(Chromium.ROOT + "message/**", served::answer);
        });
        return lookout;
    }

    private void show(int from, int to) {
        page.evaluate(SHOW, List.of(from, to, FrameTexts.attributes(Locale.ENGLISH)));
        page.waitForFunction("count => document.querySelectorAll('k-message-frame.ready').length === count", to - from);
    }

    @Test
    void noAttackSucceedsAndEveryFrameIsAsHighAsItsMessage() {
        var lookout = open();
        var marked = 0;
        for (var from = 0; from < attacks.size(); from += BATCH) {
            var to = Math.min(attacks.size(), from + BATCH);
            show(from, to);
            assertThat(
                            page.evaluate(
                                    "() => [...document.querySelectorAll('k-message-frame iframe')].every((frame) => parseInt(frame.style.height) >= 24)"))
                    .as("heights of %s to %s", from, to)
                    .isEqualTo(true);
            marked += (int)
                    page.evaluate(
                            "() => [...document.querySelectorAll('k-message-frame iframe')].filter((frame) => frame.contentWindow.CSS.highlights.get('found').size).length");
            page.evaluate(USE);
            assertThat(lookout.seen(page)).as("%s to %s", from, to).isEmpty();
            page.evaluate("() => document.querySelectorAll('dialog').forEach((dialog) => dialog.close())");
        }
        assertThat(marked).as("messages with words that are marked").isPositive();
    }
}
