package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.Chromium;

/** The script of the window in which a message is written, in a real browser, without a server. */
class ComposerBrowserTest {

    private static final String WINDOW = """
            <!doctype html><html lang=en><link rel=stylesheet href=ui/base.css><link rel=stylesheet href=ui/composer.css><script type=module src=ui/composer.js></script>
            <script type=module src=ui/editor.js></script><script type=module src=ui/recipients.js></script>
            <k-composer class=composer data-window=w data-kind=new>
            <div class=ch><b data-empty=New></b><span class=saved></span>
            <button class=ib data-do=minimise title=Minimise><k-icon name=minus></k-icon></button><button class=ib data-do=full title=Full><k-icon name=maximize-2></k-icon></button></div>
            <div class="bar problem" hidden><span class=grow></span><button class=anyway hidden></button></div>
            <k-recipients data-field=to></k-recipients><k-recipients data-field=cc></k-recipients><k-recipients data-field=bcc></k-recipients>
            <input class=subject>
            <div class=text><div class=chosen hidden></div><k-editor></k-editor><div class=att></div></div>
            <select class=block><option value=p></select><select class=colour></select>
            <div class=send-menu><div class=menu><button data-do="remind:3"><k-icon name=bell></k-icon><span>After 3 days</span></button></div></div>
            <div class=menu><button data-do=important><k-icon name=circle-alert></k-icon><span>Important</span></button>
            <button data-do=receipt><k-icon name=eye></k-icon><span>Receipt</span></button><button data-do=report><k-icon name=server></k-icon><span>Report</span></button>
            <button data-do=template>Greeting</button><button data-do=keep-template>Keep</button></div>
            <button class=send data-do=send></button></k-composer>
            <script>window.markup = document.querySelector('k-composer').outerHTML;</script>""";

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
        if (page != null) {
            page.close();
        }
        page = chromium.page(WINDOW);
        page.navigate(Chromium.ROOT);
        page.waitForFunction("() => document.querySelector('k-composer').ready");
        page.evaluate("""
                () => (document.querySelector('k-composer').labels = { minimise: 'Minimise', full: 'Full', restore: 'Restore', remind: 'Remind', remove: 'Remove {0}' })""");
    }

    /** What the server would be told, by the window's number; whatever is uploaded has arrived. */
    private void listen() {
        page.route(
                "**/up",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(200)
                        .setHeaders(Map.of(
                                "X-Kantor-Here",
                                route.request().headers().get("x-kantor-octets"),
                                "X-Kantor-Name",
                                route.request().headers().get("x-kantor-name")))));
        page.evaluate("""
                () => {
                  window.told = [];
                  for (const composer of document.querySelectorAll('k-composer')) {
                    composer.dataset.upload = 'up';
                    Object.assign(composer.labels, { large: '{0} has {1} of {2}', failed: 'Failed {0}', nobody: 'Nobody', templateName: 'Name', templateDo: 'Keep', cancel: 'Cancel' });
                    for (const name of ['k-send', 'k-draft', 'k-template', 'k-close']) {
                      composer.addEventListener(name, (event) => told.push({ event: name, window: composer.dataset.window, ...JSON.parse(event.detail?.json ?? '{}') }));
                    }
                  }
                }""");
    }

    /** Lets go of files over an element: their names, kinds and how many octets they have. */
    private void drop(String selector, Object... files) {
        page.locator(selector).evaluate("""
                (element, files) => {
                  const dataTransfer = new DataTransfer();
                  for (let i = 0; i < files.length; i += 3) {
                    dataTransfer.items.add(new File([new Uint8Array(files[i + 2])], files[i], { type: files[i + 1] }));
                  }
                  const over = element.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true, composed: true }));
                  window.marked = !over && document.querySelector('k-composer').classList.contains('dropping');
                  element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, composed: true }));
                }""", files);
    }

    @Test
    void filesThatAreDroppedAreAttachedAndPicturesOnTheTextStandInIt() {
        listen();
        drop(".ch", "a.txt", "text/plain", 10, "b.png", "image/png", 20);
        assertThat(page.evaluate("window.marked && !document.querySelector('k-composer').matches('.dropping')"))
                .isEqualTo(true);
        PlaywrightAssertions.assertThat(page.locator(".att .file b")).hasText(new String[] {"a.txt", "b.png"});
        PlaywrightAssertions.assertThat(page.locator(".att .quota")).hasCount(0);
        assertThat(page.locator("k-editor .rich img").count()).isZero();
        drop("k-editor .rich", "c.png", "image/png", 30);
        PlaywrightAssertions.assertThat(page.locator("k-editor .rich img")).hasCount(1);
        // with what is no picture they all are files
        drop("k-editor .rich", "d.png", "image/png", 40, "e.txt", "text/plain", 50);
        PlaywrightAssertions.assertThat(page.locator(".att .file b"))
                .hasText(new String[] {"a.txt", "b.png", "d.png", "e.txt"});
        assertThat(page.locator("k-editor .rich img").count()).isOne();
        assertThat(page.evaluate("document.querySelector('k-composer').state().files.length"))
                .isEqualTo(5);
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeAnythingOfItIsSent() {
        listen();
        var sent = new ArrayList<String>();
        page.onRequest(request -> {
            if (request.url().endsWith("/up")) {
                sent.add(request.headers().get("x-kantor-name"));
            }
        });
        page.evaluate("() => (document.querySelector('k-composer').limit = 1000)");
        drop(".ch", "large.txt", "text/plain", 1001, "small.txt", "text/plain", 600);
        PlaywrightAssertions.assertThat(page.locator(".problem .grow")).hasText("large.txt has 1 KB of 1 KB");
        PlaywrightAssertions.assertThat(page.locator(".att .file b")).hasText("small.txt");
        PlaywrightAssertions.assertThat(page.locator(".att .quota")).hasCount(0);
        // what is attached already counts
        drop(".ch", "other.txt", "text/plain", 401);
        PlaywrightAssertions.assertThat(page.locator(".problem .grow")).hasText("other.txt has 401 B of 1 KB");
        drop(".ch", "last.txt", "text/plain", 400);
        PlaywrightAssertions.assertThat(page.locator(".att .file b")).hasText(new String[] {"small.txt", "last.txt"});
        PlaywrightAssertions.assertThat(page.locator(".att .quota")).hasCount(0);
        assertThat(sent).containsExactly("small.txt", "last.txt");
    }

    @Test
    void twoWindowsHoldWhatWasWrittenInEachAndKeysActInTheirOwn() {
        page.evaluate(
                "document.body.insertAdjacentHTML('beforeend', markup.replace('data-window=\"w\"', 'data-window=\"w2\"'))");
        var first = page.locator("k-composer").first();
        var second = page.locator("k-composer").last();
        page.waitForFunction("() => document.querySelectorAll('k-composer')[1]?.ready");
        listen();
        first.locator("input.subject").fill("One");
        first.locator("k-editor .rich").fill("first text");
        second.locator("k-recipients[data-field=to] input").fill("bob@example.org");
        second.locator("k-recipients[data-field=to] input").press("Enter");
        second.locator("input.subject").fill("Two");
        second.locator("k-editor .rich").fill("second text");
        assertThat(first.locator(".ch b").innerText()).isEqualTo("One");
        assertThat(second.locator(".ch b").innerText()).isEqualTo("Two");
        page.keyboard().press("Control+Enter");
        assertThat(
                        page.evaluate(
                                "told.filter(({ event }) => event === 'k-send').map((one) => one.window + one.subject + one.to[0].address)"))
                .isEqualTo(List.of("w2Twobob@example.org"));
        assertThat(first.getAttribute("class")).isEqualTo("composer");
        assertThat(first.evaluate("(composer) => composer.state().text || composer.state().html"))
                .asString()
                .contains("first text")
                .doesNotContain("second");
        first.locator("k-editor .rich").press("Escape");
        assertThat(page.evaluate("told.filter(({ event }) => event === 'k-close').map((one) => one.window)"))
                .isEqualTo(List.of("w"));
    }

    @Test
    void aTemplateIsKeptWithoutWhatIsQuotedAndPutWhereTheCaretIs() {
        listen();
        page.locator("input.subject").fill("Offer");
        page.locator("k-editor .rich")
                .evaluate("(text) => { text.innerHTML = '<p>Dear all</p><blockquote>They wrote</blockquote>'; }");
        page.locator("[data-do=keep-template]").click();
        PlaywrightAssertions.assertThat(page.locator("dialog.ask input")).hasValue("Offer");
        page.locator("dialog.ask input").fill("Usual offer");
        page.locator("dialog.ask .primary").click();
        PlaywrightAssertions.assertThat(page.locator("dialog.ask")).hasCount(0);
        assertThat(page.evaluate(
                        "told.filter(({ event }) => event === 'k-template').map((one) => one.name + ': ' + one.html)"))
                .asString()
                .contains("Usual offer: ", "Dear all")
                .doesNotContain("They wrote");
        page.locator("k-editor .rich").fill("Before after");
        for (var i = 0; i < "after".length(); i++) {
            page.keyboard().press("ArrowLeft");
        }
        page.locator("[data-do=template]").evaluate("(button) => { button.template = '<b>between</b> '; }");
        page.locator("[data-do=template]").click();
        PlaywrightAssertions.assertThat(page.locator("k-editor .rich")).hasText("Before between after");
        PlaywrightAssertions.assertThat(page.locator("k-editor .rich b")).hasText("between");
    }

    private List<?> titleBar() {
        return (List<?>) page.evaluate("""
                () => [document.querySelector('k-composer').className, ...[...document.querySelectorAll('.ch button')].map((button) => `${button.title} ${button.querySelector('k-icon').getAttribute('name')}`)]""");
    }

    @Test
    void aSmallWindowComesBackByItsTitleBarAndItsButtonSaysSo() {
        page.locator("[data-do=minimise]").click();
        assertThat(titleBar()).isEqualTo(List.of("composer small", "Restore chevron-up", "Full maximize-2"));
        page.locator(".ch").click(new Locator.ClickOptions().setPosition(8, 8));
        assertThat(titleBar()).isEqualTo(List.of("composer", "Minimise minus", "Full maximize-2"));
        page.locator("[data-do=full]").click();
        assertThat(titleBar()).isEqualTo(List.of("composer full", "Minimise minus", "Restore minimize-2"));
        page.locator("[data-do=full]").click();
        page.locator("[data-do=minimise]").click();
        page.locator("[data-do=minimise]").click();
        assertThat(titleBar()).isEqualTo(List.of("composer", "Minimise minus", "Full maximize-2"));
    }

    @Test
    void whatIsBeingTypedAsARecipientIsKeptAtOnceAndOnce() {
        var before = (int) page.evaluate("() => document.querySelector('k-composer').version ?? 0");
        page.locator("k-recipients[data-field=to] input").fill("Budi <budi");
        assertThat(page.evaluate("() => JSON.stringify(document.querySelector('k-composer').state().to)"))
                .isEqualTo("[{\"name\":\"\",\"address\":\"Budi <budi\"}]");
        assertThat((int) page.evaluate("() => document.querySelector('k-composer').version"))
                .isGreaterThan(before);
        page.locator("k-recipients[data-field=to] input").fill("bob@example.org");
        page.locator("k-recipients[data-field=to] input").press("Enter");
        page.locator("k-recipients[data-field=to] input").fill("Bob@example.org");
        assertThat(page.evaluate("() => JSON.stringify(document.querySelector('k-composer').state().to)"))
                .isEqualTo("[{\"name\":\"\",\"address\":\"bob@example.org\"}]");
    }

    @Test
    void whoIsLookedUpIsAskedForWhereTheChipGoesAndSaysSo() {
        page.evaluate("""
                () => {
                  window.asked = [];
                  window.heard = (line) => {
                    line.labels = { waiting: 'looked up' };
                    line.addEventListener('k-suggest', (event) => asked.push(`${line.dataset.field} ${event.detail.text}`));
                    line.draw();
                    return line;
                  };
                  document.querySelectorAll('k-recipients').forEach(heard);
                  const composer = document.querySelector('k-composer');
                  Object.assign(composer.labels, { unknown: 'Who is {0}?', wrong: '{0} is wrong' });
                }""");
        var to = page.locator("k-recipients[data-field=to] input");
        to.fill("Dav");
        to.press("Enter");
        assertThat(page.evaluate("() => asked.at(-1)")).isEqualTo("to Dav");
        assertThat(page.locator(".person.waiting").innerText()).contains("Dav", "looked up");
        page.evaluate("() => document.querySelector('k-composer').send()");
        assertThat(page.locator(".problem .grow").innerText()).isEqualTo("Who is Dav?");
        to.press("Alt+ArrowDown");
        assertThat(page.evaluate("() => asked.at(-1)")).as("another line").isEqualTo("cc Dav");
        var anew = page.evaluate("""
                () => {
                  const former = document.querySelector('k-recipients[data-field=cc]');
                  const line = document.createElement('k-recipients');
                  line.dataset.field = 'cc';
                  former.replaceWith(heard(line));
                  asked.length = 0;
                  line.goOnFrom(former);
                  const said = asked.join();
                  line.suggest('Dav', [{ name: 'David', address: 'david@example.org', out: false }]);
                  return [said, ...line.people.map((person) => person.address)];
                }""");
        assertThat(anew).as("a page that is built anew").isEqualTo(List.of("cc Dav", "david@example.org"));
        assertThat(page.locator(".person.waiting").count()).isZero();
    }

    @Test
    void theSignatureThatAMessageBeginsWithIsNotTakenBack() {
        page.evaluate("""
                () => {
                  const composer = document.querySelector('k-composer');
                  composer.identities = [{ address: 'alice@example.org', signature: '<p>Alice</p>', signatureText: 'Alice' }];
                  composer.editor.load('', '', false);
                  composer.begin('text', true);
                }""");
        page.waitForFunction("() => document.activeElement.classList.contains('rich')");
        var html = "() => document.querySelector('k-editor').html";
        var begun = (String) page.evaluate(html);
        assertThat(begun).contains("Alice");
        page.keyboard().press("Control+z");
        assertThat(page.evaluate(html)).isEqualTo(begun);
        assertThat(page.evaluate("() => document.querySelector('k-composer').isUnsaved()"))
                .isEqualTo(false);
        page.keyboard().type("a");
        page.keyboard().press("Control+z");
        page.keyboard().press("Control+z");
        assertThat(page.evaluate(html)).isEqualTo(begun);
    }

    @Test
    void anAnswerThatTheServerHidesIsNotAskedForByItsKey() {
        page.evaluate("""
                () => {
                  document.body.insertAdjacentHTML('beforeend', '<section class=reader><div class=reply hidden><button data-answer=reply>Reply</button></div></section>');
                  window.answered = 0;
                  document.querySelector('[data-answer]').addEventListener('click', () => answered++);
                  document.activeElement.blur();
                }""");
        page.keyboard().press("r");
        assertThat(page.evaluate("() => answered")).isEqualTo(0);
        page.evaluate("() => (document.querySelector('.reply').hidden = false)");
        page.keyboard().press("r");
        assertThat(page.evaluate("() => answered")).isEqualTo(1);
    }

    private Object chosen() {
        return page.evaluate(
                "() => [...document.querySelectorAll('.chosen .chip')].map((chip) => chip.innerText.trim() + '/' + chip.title).join()");
    }

    @Test
    void whatIsChosenForAMessageIsSeenAndTakenBack() {
        assertThat(chosen()).isEqualTo("");
        page.locator(".menu [data-do=important]").click();
        page.locator(".menu [data-do='remind:3']").click();
        page.locator(".menu [data-do=receipt]").click();
        page.locator(".menu [data-do=report]").click();
        assertThat(chosen())
                .isEqualTo(
                        "Important/Remove Important,Receipt/Remove Receipt,Report/Remove Report,Remind: After 3 days/Remove Remind: After 3 days");
        page.locator(".chosen [data-do='remind:3']").click();
        page.locator(".chosen [data-do=receipt]").click();
        page.locator(".chosen [data-do=report]").click();
        assertThat(chosen()).isEqualTo("Important/Remove Important");
        page.locator(".chosen [data-do=important]").click();
        assertThat(chosen()).isEqualTo("");
        assertThat(page.evaluate("() => document.querySelector('k-composer').state().importance"))
                .isEqualTo("normal");
        assertThat(page.locator(".chosen").isHidden()).isTrue();
    }
}
