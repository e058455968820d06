package org.kantor.webmail.command;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;
import org.kantor.webmail.shell.Texts;
import tools.jackson.databind.ObjectMapper;

/** Keys, palette and search field in a real browser, on a page of a few lines: what is done stands in {@code done}, what the server would hear in {@code sent}. */
class KeysBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"><link rel="stylesheet" href="ui/tokens.css"><link rel="stylesheet" href="ui/base.css"><link rel="stylesheet" href="ui/shell.css"></head><body>
            <div class="app"><div class="side"><a href="#folders">Inbox</a></div><main class="main"><section class="list"><button id="row">Row</button></section>
            <section class="reader"><h2 class="rsub">Lunch</h2><button id="reader">Reply</button></section></main>
            <div class="looks"><div class="menu" popover><div class="mh">Colours</div><button data-set="scheme" data-value="dark" onclick="done.push(this.dataset.value)">Dark</button></div></div>
            <input id="field"><k-search class="searchbox"></k-search><k-keyboard></k-keyboard></div>
            <script>window.done = []; window.sent = [];</script>
            <script type="module">
              import { onEscape, verb } from '/ui/keys.js';
              import '/ui/keyboard.js';
              import '/ui/palette.js';
              import '/ui/search.js';
              for (const name of ['archive', 'next', 'previous', 'star', 'goCalendar', 'goFolder', 'read', 'unread', 'delete']) {
                verb(name, () => done.push(name));
              }
              verb('new', () => done.push('new'), { writes: true });
              document.querySelector('.list').addEventListener('keydown', ({ key }) => [' ', 'Enter'].includes(key) && done.push(`row ${key}`), true);
              verb('snooze', () => done.push('snooze'), { when: () => false });
              verb('move', () => done.push('move'), { each: () => [{ text: 'Cikarang plant', icon: 'folder', run: () => done.push('move to Cikarang plant') }] });
              onEscape(40, () => done.push('reader') > 0);
              onEscape(10, () => window.drawer && done.push('drawer') > 0);
              for (const name of ['k-single', 'k-find', 'k-write', 'k-go', 'k-page', 'k-suggest', 'k-search', 'k-leave', 'k-save', 'k-message']) {
                document.querySelectorAll('k-keyboard, k-search').forEach((element) => element.addEventListener(name, (event) => sent.push([name, event.detail])));
              }
              const keyboard = document.querySelector('k-keyboard');
              keyboard.texts = window.texts;
              keyboard.addEventListener('k-find', (event) => keyboard.found(event.detail.text,
                event.detail.text.includes('bud') ? [{ name: 'Budi Santoso', address: 'budi@example.org', hue: 'red', initials: 'BS' }] : [],
                event.detail.text ? null : [{ id: 7, name: 'Rapat', icon: 'folder', note: '' }],
                event.detail.text ? [] : [{ path: 'settings/devices', title: 'Devices and programs', icon: 'key-round' }]));
              document.querySelector('k-search').texts = window.texts;
              document.body.id = 'ready';
            </script></body></html>""";

    @BeforeEach
    void open() {
        open(
                PAGE,
                fresh -> fresh.addInitScript("window.texts = "
                        + new ObjectMapper().writeValueAsString(Texts.startingWith("", Locale.ENGLISH))));
    }

    private void press(String... keys) {
        Arrays.stream(keys).forEach(page.keyboard()::press);
    }

    private List<String> done() {
        return strings("done");
    }

    private List<String> sent() {
        return strings("sent.map(([name, detail]) => name + ' ' + Object.values(detail ?? {}).join(' '))");
    }

    private List<String> strings(String script) {
        return ((List<?>) page.evaluate(script)).stream().map(String::valueOf).toList();
    }

    private Locator lines() {
        return page.locator(".pal .si");
    }

    @Test
    void aKeyDoesItsVerbAtOnceWithOrWithoutShift() {
        press("e", "Shift+I", "Shift+U", "#", "Delete");
        assertThat(done()).isEqualTo(List.of("archive", "read", "unread", "delete", "delete"));
    }

    @Test
    void twoKeysOneAfterTheOtherAreAVerbAndEscForgetsTheFirst() {
        press("g", "c", "g", "Escape", "e", "g", "x", "e");
        assertThat(done()).isEqualTo(List.of("goCalendar", "archive", "archive"));
    }

    @Test
    void aKeyOfAnotherScriptMeansWhatStandsAtItsPlace() {
        page.evaluate(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'у', code: 'KeyE', bubbles: true }))");
        assertThat(done()).isEqualTo(List.of("archive"));
    }

    @Test
    void keysAreLeftAloneInFieldsDuringCompositionAndWithCtrl() {
        page.focus("#field");
        press("e", "g", "c");
        assertThat(page.locator("#field")).hasValue("egc");
        page.evaluate("document.activeElement.blur()");
        page.evaluate(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', isComposing: true, bubbles: true }))");
        page.evaluate(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', ctrlKey: true, bubbles: true }))");
        assertThat(done()).isEqualTo(List.of());
    }

    @Test
    void keysCanBeSwitchedOffAndOnOnThePageThatShowsThem() {
        press("?");
        page.locator(".keys .sw").click();
        press("Escape", "e");
        assertThat(done()).isEqualTo(List.of());
        assertThat(sent()).isEqualTo(List.of("k-single false"));
        press("Control+k");
        assertThat(page.locator(".pal")).isVisible();
    }

    @Test
    void whatIsTypedBeforeItsFieldIsThereGoesIntoItAndNobodyElseHearsOfIt() {
        page.focus("#row");
        press("c");
        page.keyboard().type("budi santosoe");
        press("Backspace");
        assertThat(page.locator("#row")).isFocused();
        page.focus("#field");
        assertThat(page.locator("#field")).hasValue("budi santoso");
        page.keyboard().type(" e");
        assertThat(page.locator("#field")).hasValue("budi santoso e");
        assertThat(done()).isEqualTo(List.of("new"));
    }

    @Test
    void tabAndEnterEndWhatGoesIntoTheFieldThatIsStillToCome() {
        for (var key : List.of("Tab", "Enter")) {
            page.focus("#row");
            press("c");
            page.keyboard().type("bob");
            press(key);
            page.keyboard().type("Offer");
            assertThat(page.locator("#row")).isFocused();
            page.focus("#field");
            assertThat(page.locator("#field")).hasValue("bob");
            page.locator("#field").fill("");
        }
        assertThat(done()).isEqualTo(List.of("new", "new"));
    }

    @Test
    void keysThatWriteNothingAreThePagesWhileAFieldIsStillToCome() {
        page.evaluate(
                "addEventListener('keydown', (event) => (window.heard = [event.key, event.defaultPrevented].join()))");
        press("c", "b", "ArrowDown");
        assertThat(page.evaluate("heard")).isEqualTo("ArrowDown,false");
        press("Control+k");
        assertThat(page.locator(".pal input")).isFocused();
        assertThat(page.locator(".pal input")).hasValue("");
    }

    @Test
    void keysAreThePagesAgainWhenTheServerHasAnsweredAndNoFieldCame() {
        page.clock().install();
        page.evaluate(
                "window.asking = true; window.Vaadin = { Flow: { clients: { one: { isActive: () => asking } } } }");
        press("c", "e");
        page.clock().runFor(1000);
        press("e");
        assertThat(done()).isEqualTo(List.of("new"));
        page.evaluate("window.asking = false");
        page.clock().runFor(450);
        press("e");
        assertThat(done()).isEqualTo(List.of("new", "archive"));
    }

    @Test
    void aChangedKeyTakesThePlaceOfTheOldOne() {
        page.evaluate("document.querySelector('k-keyboard').changed = { archive: 'y', star: '' }");
        press("e", "s", "y");
        assertThat(done()).isEqualTo(List.of("archive"));
        press("?");
        var line = page.locator(".keys dl > div").filter(new Locator.FilterOptions().setHasText("Archive"));
        assertThat(line.locator("kbd")).hasText("Y");
    }

    @Test
    void aKeyStandsBesideWhatItDoesAsItIsNow() {
        page.evaluate("""
                document.querySelector('.reader').insertAdjacentHTML('beforeend',
                  '<button id="verb" data-verb="read" aria-label="Mark read"></button><k-key verb="archive"></k-key><button id="denied" data-verb="star" aria-disabled="true" title="Not yours"></button>')""");
        var button = page.locator("#verb");
        var cap = page.locator("k-key[verb=archive] .kbd");
        button.focus();
        assertThat(button).hasAttribute("title", "Mark read (Shift+I)");
        assertThat(cap).hasText("E");
        page.evaluate("document.querySelector('k-keyboard').changed = { archive: 'y', read: 'g y' }");
        assertThat(cap).hasText("Y");
        button.hover();
        assertThat(button).hasAttribute("title", "Mark read (G Y)");
        page.evaluate("document.querySelector('k-keyboard').single = false");
        assertThat(cap).hasCount(0);
        page.locator("#row").hover();
        button.hover();
        assertThat(button).hasAttribute("title", "Mark read");
        page.locator("#denied").focus();
        assertThat(page.locator("#denied")).hasAttribute("title", "Not yours");
    }

    @Test
    void theKeyOfMutingIsAlsoThatOfUnmutingAndOneLineOfBothPages() {
        page.evaluate("""
                Promise.all([import('/ui/keys.js'), import('/ui/keymap-editor.js')]).then(([{ verb }]) => {
                  verb('mute', () => done.push('mute'), { when: () => !window.muted });
                  verb('unmute', () => done.push('unmute'), { when: () => window.muted });
                  verb('copy', () => done.push('copy'));
                  const keyboard = document.querySelector('k-keyboard');
                  document.body.append(document.createElement('k-keymap'));
                })""");
        assertThat(page.locator("k-keymap [data-change=unmute]")).hasCount(0);
        page.locator("k-keymap [data-change=mute]").click();
        press("y");
        page.locator("k-keymap [data-change=copy]").click();
        press("m");
        assertThat(page.locator("k-keymap .bad")).isEmpty();
        page.evaluate("document.activeElement.blur()");
        press("y");
        page.evaluate("window.muted = true");
        press("y", "m");
        assertThat(done()).isEqualTo(List.of("mute", "unmute", "copy"));
        press("?");
        var line = page.locator(".keys dl > div").filter(new Locator.FilterOptions().setHasText("Mute, unmute"));
        assertThat(line.locator("kbd")).hasText(new String[] {"Y"});
    }

    @Test
    void everyVerbOfTheMapCanBeDoneAndIsCalledSomethingInBothLanguages() {
        var names = strings("""
                Promise.all([import('/ui/keys.js'), import('/ui/keymap.js'), import('/ui/kantor.js')])
                  .then(([{ known }, { VERBS }]) => [...VERBS.keys()].map((name) => (known(name) ? name : `${name} has no doer`)))""");
        assertThat(names).hasSizeGreaterThan(50).noneMatch(name -> name.contains(" "));
        for (var language : List.of(Locale.ENGLISH, Locale.of("id"))) {
            assertThat(Texts.startingWith("verb.", language).keySet())
                    .containsAll(names.stream().map("verb."::concat).toList());
        }
    }

    @Test
    void thePageOfKeysShowsOnlyWhatCanBeDoneAndFindsALine() {
        press("?");
        assertThat(page.locator(".keys")).isVisible();
        assertThat(page.locator(".keys dt").filter(new Locator.FilterOptions().setHasText("Snooze")))
                .hasCount(1);
        assertThat(page.locator(".keys dt").filter(new Locator.FilterOptions().setHasText("Mute")))
                .hasCount(0);
        page.keyboard().type("arch");
        assertThat(page.locator(".keys dt")).hasText(new String[] {"Archive"});
        press("Escape");
        assertThat(page.locator(".keys")).not().isVisible();
    }

    @Test
    void escClosesTheTopmostOnly() {
        page.evaluate("window.drawer = true");
        press("Escape");
        page.evaluate("window.drawer = false");
        press("Escape");
        press("?", "Escape");
        assertThat(done()).isEqualTo(List.of("drawer", "reader"));
    }

    @Test
    void f6GoesRoundTheRegionsAndBack() {
        press("F6");
        assertThat(page.locator(".side a")).isFocused();
        press("F6");
        assertThat(page.locator("#row")).isFocused();
        press("F6");
        assertThat(page.locator("#reader")).isFocused();
        press("Shift+F6");
        assertThat(page.locator("#row")).isFocused();
    }

    @Test
    void thePaletteDoesAVerbWithItsObject() {
        press("Control+k");
        page.keyboard().type("move to cik");
        assertThat(lines().first()).containsText("Move to Cikarang plant");
        assertThat(lines().first().locator("kbd")).hasText("V");
        assertThat(page.locator(".pal .h5").first()).hasText("Lunch");
        press("Enter");
        assertThat(page.locator(".pal")).not().isVisible();
        assertThat(done()).isEqualTo(List.of("move to Cikarang plant"));
    }

    @Test
    void thePaletteForgivesLettersLeftOutAndShowsNothingThatCannotBeDoneNow() {
        press("Control+k");
        page.keyboard().type("rchv");
        assertThat(page.locator(".pal .none")).isVisible();
        page.locator(".pal input").fill("achv");
        assertThat(lines().first()).containsText("Archive");
        page.locator(".pal input").fill("snooze");
        assertThat(lines()).hasCount(0);
        assertThat(page.locator(".pal .none")).hasText("Nothing is called “snooze”.");
    }

    @Test
    void whatTheMenuOfTheLookOffersIsFoundByItsName() {
        press("Control+k");
        page.locator(".pal input").fill("dark");
        assertThat(lines()).hasText(new String[] {"Dark Colours"});
        press("Enter");
        assertThat(done()).isEqualTo(List.of("dark"));
    }

    @Test
    void thePaletteGoesToFoldersAndWritesToPeople() {
        press("Control+k");
        page.keyboard().type("rapat");
        assertThat(lines()).hasText(new String[] {"Rapat"});
        press("Enter", "Control+k");
        page.keyboard().type("devices");
        assertThat(lines()).hasText(new String[] {"Devices and programs"});
        press("Enter", "Control+k");
        page.keyboard().type("@bud");
        assertThat(lines()).hasCount(1);
        press("Enter");
        assertThat(sent())
                .contains("k-go 7", "k-page settings/devices")
                .last()
                .isEqualTo("k-write Budi Santoso budi@example.org");
    }

    @Test
    void operatorsBecomeChipsWhileTypingAndBackspaceRemovesThem() {
        press("/");
        page.keyboard().type("from:bob has:attachment fak");
        assertThat(page.locator(".sbox .in .op")).hasText(new String[] {"from:bob", "has:attachment"});
        assertThat(page.locator(".sbox input")).hasValue("fak");
        press("Enter");
        assertThat(sent()).last().isEqualTo("k-search from:bob has:attachment fak");
        press("/");
        page.locator(".sbox input").fill("");
        press("Backspace");
        assertThat(page.locator(".sbox .in .op")).hasText(new String[] {"from:bob"});
    }

    @Test
    void aQueryWhereAnOperatorAloneWouldMeanSomethingElseStaysText() {
        press("/");
        page.keyboard().type("(from:bob OR from:carol) -is:read x");
        assertThat(page.locator(".sbox .in .op")).hasCount(0);
        press("Enter");
        assertThat(sent()).last().isEqualTo("k-search (from:bob OR from:carol) -is:read x");
    }

    private void told(String query) {
        page.evaluate("query => document.querySelector('k-search').shown = { query, labels: {} }", query);
    }

    @Test
    void whatTheServerSaysOfAFieldInUseShowsWhenItCloses() {
        var field = page.locator(".sbox input");
        told("faktur from:bob");
        press("/");
        assertThat(field).isFocused();
        told("");
        assertThat(field).hasValue("faktur");
        press("Escape");
        assertThat(field).hasValue("");
        assertThat(page.locator(".sbox .in .op")).hasCount(0);
        // what somebody typed stays
        page.keyboard().type("rapat");
        assertThat(field).hasValue("rapat");
        told("invoice");
        press("Escape");
        assertThat(field).hasValue("rapat");
    }

    @Test
    void labelsAndFoldersAreOfferedAlsoAfterOtherWords() {
        press("/");
        page.keyboard().type("faktur label:pen");
        page.evaluate("""
                document.querySelector('k-search').suggested('faktur label:pen',
                  { messages: [], people: [], folders: ['Pending'], labels: ['Family', 'Very pending'], recent: [] })""");
        assertThat(page.locator(".panel2 .narrow .op")).hasText(new String[] {"label:Very pending"});
        press("Tab", "Enter");
        assertThat(sent()).last().isEqualTo("k-search label:\"Very pending\" faktur");
    }

    @Test
    void suggestionsAreTakenByTabAndByArrows() {
        press("/");
        page.keyboard().type("bud");
        page.evaluate("""
                document.querySelector('k-search').suggested('bud', { messages: [{ subject: 'Budget <b>', who: 'Bob', folder: 'Inbox', time: '09:41', path: 'mail/1/2' }],
                  people: [{ name: 'Budi Santoso', address: 'budi@example.org', hue: 'red', initials: 'BS' }], folders: [], labels: [], recent: [] })""");
        assertThat(page.locator(".panel2 mark").first()).hasText("Bud");
        press("ArrowDown");
        assertThat(page.locator(".panel2 .si").first()).hasAttribute("aria-selected", "true");
        press("ArrowUp", "Tab");
        assertThat(page.locator(".sbox .in .op")).hasText(new String[] {"from:Budi Santoso"});
        press("Enter");
        assertThat(sent()).last().isEqualTo("k-search from:budi@example.org");
    }
}
