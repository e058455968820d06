package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
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
            <button class=ib data-do=minimise title=Minimise><k-icon name=minus></k-icon></button><button class=ib data-do=full title=Full><k-icon name=maximize-2></k-icon></button>
            <button class=ib data-do=close title=Close><k-icon name=x></k-icon></button></div>
            <div class="bar problem" hidden><span class=grow></span><button class=anyway hidden></button></div>
            <k-recipients data-field=to></k-recipients><k-recipients data-field=cc></k-recipients><k-recipients data-field=bcc></k-recipients>
            <input class=subject>
            <div class=text><div class=chosen hidden></div><k-editor></k-editor><div class=att></div></div>
            <select class=block><option value=p></select><select class=colour></select>
            <div class=send-menu><div class=menu><button data-do="remind:3"><k-icon name=bell></k-icon><span>After 3 days</span></button></div></div>
            <div class=menu><button data-do=important><k-icon name=circle-alert></k-icon><span>Important</span></button>
            <button data-do=receipt><k-icon name=eye></k-icon><span>Receipt</span></button><button data-do=report><k-icon name=server></k-icon><span>Report</span></button>
            <button data-do=template>Greeting</button><button data-do=keep-template>Keep</button></div>
            <button class=send data-do=send></button><button data-do=discard></button></k-composer>
            <script>window.markup = document.querySelector('k-composer').outerHTML;</script>""";

    private Page page;

    @AfterEach
    void close() {
        if (page != null) {
            page.close();
        }
    }

    @BeforeEach
    void open() {
        close();
        page = Chromium.shared().page(WINDOW);
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
                    Object.assign(composer.labels, { large: '{0} has {1} of {2}', failed: 'Failed {0}', attaching: 'Attaching {0}', attached: '{0} is attached', nothing: 'Nothing is attached', nobody: 'Nobody', uploading: 'Still uploading', closing: 'Not everything', closingText: 'Not kept:', stay: 'Stay', closeAnyway: 'Close', templateName: 'Name', templateDo: 'Keep', cancel: 'Cancel' });
                    for (const name of ['k-send', 'k-draft', 'k-template', 'k-drop', 'k-close', 'k-discard']) {
                      composer.addEventListener(name, (event) => told.push({ event: name, window: composer.dataset.window, ...(name === 'k-drop' ? {} : JSON.parse(event.detail?.json ?? '{}')) }));
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
        PlaywrightAssertions.assertThat(page.locator(".att .quota")).hasCount(0);
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
    void aFileThatIsAttachedToALongTextIsSeenAndToldOf() {
        listen();
        page.setViewportSize(1024, 600);
        page.locator("k-editor .rich").evaluate("(text) => { text.innerHTML = '<p>line</p>'.repeat(200); }");
        page.evaluate("""
                () => {
                  window.said = [];
                  new MutationObserver(() => said.push(document.querySelector('.saved').textContent)).observe(document.querySelector('.saved'), { childList: true });
                }""");
        drop(".ch", "a.txt", "text/plain", 10);
        PlaywrightAssertions.assertThat(page.locator(".att .file")).isInViewport();
        page.waitForFunction("() => said.includes('a.txt is attached')");
        assertThat(page.evaluate("() => said[0]")).isEqualTo("Attaching a.txt");
    }

    /** A server that is there or not, and what each request that reached it began with. */
    private final AtomicBoolean away = new AtomicBoolean();

    private final List<Long> offsets = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** Takes pieces of a megabyte, as the script sends them. */
    private void uploads() {
        listen();
        page.evaluate("""
                () => Object.assign(document.querySelector('k-composer').labels, { retry: 'Waiting', again: 'Try now', waits: '{0} waits', attaching: 'Attaching {0}', attached: '{0} is attached' })""");
        var here = new AtomicLong();
        page.route("**/up", route -> {
            asked.incrementAndGet();
            if (away.get()) {
                route.abort();
                return;
            }
            var headers = route.request().headers();
            var offset = Long.parseLong(headers.get("x-kantor-offset"));
            offsets.add(offset);
            if (offset == here.get()) {
                here.set(Math.min(offset + 1_000_000, Long.parseLong(headers.get("x-kantor-octets"))));
            }
            // the connection breaks after the first piece
            away.set(offset == 0);
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(200)
                    .setHeaders(Map.of("X-Kantor-Here", Long.toString(here.get()))));
        });
    }

    private String keptNames() {
        return (String) page.evaluate("""
                () => new Promise((done) => {
                  const opening = indexedDB.open('kantor-writing');
                  opening.onsuccess = () => {
                    const all = opening.result.transaction('kept').objectStore('kept').getAll();
                    all.onsuccess = () => {
                      opening.result.close();
                      done(all.result.map((one) => one.names.join()).join(' '));
                    };
                  };
                })""");
    }

    @Test
    void anUploadWaitsHoweverLongTheConnectionIsAwayAndGoesOnFromWhereItWas() {
        uploads();
        drop(".ch", "large.bin", "application/octet-stream", 2_500_000);
        var card = page.locator(".att .file");
        PlaywrightAssertions.assertThat(card.locator("small")).hasText("Waiting");
        PlaywrightAssertions.assertThat(page.locator(".saved")).hasText("large.bin waits");
        for (var i = 0; i < 12; i++) {
            var before = asked.get();
            card.locator(".linkbtn").click();
            page.waitForCondition(() -> asked.get() > before);
            PlaywrightAssertions.assertThat(card.locator("small")).hasText("Waiting");
        }
        PlaywrightAssertions.assertThat(page.locator(".problem")).isHidden();
        assertThat(page.evaluate("document.querySelector('k-composer').state().files.length"))
                .as("it is not attached yet")
                .isEqualTo(0);
        away.set(false);
        // long before the pause is over
        page.evaluate("() => dispatchEvent(new Event('online'))");
        PlaywrightAssertions.assertThat(page.locator(".saved")).hasText("large.bin is attached");
        PlaywrightAssertions.assertThat(card.locator(".quota, .linkbtn")).hasCount(0);
        assertThat(offsets).containsExactly(0L, -1L, 1_000_000L, 2_000_000L);
    }

    @Test
    void anUploadThatWaitsIsGivenUpAtOnceByWhoeverDoesNotWantIt() {
        uploads();
        drop(".ch", "large.bin", "application/octet-stream", 2_500_000);
        PlaywrightAssertions.assertThat(page.locator(".att .file small")).hasText("Waiting");
        page.waitForCondition(() -> keptNames().equals("large.bin"));
        page.evaluate(
                "() => document.querySelector('k-composer').addEventListener('k-drop', () => (window.dropped = true))");
        page.locator(".att .file .ib").click();
        page.waitForFunction("() => window.dropped", null, new Page.WaitForFunctionOptions().setTimeout(400));
        assertThat(page.locator(".att .file").count()).isZero();
        page.waitForCondition(() -> keptNames().isEmpty());
        PlaywrightAssertions.assertThat(page.locator(".problem")).isHidden();
    }

    @Test
    void onlyWhatTheServerRefusesEndsAnUpload() {
        uploads();
        var answers = new ArrayDeque<>(List.of(503, 500, 200, 413));
        page.route("**/up", route -> route.fulfill(new Route.FulfillOptions().setStatus(answers.remove())));
        drop(".ch", "large.bin", "application/octet-stream", 10);
        for (var left = 3; left > 0; left--) {
            var more = left;
            page.waitForCondition(() -> answers.size() == more);
            PlaywrightAssertions.assertThat(page.locator(".att .file small")).hasText("Waiting");
            page.locator(".att .file .linkbtn").click();
        }
        PlaywrightAssertions.assertThat(page.locator(".problem .grow")).hasText("Failed large.bin");
        assertThat(page.locator(".att .file").count()).isZero();
    }

    @Test
    void whatIsOnItsWayIsNamedAmongWhatTheBrowserKeepsUntilTheServerHasTheDraftWithIt() {
        uploads();
        drop(".ch", "large.bin", "application/octet-stream", 2_500_000);
        PlaywrightAssertions.assertThat(page.locator(".att .file small")).hasText("Waiting");
        page.locator("input.subject").fill("With a file");
        page.waitForCondition(() -> keptNames().equals("large.bin"));
        page.evaluate("""
                () => dispatchEvent(new CustomEvent('k-kept', { detail: { id: 'w', version: document.querySelector('k-composer').version, place: '1:1:1' } }))""");
        assertThat(keptNames()).as("the server has the text alone").isEqualTo("large.bin");
        away.set(false);
        page.locator(".att .file .linkbtn").click();
        PlaywrightAssertions.assertThat(page.locator(".saved")).hasText("large.bin is attached");
        page.evaluate("""
                () => dispatchEvent(new CustomEvent('k-kept', { detail: { id: 'w', version: document.querySelector('k-composer').version, place: '1:2:2' } }))""");
        page.waitForCondition(() -> keptNames().isEmpty());
    }

    /** What the server was told, without drafts. */
    private Object told() {
        return page.evaluate("told.filter(({ event }) => event !== 'k-draft').map(({ event }) => event).join(' ')");
    }

    /** A file whose upload waits for the server. */
    private void onItsWay() {
        uploads();
        drop(".ch", "large.bin", "application/octet-stream", 2_500_000);
        PlaywrightAssertions.assertThat(page.locator(".att .file small")).hasText("Waiting");
    }

    @Test
    void whoClosesWhileAFileIsOnItsWayIsAskedAndLosesItOnlyOnPurpose() {
        onItsWay();
        var question = page.locator("dialog.ask");
        page.locator("k-editor .rich").focus();
        page.keyboard().type("See");
        page.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(question.locator(".unsaved")).hasText("large.bin");
        PlaywrightAssertions.assertThat(question.locator("button").first()).isFocused();
        page.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(question).hasCount(0);
        page.keyboard().type(" this");
        assertThat(page.evaluate("document.querySelector('k-editor').ownText"))
                .as("the caret is where it was")
                .isEqualTo("See this");
        // Enter keeps it too
        page.keyboard().press("Escape");
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(question).hasCount(0);
        assertThat(told()).isEqualTo("");
        PlaywrightAssertions.assertThat(page.locator(".att .file small")).hasText("Waiting");
        // a small window and its own button
        page.locator("[data-do=minimise]").click();
        page.locator("[data-do=close]").click();
        PlaywrightAssertions.assertThat(question.locator("button").first()).isFocused();
        page.keyboard().press("Tab");
        PlaywrightAssertions.assertThat(question.locator(".danger")).isFocused();
        page.keyboard().press("Enter");
        page.waitForCondition(() -> told().equals("k-drop k-close"));
        assertThat(page.evaluate("document.querySelector('k-composer').attachments.busy"))
                .isEqualTo(false);
    }

    @Test
    void whatArrivesWhileItIsAskedIsInTheDraftWhateverIsAnswered() {
        onItsWay();
        page.locator("[data-do=close]").click();
        away.set(false);
        page.evaluate("() => dispatchEvent(new Event('online'))");
        page.waitForFunction("!document.querySelector('k-composer').attachments.busy");
        page.locator("dialog.ask .danger").click();
        page.waitForCondition(() -> told().equals("k-close"));
        assertThat(page.evaluate("told.filter(({ event }) => event === 'k-draft').at(-1).files.length"))
                .isEqualTo(1);
    }

    @Test
    void withoutAFileOnItsWayNobodyIsAsked() {
        listen();
        drop(".ch", "a.txt", "text/plain", 10);
        PlaywrightAssertions.assertThat(page.locator(".att .quota")).hasCount(0);
        page.locator("k-editor .rich").press("Escape");
        assertThat(told()).isEqualTo("k-close");
        assertThat(page.locator("dialog.ask").count()).isZero();
    }

    @Test
    void whatWasThrownAwayComesBackWithTheFileThatWasOnItsWayAndHoldsNobodyBack() {
        onItsWay();
        var asks = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        assertThat(page.evaluate(asks)).isEqualTo(true);
        page.locator("[data-do=discard]").click();
        assertThat(told()).isEqualTo("k-discard");
        assertThat(page.evaluate(asks)).isEqualTo(false);
        away.set(false);
        page.evaluate("() => dispatchEvent(new Event('online'))");
        page.waitForFunction("!document.querySelector('k-composer').attachments.busy");
        page.evaluate("document.querySelector('k-composer').goOn()");
        assertThat(page.evaluate("document.querySelector('k-composer').state().files.length"))
                .isEqualTo(1);
        assertThat(page.evaluate(asks)).isEqualTo(false);
    }

    @Test
    void aWindowThatIsGoneUploadsNothingAnyMore() {
        onItsWay();
        var gone =
                "() => dispatchEvent(new CustomEvent('k-kept', { detail: { id: 'w', version: 0, place: '', gone: true } }))";
        page.evaluate("window.composer = document.querySelector('k-composer')");
        page.evaluate("composer.remove()");
        page.evaluate(gone);
        page.waitForFunction("!composer.attachments.busy");
        assertThat(told()).isEqualTo("");
    }

    /** A picture of the text that arrives at the end of what is done meanwhile. */
    private void pictureAfter(Runnable meanwhile) {
        listen();
        away.set(true);
        page.route("**/up", route -> {
            if (away.get()) {
                route.abort();
            } else {
                route.fallback();
            }
        });
        page.evaluate("document.querySelector('k-editor').load('<p>one two</p>', '', false)");
        page.evaluate("document.querySelector('k-editor').focusEnd()");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowLeft");
        drop("k-editor .rich", "map.png", "image/png", 10);
        page.waitForFunction("Boolean([...document.querySelector('k-composer').attachments.uploads.values()][0].goOn)");
        meanwhile.run();
        away.set(false);
        page.evaluate("() => dispatchEvent(new Event('online'))");
        page.waitForFunction("!document.querySelector('k-composer').attachments.busy");
    }

    private String textWithPicture() {
        return ((String) page.evaluate("document.querySelector('k-editor').html"))
                .replaceAll("<img src=\"cid:[^\"]*\" alt=\"([^\"]*)\">", "[$1]");
    }

    @Test
    void aPictureThatArrivesInASmallWindowStandsWhereTheCaretWas() {
        pictureAfter(() -> page.locator("[data-do=minimise]").click());
        assertThat(textWithPicture()).isEqualTo("<p>one [map.png]two</p>");
    }

    @Test
    void aPictureThatArrivesBehindAQuestionStandsInTheTextAndTakesNoFocus() {
        pictureAfter(() -> page.locator("[data-do=keep-template]").click());
        assertThat(textWithPicture()).isEqualTo("<p>one [map.png]two</p>");
        PlaywrightAssertions.assertThat(page.locator("dialog.ask input")).isFocused();
    }

    @Test
    void aPictureThatArrivesWhileSomethingElseIsWrittenTakesNoFocus() {
        pictureAfter(() -> page.locator("input.subject").focus());
        page.keyboard().type("Map");
        PlaywrightAssertions.assertThat(page.locator("input.subject")).hasValue("Map");
        assertThat(textWithPicture()).isEqualTo("<p>one [map.png]two</p>");
        page.evaluate("document.querySelector('k-editor').caret()");
        page.keyboard().type("the ");
        assertThat(textWithPicture()).isEqualTo("<p>one [map.png]the two</p>");
    }

    @Test
    void aPictureThatIsWiderThanMostHaveRoomForFitsAndANarrowOneIsAsItIs() {
        listen();
        for (var width : List.of(2000, 100)) {
            page.evaluate("""
                    (width) => new Promise((done) => {
                      const canvas = Object.assign(document.createElement('canvas'), { width, height: 10 });
                      canvas.toBlob((blob) => {
                        document.querySelector('k-composer').attachments.add([new File([blob], `${width}.png`, { type: 'image/png' })], true);
                        done();
                      });
                    })""", width);
            page.waitForFunction("!document.querySelector('k-composer').attachments.busy");
        }
        assertThat(page.locator(".rich img[alt='2000.png']").getAttribute("width"))
                .isEqualTo("600");
        assertThat(page.locator(".rich img[alt='100.png']").getAttribute("width"))
                .isNull();
    }

    @Test
    void aTextBecomesPlainOnlyWhenItsPicturesAreThere() {
        pictureAfter(() -> {
            page.evaluate("document.querySelector('k-composer').plain()");
            PlaywrightAssertions.assertThat(page.locator(".problem .grow")).hasText("Still uploading");
        });
        assertThat(textWithPicture()).isEqualTo("<p>one [map.png]two</p>");
        page.evaluate("document.querySelector('k-composer').plain()");
        PlaywrightAssertions.assertThat(page.locator("k-editor .plain")).isVisible();
    }

    @Test
    void theFirstFileEndsTheQuestionWhetherItIsMissing() {
        listen();
        page.locator("k-recipients[data-field=to] input").fill("bob@example.org");
        page.locator("k-recipients[data-field=to] input").press("Enter");
        page.locator("k-editor .rich")
                .evaluate("(text) => { text.innerHTML = '<p>please see attached</p><p>Alice</p>'; }");
        page.locator("[data-do=send]").click();
        PlaywrightAssertions.assertThat(page.locator(".problem .grow")).hasText("Nothing is attached");
        drop(".ch", "a.txt", "text/plain", 10);
        PlaywrightAssertions.assertThat(page.locator(".problem")).isHidden();
        PlaywrightAssertions.assertThat(page.locator(".att .quota")).hasCount(0);
        page.locator(".att .file button").click();
        page.locator("[data-do=send]").click();
        PlaywrightAssertions.assertThat(page.locator(".problem .grow")).hasText("Nothing is attached");
        assertThat(page.evaluate("told.filter(({ event }) => event === 'k-send').length"))
                .isEqualTo(0);
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

    @Test
    void onlyWhatWasOnItsWayIsRefused() {
        listen();
        page.locator("[data-do=send]").click();
        PlaywrightAssertions.assertThat(page.locator(".problem .grow")).hasText("Nobody");
        assertThat(page.evaluate("document.querySelector('k-composer').refused"))
                .as("it never left")
                .isEqualTo(false);
        page.locator("k-recipients[data-field=to] input").fill("bob@example.org");
        page.locator("k-recipients[data-field=to] input").press("Enter");
        page.locator("[data-do=send]").click();
        page.waitForFunction("() => document.querySelector('k-composer').matches('.sending')");
        page.evaluate("document.querySelector('k-composer').problem('There is nobody')");
        assertThat(page.evaluate("document.querySelector('k-composer').refused"))
                .isEqualTo(true);
        page.evaluate("document.querySelector('k-composer').problem('A file could not be uploaded')");
        assertThat(page.evaluate("document.querySelector('k-composer').refused"))
                .as("it still is not sent")
                .isEqualTo(true);
        page.locator("[data-do=minimise]").click();
        assertThat(page.evaluate(
                        "getComputedStyle(document.querySelector('.ch b'), '::before').content.includes('\u26a0')"))
                .as("a small window says so as well")
                .isEqualTo(true);
    }

    private List<?> titleBar() {
        return (List<?>) page.evaluate("""
                () => [document.querySelector('k-composer').className, ...[...document.querySelectorAll('.ch button')].map((button) => `${button.title} ${button.querySelector('k-icon').getAttribute('name')}`)]""");
    }

    @Test
    void aSmallWindowComesBackByItsTitleBarAndItsButtonSaysSo() {
        page.locator("[data-do=minimise]").click();
        assertThat(titleBar()).isEqualTo(List.of("composer small", "Restore chevron-up", "Full maximize-2", "Close x"));
        page.locator(".ch").click(new Locator.ClickOptions().setPosition(8, 8));
        assertThat(titleBar()).isEqualTo(List.of("composer", "Minimise minus", "Full maximize-2", "Close x"));
        page.locator("[data-do=full]").click();
        assertThat(titleBar()).isEqualTo(List.of("composer full", "Minimise minus", "Restore minimize-2", "Close x"));
        page.locator("[data-do=full]").click();
        page.locator("[data-do=minimise]").click();
        page.locator("[data-do=minimise]").click();
        assertThat(titleBar()).isEqualTo(List.of("composer", "Minimise minus", "Full maximize-2", "Close x"));
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

    @Test
    void theKeyForAnAnswerToAllAnswersTheOnlyOneThereIs() {
        page.evaluate("""
                () => {
                  document.body.insertAdjacentHTML('beforeend', '<section class=reader><button data-answer=reply>Reply</button></section>');
                  window.answered = [];
                  document.addEventListener('click', ({ target }) => target.dataset.answer && answered.push(target.dataset.answer));
                  document.activeElement.blur();
                }""");
        page.keyboard().press("a");
        // the window that what is typed next is meant for
        page.locator("input.subject").focus();
        page.evaluate("() => document.activeElement.blur()");
        page.evaluate(
                "() => document.querySelector('.reader').insertAdjacentHTML('beforeend', '<button data-answer=reply-all>Reply to all</button>')");
        page.keyboard().press("a");
        assertThat(page.evaluate("() => answered")).isEqualTo(List.of("reply", "reply-all"));
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

    /** A window of the same number in the place of the one that is there, as the page is built anew; who writes can be chosen. */
    private void rebuild() {
        page.evaluate("""
                () => {
                  const html = markup.replace('<input class="subject">', '<select class="from"><option>alice@example.org</option><option>sales@example.org</option></select>$&');
                  const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('k-composer');
                  fresh.identities = ['Alice', 'Sales'].map((name) => ({
                    address: `${name.toLowerCase()}@example.org`, signature: `<p>${name}</p>`, signatureText: name,
                  }));
                  document.querySelector('k-composer').replaceWith(document.adoptNode(fresh));
                  window.composer = fresh;
                }""");
        page.waitForFunction("() => composer.ready && composer.editor.rich");
    }

    private Object written() {
        return page.evaluate("() => `${composer.author.address} ${composer.editor.text.replace(/\\s+/g, ' ').trim()}`");
    }

    @Test
    void whoWritesIsTakenBackWithTheSignatureAlsoWhenThePageIsBuiltAnew() {
        for (var plain : List.of(false, true)) {
            page.evaluate("document.querySelector('k-composer').ended = true");
            rebuild();
            page.evaluate("""
                    plain => {
                      composer.editor.load('<p>Hi</p>', 'Hi', plain);
                      composer.author.sign();
                      composer.editor.forget();
                      composer.editor.focusStart();
                    }""", plain);
            page.keyboard().type("Oh ");
            var before = written();
            page.locator("select.from").selectOption("sales@example.org");
            var after = written();
            assertThat(before).isEqualTo("alice@example.org Oh Hi -- Alice");
            assertThat(after).isEqualTo("sales@example.org Oh Hi -- Sales");
            page.evaluate("composer.editor.caret()");
            page.keyboard().press("Control+z");
            assertThat(written()).isEqualTo(before);
            page.keyboard().press("Control+y");
            assertThat(written()).isEqualTo(after);
            rebuild();
            page.evaluate("composer.begin('', false)");
            assertThat(written()).isEqualTo(after);
            page.evaluate("composer.editor.caret()");
            page.keyboard().press("Control+z");
            assertThat(written()).isEqualTo(before);
            page.keyboard().press("Control+z");
            assertThat(written()).isEqualTo("alice@example.org Hi -- Alice");
            page.keyboard().press("Control+Shift+Z");
            assertThat(written()).isEqualTo(before);
        }
    }

    @Test
    void whoBeganToWriteWhileTheTextWasPlainSignsTheRichTextThatComesBackAsItWas() {
        page.evaluate("document.querySelector('k-composer').ended = true");
        rebuild();
        page.evaluate("""
                async () => {
                  composer.editor.load('<p>Oh <b>Hi</b></p>', '', false);
                  composer.author.sign();
                  composer.editor.forget();
                  await composer.editor.toggle(composer.author.signature(), composer.author.address);
                }""");
        page.locator("select.from").selectOption("sales@example.org");
        assertThat(written()).isEqualTo("sales@example.org Oh Hi -- Sales");
        page.evaluate("composer.editor.toggle(composer.author.signature(), composer.author.address)");
        assertThat(page.locator("k-composer .rich b").textContent()).isEqualTo("Hi");
        assertThat(written()).isEqualTo("sales@example.org Oh Hi -- Sales");
        page.evaluate("composer.editor.caret()");
        page.keyboard().press("Control+z");
        assertThat(written()).isEqualTo("alice@example.org Oh Hi -- Alice");
        page.keyboard().press("Control+y");
        assertThat(written()).isEqualTo("sales@example.org Oh Hi -- Sales");
    }

    /** Without its text in the way: the pictures of the signature as they are sent. */
    private Object pictures() {
        return page.evaluate(
                "() => [...composer.editor.html.matchAll(/<img[^>]*>/g)].map(([img]) => img).join() + (composer.editor.rich.querySelector('img')?.naturalWidth ?? '')");
    }

    @Test
    void thePictureOfASignatureComesAndGoesWithItsAuthorAndIsSentUnderItsContentId() {
        page.evaluate("document.querySelector('k-composer').ended = true");
        rebuild();
        page.evaluate("""
                async () => {
                  composer.pictures = { logo: 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7' };
                  const [alice] = composer.identities;
                  alice.signature = '<p>Alice<img src="cid:logo" alt="logo.gif"></p>';
                  alice.signatureText = 'Alice [logo.gif]';
                  composer.editor.load('<p>Hi</p>', '', false);
                  composer.author.sign();
                  composer.editor.forget();
                  composer.editor.focusStart();
                  await composer.editor.rich.querySelector('img').decode();
                }""");
        var there = "<img src=\"cid:logo\" alt=\"logo.gif\">1";
        assertThat(pictures()).isEqualTo(there);
        page.keyboard().type("Oh ");
        page.locator("select.from").selectOption("sales@example.org");
        assertThat(pictures()).isEqualTo("");
        page.evaluate("composer.editor.caret()");
        page.keyboard().press("Control+z");
        assertThat(pictures()).isEqualTo(there);
        assertThat(written()).isEqualTo("alice@example.org Oh Hi -- Alice [logo.gif]");
        page.keyboard().press("Control+y");
        page.locator("select.from").selectOption("alice@example.org");
        assertThat(pictures()).asString().startsWith("<img src=\"cid:logo\" alt=\"logo.gif\">");
        var toggle = "composer.editor.toggle(composer.author.signature(), composer.author.address)";
        page.evaluate(toggle);
        assertThat(page.evaluate("composer.editor.text")).isEqualTo("Oh Hi\n\n-- \nAlice [logo.gif]");
        page.evaluate(toggle);
        assertThat(pictures()).isEqualTo(there);
        // a text that has changed since becomes rich with the signature as it is kept
        page.evaluate(toggle);
        page.locator("k-composer .plain").evaluate("(text) => { text.value = 'New ' + text.value; }");
        page.evaluate(toggle);
        page.evaluate("composer.editor.rich.querySelector('img').decode()");
        assertThat(pictures()).isEqualTo(there);
        assertThat(written()).isEqualTo("alice@example.org New Oh Hi -- Alice [logo.gif]");
        rebuild();
        page.evaluate("composer.begin('', false)");
        assertThat(pictures()).as("a page that is built anew").isEqualTo(there);
    }
}
