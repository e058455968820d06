package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
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
            <button data-do=receipt><k-icon name=eye></k-icon><span>Receipt</span></button><button data-do=report><k-icon name=server></k-icon><span>Report</span></button></div>
            </k-composer>""";

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
