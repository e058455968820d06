package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.Chromium;

/** The editor's and the recipients' scripts in a real browser, without a server. */
class EditorBrowserTest {

    private static final String PAGE = "http://composer.test/";

    private static Chromium chromium;
    private static Page page;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
        page = chromium.browser().newPage();
        page.route(PAGE + "**", route -> {
            var name = route.request().url().substring(PAGE.length());
            route.fulfill(
                    name.isEmpty()
                            ? new Route.FulfillOptions()
                                    .setContentType("text/html")
                                    .setBody(
                                            "<!doctype html><html lang=en><script type=module src=page.js></script><k-editor></k-editor><k-recipients></k-recipients>")
                            : name.equals("page.js")
                                    ? new Route.FulfillOptions()
                                            .setContentType("text/javascript")
                                            .setBody("""
                                            import { clean } from './editor.js';
                                            import './recipients.js';
                                            import { sendTimes, speaksOfAttachment } from './writing.js';
                                            const within = (promise) => Promise.race([promise, new Promise((_, no) => setTimeout(() => no(new Error('it did not end')), 10_000))]);
                                            Object.assign(window, { within, clean, sendTimes, speaksOfAttachment, ready: true });
                                            """)
                                    : new Route.FulfillOptions()
                                            .setContentType("text/javascript")
                                            .setPath(Path.of("src/main/webapp/ui", name)));
        });
        page.navigate(PAGE);
        page.waitForFunction("() => window.ready");
        page.evaluate(
                "() => (document.querySelector('k-editor').labels = { link: 'Link', table: 'Table', insert: 'Insert', change: 'Change', unlink: 'Remove', noLink: 'Not {0}', cancel: 'Cancel', richAgain: 'Again?', richAgainDo: 'Go on' })");
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    private static String clean(String html) {
        return ((String) page.evaluate("html => clean(html)", html)).replaceAll("\\s*\\n\\s*", "");
    }

    @Test
    void wordsListsBecomeListsAndItsOwnMarksGo() {
        var word = """
                <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body><!--StartFragment-->
                <p class=MsoNormal style='margin-bottom:8.0pt'><b style='mso-bidi-font-weight:normal'><span lang=EN-US style='font-family:Calibri'>Harga<o:p></o:p></span></b></p>
                <p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>satu</p>
                <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span>dalam</p>
                <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>dua</p>
                <p class=MsoNormal>lalu</p>
                <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>pertama</p>
                <!--EndFragment--></body></html>""";
        assertThat(clean(word))
                .isEqualTo(
                        "<p><b>Harga</b></p><ul><li>satu<ul><li>dalam</li></ul></li><li>dua</li></ul><p>lalu</p><ol><li>pertama</li></ol>");
    }

    @Test
    void docsStylesBecomeElementsAndItsWrapperGoes() {
        var docs = """
                <meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-weight:700;color:#000">Tebal</span><span style="font-style:italic"> miring</span><span style="text-decoration:underline"> garis</span></p></b>""";
        assertThat(clean(docs)).isEqualTo("<p><b>Tebal</b><i> miring</i><u> garis</u></p>");
    }

    @Test
    void tablesKeepTheirCellsAndScriptsAndPicturesFromElsewhereGo() {
        var sheet = """
                <table style="width:500px"><tbody><tr><td colspan="2" onclick="x()" style="background:red">A</td></tr></tbody></table><img src="https://tracker.example/p.gif"><script>bad()</script><a href="javascript:bad()">x</a><a href="https://example.org/">y</a><p style="display:none">secret</p>""";
        assertThat(clean(sheet))
                .contains("<td style=\"border:1px solid #b9c4c9;padding:4px 8px\" colspan=\"2\">A</td>")
                .contains("<a>x</a><a href=\"https://example.org/\">y</a>")
                .doesNotContain("tracker", "bad", "onclick", "red", "secret");
    }

    @Test
    void aSignatureIsExchangedWhereItStandsAndNothingElseIsTouched() {
        var html = (String) page.evaluate("""
                () => {
                  const editor = document.querySelector('k-editor');
                  editor.load('<p>Halo</p><div class="mail-quotation"><p>Carol wrote:</p><blockquote type="cite">old</blockquote></div>', '', false);
                  editor.sign({ html: '<p>Alice</p>', text: 'Alice' }, { html: '', text: '' });
                  editor.sign({ html: '<p>Sales</p>', text: 'Sales' }, { html: '<p>Alice</p>', text: 'Alice' });
                  return editor.html;
                }""");
        assertThat(html)
                .isEqualTo(
                        "<p>Halo</p><div class=\"mail-signature\"><p>Sales</p></div><div class=\"mail-quotation\"><p>Carol wrote:</p><blockquote type=\"cite\">old</blockquote></div>");
        var plain = (String) page.evaluate("""
                () => {
                  const editor = document.querySelector('k-editor');
                  editor.load('', 'Halo', true);
                  editor.sign({ html: '', text: 'Alice' }, { html: '', text: '' });
                  editor.sign({ html: '', text: 'Sales $& Co' }, { html: '', text: 'Alice' });
                  return editor.text;
                }""");
        assertThat(plain).isEqualTo("Halo\n\n-- \nSales $& Co");
    }

    @Test
    void theQuotedOriginalIsFoldedAndIsSentAllTheSame() {
        var facts = (List<?>) page.evaluate("""
                () => {
                  const editor = document.querySelector('k-editor');
                  editor.load('<p>Halo</p><div class="mail-quotation"><blockquote type="cite">see attached file</blockquote></div>', '', false);
                  const toggle = editor.querySelector('.quote-toggle');
                  const folded = [toggle.hidden, toggle.getAttribute('aria-expanded')];
                  toggle.click();
                  return [...folded, toggle.getAttribute('aria-expanded'), editor.html.includes('attached'), editor.ownText.includes('attached')];
                }""");
        assertThat(facts).isEqualTo(List.of(false, "false", "true", true, false));
    }

    @Test
    void whoeverWritesOfAnAttachmentIsUnderstoodInEnglishAndIndonesian() {
        for (var text : List.of(
                "Please find attached the offer",
                "I've attached the minutes",
                "I attach our price list",
                "see the attachment",
                "The file is attached.",
                "Terlampir faktur bulan ini",
                "Saya lampirkan daftar harga",
                "Lihat lampiran")) {
            assertThat(page.evaluate("text => speaksOfAttachment(text)", text))
                    .as(text)
                    .isEqualTo(true);
        }
        for (var text : List.of(
                "She is very attached to her garden",
                "Detach the cable first",
                "Lampu itu mati",
                "An attack of humour")) {
            assertThat(page.evaluate("text => speaksOfAttachment(text)", text))
                    .as(text)
                    .isEqualTo(false);
        }
    }

    @Test
    void theTimesToSendAtAreAllInTheFuture() {
        var wednesday = page.evaluate(
                "() => { const t = sendTimes(new Date(2026, 10, 25, 10, 0)); return [t.evening.text, t.tomorrow.text, t.monday.text]; }");
        assertThat(wednesday).isEqualTo(List.of("18:00", "Thu 08:00", "30 Nov 08:00"));
        var sundayNight = page.evaluate("() => Object.keys(sendTimes(new Date(2026, 10, 29, 23, 0))).sort()");
        assertThat(sundayNight).isEqualTo(List.of("tomorrow"));
    }

    @Test
    void theTimesToSendAtAreThoseOfThePersonWhereverTheBrowserIs() {
        // in Auckland it is Thursday already, in Honolulu still Tuesday
        for (var there : Map.of(
                        "Pacific/Auckland", List.of("Fri 08:00", "2026-11-26T19:00:00.000Z"),
                        "Pacific/Honolulu", List.of("Wed 08:00", "2026-11-25T18:00:00.000Z"))
                .entrySet()) {
            var tomorrow =
                    page.evaluate("""
                    (zone) => {
                      document.documentElement.dataset.zone = zone;
                      const { tomorrow } = sendTimes(new Date('2026-11-25T%s:00:00Z'));
                      delete document.documentElement.dataset.zone;
                      return [tomorrow.text, tomorrow.at.toISOString()];
                    }""".formatted(there.getKey().endsWith("Auckland") ? "18" : "03"), there.getKey());
            assertThat(tomorrow).as(there.getKey()).isEqualTo(there.getValue());
        }
    }

    @Test
    void pastedAddressesAreSplitAndThoseThatAreNoneAreMarked() {
        var chips = page.evaluate("""
                () => {
                  const field = document.querySelector('k-recipients');
                  field.setPeople([]);
                  field.add('"Hartono, Alice" <alice@example.org>, bob@example.org; nobody\\nBob <BOB@example.org>');
                  return field.people.map((one) => `${one.name}|${one.address}|${Boolean(one.bad)}`);
                }""");
        assertThat(chips)
                .isEqualTo(List.of("Hartono, Alice|alice@example.org|false", "|bob@example.org|false", "|nobody|true"));
    }

    @Test
    void aGroupGoesAsItsMembersEachOnceAndCanBeOpened() {
        var said = page.evaluate("""
                () => {
                  const field = document.querySelector('k-recipients');
                  field.labels = { expand: 'Who is in {0}', outOf: '{0} of {1} outside' };
                  field.setPeople([]);
                  field.add('BOB@example.org');
                  field.put({ name: 'Team', address: 'group:1-2', out: true, members: [
                    { name: 'Bob', address: 'bob@example.org', out: false }, { name: 'Oscar', address: 'oscar@other.example', out: true }] });
                  const list = (people) => people.map((one) => one.address).join();
                  const chip = field.querySelectorAll('.person')[1];
                  const before = [list(field.everybody), chip.className, chip.title, chip.innerText.replace(/\\s+/g, ' ').trim(), chip.querySelector('.expand').title];
                  chip.querySelector('.expand').click();
                  return [...before, list(field.people), field.querySelectorAll('.person')[1].className];
                }""");
        assertThat(said)
                .isEqualTo(List.of(
                        "BOB@example.org,oscar@other.example",
                        "person out",
                        "Bob, Oscar (1 of 2 outside)",
                        "Team2",
                        "Who is in Team",
                        "BOB@example.org,oscar@other.example",
                        "person out"));
    }

    /** Types into the field of people as fast as that, and answers what was asked for, when {@code answer} is called with it. */
    private static void type(String text, String... keys) {
        page.evaluate("""
                () => {
                  const field = document.querySelector('k-recipients');
                  const bob = { name: 'Bob', address: 'bob@example.org', out: false };
                  const dave = { name: 'David', address: 'david@example.org', out: false };
                  field.setPeople([]);
                  field.clear();
                  document.querySelector('k-editor').load('', '', false);
                  window.asked = [];
                  window.answer = (text) => field.suggest(text, [bob, dave].filter((one) => `${one.name} ${one.address}`.toLowerCase().includes(text.toLowerCase())));
                  window.chips = () => field.people.map((one) => one.address + (one.bad ? '!' : one.waiting ? '?' : '')).join() + '|' + field.input.value;
                  field.addEventListener('k-suggest', (event) => asked.push(event.detail.text));
                }""");
        page.locator("k-recipients input").focus();
        page.keyboard().type(text);
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    private static String answered(String text) {
        return (String) page.evaluate("text => { answer(text); return chips(); }", text);
    }

    private static String chips() {
        return (String) page.evaluate("() => chips()");
    }

    @Test
    void whatWasTypedGoesBeforeASuggestionForAnEarlierText() {
        type("bo");
        assertThat(answered("bo")).isEqualTo("|bo");
        page.keyboard().type("ris@partner.example");
        page.keyboard().press("Enter");
        assertThat(chips()).isEqualTo("boris@partner.example|");
        for (var key : List.of("Tab", ",")) {
            type("bo");
            answered("bo");
            page.keyboard().type("b@other.example");
            page.keyboard().press(key);
            assertThat(chips()).as(key).isEqualTo("bob@other.example|");
        }
        for (var key : List.of("Enter", "Tab", ",")) {
            type("bo");
            answered("bo");
            page.keyboard().press(key);
            assertThat(chips()).as(key).isEqualTo("bob@example.org|");
        }
    }

    @Test
    void aPartOfANameWaitsAsAChipForTheSuggestionsForItWhileTypingGoesOn() {
        for (var key : List.of("Enter", "Tab", ",")) {
            type("Dav", key);
            assertThat(chips()).as(key).isEqualTo("Dav?|");
            assertThat(page.evaluate("() => asked.at(-1)")).isEqualTo("Dav");
            page.keyboard().type("bo");
            assertThat(answered("Da")).as(key).isEqualTo("Dav?|bo");
            assertThat(answered("Dav")).as(key).isEqualTo("david@example.org|bo");
        }
        type("Zoe", "Enter");
        assertThat(answered("Zoe")).isEqualTo("Zoe!|");
        type("Dav, bo,", "Enter");
        answered("Dav");
        assertThat(answered("bo")).isEqualTo("david@example.org,bob@example.org|");
        type("Dav", ",");
        page.keyboard().type("david,");
        answered("Dav");
        assertThat(answered("david")).as("each once").isEqualTo("david@example.org|");
        type("Dav", "Tab", "Tab");
        assertThat(page.evaluate("() => document.activeElement.closest('k-recipients')"))
                .isNull();
        assertThat(answered("Dav")).as("the field was left").isEqualTo("david@example.org|");
        assertThat(page.evaluate("() => document.activeElement.closest('k-recipients')"))
                .isNull();
    }

    @Test
    void aWholeAddressIsTakenAsItWasTypedAlsoWhereALongerOneIsSuggested() {
        for (var key : List.of("Enter", "Tab", ",")) {
            type("bob@example.or");
            answered("bob@example.or");
            assertThat(page.locator("k-recipients .mi").count()).isEqualTo(1);
            assertThat(page.locator("k-recipients .mi.on").count()).isZero();
            page.keyboard().press(key);
            assertThat(chips()).as(key).isEqualTo("bob@example.or|");
        }
        for (var key : List.of("ArrowDown", "ArrowUp")) {
            type("bob@example.or");
            answered("bob@example.or");
            page.keyboard().press(key);
            page.keyboard().press("Enter");
            assertThat(chips()).as(key).isEqualTo("bob@example.org|");
        }
        // of an address without its end there is more to come
        type("bob@ex");
        answered("bob@ex");
        page.keyboard().press("Enter");
        assertThat(chips()).isEqualTo("bob@example.org|");
        type("david@example.org");
        answered("david@example.org");
        assertThat(page.locator("k-recipients .mi.on").innerText()).contains("David");
    }

    @Test
    void aWordThatCouldBeSeveralPeopleIsNoneOfThem() {
        type("");
        page.locator("k-recipients input").fill("example, Dav,");
        answered("example");
        assertThat(answered("Dav")).isEqualTo("example!,david@example.org|");
        type("example", "Enter");
        assertThat(answered("example")).isEqualTo("example!|");
    }

    /** Pastes with a picture beside it, as office programs and screenshots do; answers what is in the text, and how many files were taken. */
    private static String paste(String html) {
        return (String) page.evaluate("""
                html => {
                  const editor = document.querySelector('k-editor');
                  editor.load('<p><br></p>', '', false);
                  editor.focusStart();
                  let taken = 0;
                  editor.addEventListener('k-files', (event) => (taken += event.detail.files.length), { once: true });
                  const data = new DataTransfer();
                  data.items.add(new File(['x'], 'image.png', { type: 'image/png' }));
                  html && data.setData('text/html', html);
                  editor.rich.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                  return `${editor.rich.innerText.replace(/\\s+/g, ' ').trim()}|${editor.rich.querySelectorAll('td').length}|${taken}`;
                }""", html);
    }

    @Test
    void textAndTablesGoBeforeThePictureThatOfficeProgramsMakeOfThem() {
        assertThat(paste("<html><body><table><tr><td>Harga</td><td>12</td></tr></table></body></html>"))
                .isEqualTo("Harga 12|2|0");
        assertThat(paste("<p class=MsoNormal>Halo</p>")).isEqualTo("Halo|0|0");
        assertThat(paste("")).isEqualTo("|0|1");
        assertThat(paste("<meta charset='utf-8'><img src=\"https://example.org/a.png\"/>"))
                .isEqualTo("|0|1");
    }

    /** Fills the editor, puts the caret at the end of the element with that id or else of all, does commands and types; answers the text's HTML. */
    private static String edited(String html, String... acts) {
        page.evaluate("""
                html => {
                  const editor = document.querySelector('k-editor');
                  editor.load(html, '', false);
                  editor.focusEnd();
                  const at = document.getElementById('at');
                  if (at) {
                    getSelection().selectAllChildren(at);
                    document.getElementById('to') ? getSelection().extend(document.getElementById('to'), 1) : getSelection().collapseToEnd();
                    editor.rich.querySelectorAll('[id]').forEach((element) => element.removeAttribute('id'));
                  }
                  editor.history.forget();
                  editor.mark();
                }""", html);
        for (var act : acts) {
            act(act);
        }
        return act("");
    }

    /** Does a command ("do"), presses a key ("press") or types; answers the text's HTML. */
    private static String act(String act) {
        if (act.startsWith("do ")) {
            page.evaluate(
                    "act => document.querySelector('k-editor').command(...act.split(' '))",
                    act.substring("do ".length()));
        } else if (act.startsWith("press ")) {
            page.keyboard().press(act.substring("press ".length()));
        } else {
            page.keyboard().type(act);
        }
        return (String) page.evaluate("() => document.querySelector('k-editor').html");
    }

    @Test
    void aBlockStyleConvertsAndNeverNests() {
        assertThat(edited("<pre id=at>c1\nc2</pre>", "do block p", "x")).isEqualTo("<p>c1</p><p>c2x</p>");
        assertThat(edited("<pre>c1<br>c2<br></pre><p id=at>t</p>", "do block h2", "x"))
                .isEqualTo("<pre>c1<br>c2<br></pre><h2>tx</h2>");
        assertThat(edited("<p id=at>a</p><p>b<br>c</p><h1 id=to>d</h1>", "do block pre"))
                .isEqualTo("<pre>a\nb\nc\nd</pre>");
        assertThat(edited("<h1 id=at>a <b>b</b></h1>", "do block p", "x")).isEqualTo("<p>a <b>bx</b></p>");
        assertThat(edited("", "a", "do block pre", "x")).isEqualTo("<pre>ax</pre>");
        assertThat(edited("<ul><li id=at>a</li><li>b</li></ul>", "do block p"))
                .isEqualTo("<ul><li>a</li><li>b</li></ul>");
        assertThat(edited("<p>a</p><pre id=at>c</pre>", "do quote", "x"))
                .isEqualTo("<p>a</p><blockquote><pre>cx</pre></blockquote>");
        assertThat(edited("<p id=at>a</p>", "do block h1", "press Control+z", "x"))
                .isEqualTo("<p>ax</p>");
    }

    @Test
    void allThatWasDoneIsTakenBackAndDoneAgainInOneOrder() {
        var steps = List.of(
                "one",
                "press Enter",
                "two",
                "do block h1",
                "do ul",
                "press Enter",
                "three",
                "do bold",
                " four",
                "do quote",
                "press Enter",
                "press Enter",
                "out");
        var states = new ArrayList<String>();
        states.add(edited("<p id=at>a</p><p>b</p>"));
        for (var step : steps) {
            states.add(act(step));
        }
        var back = new ArrayDeque<String>();
        var now = states.getLast();
        back.push(now);
        while (!now.equals(states.getFirst())) {
            now = act("press Control+z");
            back.push(now);
            assertThat(back.size()).as(now).isLessThan(30);
        }
        assertThat(List.copyOf(back)).containsAll(states.stream().distinct().toList());
        assertThat(act("press Control+z")).as("nothing more").isEqualTo(states.getFirst());
        var way = List.of("press Control+Shift+z", "press Control+y");
        back.pop();
        for (var i = 0; !back.isEmpty(); i++) {
            assertThat(act(way.get(i % 2))).isEqualTo(back.pop());
        }
        assertThat(act("press Control+y")).as("nothing more").isEqualTo(states.getLast());
        act("press Control+z");
        act("x");
        var typed = act("press Control+y");
        assertThat(typed).as("what was done since goes before").contains("x");
    }

    @Test
    void tablesLinksAndSignaturesAreTakenBackAndDoneAgainToo() {
        tableOf(2, 2);
        page.keyboard().type("a");
        page.keyboard().press("Tab");
        page.keyboard().type("b");
        page.evaluate("() => document.querySelector('k-editor [data-table=columnRemove]').click()");
        page.evaluate("() => document.querySelector('k-editor [data-table=rowBelow]').click()");
        page.keyboard().type("c");
        page.evaluate(
                "() => document.querySelector('k-editor').sign({ html: '<p>Sales</p>', text: 'Sales' }, { html: '', text: '' })");
        var last = act("");
        var way = new ArrayList<String>();
        for (var i = 0; i < 7; i++) {
            way.add(act("press Control+z"));
        }
        assertThat(way.get(2)).contains(">a</td></tr>").doesNotContain("Sales");
        assertThat(way.get(3)).contains(">a</td>").contains(">b</td>");
        assertThat(way.getLast()).isEqualTo("<p>t</p>");
        for (var i = 5; i >= 0; i--) {
            assertThat(act("press Control+y")).isEqualTo(way.get(i));
        }
        assertThat(act("press Control+y")).isEqualTo(last);
    }

    @Test
    void wordsAreTakenBackOneByOneAndTheCaretIsWhereTheyWere() {
        edited("<p id=at>a</p><p>b</p>", "one two");
        assertThat(act("press Control+z")).isEqualTo("<p>aone&nbsp;</p><p>b</p>");
        page.evaluate("() => getSelection().collapse(document.querySelector('k-editor .rich').lastChild, 1)");
        act("press Control+z");
        assertThat(act("!")).isEqualTo("<p>a!</p><p>b</p>");
    }

    @Test
    void anEditorThatGoesOnForAnotherTakesBackWhatWasDoneThere() {
        edited("<p id=at>a</p>", "b", "do block h1", "do quote");
        page.evaluate("""
                () => {
                  const former = document.querySelector('k-editor');
                  const editor = document.createElement('k-editor');
                  former.replaceWith(editor);
                  editor.labels = former.labels;
                  editor.goOnFrom(former);
                  editor.caret();
                }""");
        assertThat(act("c")).isEqualTo("<blockquote><h1>abc</h1></blockquote>");
        act("press Control+z");
        act("press Control+z");
        act("press Control+z");
        assertThat(act("press Control+z")).isEqualTo("<p>a</p>");
        act("press Control+y");
        assertThat(act("press Control+y")).isEqualTo("<h1>ab</h1>");
    }

    @Test
    void whatComesBackIsWhatItWasWhenItWent() {
        edited("<p>x <b id=at>bold</b></p>", "do block h1", "press Control+z", "press Control+y");
        page.evaluate("""
                () => {
                  const editor = document.querySelector('k-editor');
                  const { firstChild } = editor.querySelector('b');
                  getSelection().setBaseAndExtent(firstChild, 2, firstChild, 4);
                  editor.mark();
                }""");
        assertThat(act("do italic")).isEqualTo("<h1>x <b>bo<i>ld</i></b></h1>");
        page.evaluate("""
                () => {
                  const editor = document.querySelector('k-editor');
                  editor.history.begin();
                  editor.querySelector('b').remove();
                  editor.changed();
                }""");
        assertThat(act("press Control+z")).isEqualTo("<h1>x <b>bo<i>ld</i></b></h1>");
    }

    @Test
    void nothingIsDoneAgainAfterAChangeThatTheHistoryHasNotHeardOfYet() {
        edited("<p id=at>a</p>", "b", "press Control+z");
        var now = page.evaluate("""
                () => {
                  const editor = document.querySelector('k-editor');
                  editor.rich.firstChild.append('!');
                  editor.history.redo();
                  return editor.html;
                }""");
        assertThat(now).isEqualTo("<p>a!</p>");
        assertThat(act("press Control+z")).isEqualTo("<p>a</p>");
    }

    @Test
    void eachDragIsAStepWithWhatItTookAwayAndWhatItPut() {
        edited("<p id=at>one two three</p>");
        var dragged = page.evaluate("""
                () => {
                  const editor = document.querySelector('k-editor');
                  const text = editor.rich.firstChild.firstChild;
                  for (const [inputType, data] of [
                    ['deleteByDrag', 'two three'], ['insertFromDrop', 'two three one'],
                    ['deleteByDrag', 'three one'], ['insertFromDrop', 'three one two'],
                  ]) {
                    editor.rich.dispatchEvent(new InputEvent('beforeinput', { inputType, bubbles: true }));
                    text.data = data;
                    editor.rich.dispatchEvent(new InputEvent('input', { inputType, bubbles: true }));
                  }
                  return editor.html;
                }""");
        assertThat(dragged).isEqualTo("<p>three one two</p>");
        assertThat(act("press Control+z")).isEqualTo("<p>two three one</p>");
        assertThat(act("press Control+z")).isEqualTo("<p>one two three</p>");
    }

    @Test
    void enterOnAnEmptyLineLeavesCodeAndQuotation() {
        assertThat(edited("<pre id=at>c1</pre>", "press Enter", "c2", "press Enter", "press Enter", "out")
                        .replace("<br>", "\n"))
                .isEqualTo("<pre>c1\nc2</pre><p>out</p>");
        assertThat(edited("<p id=at><br></p>", "do block pre", "press Enter", "out"))
                .isEqualTo("<p>out</p>");
        assertThat(edited("<p id=at>q</p>", "do quote", "press Enter", "r", "press Enter", "press Enter", "out"))
                .isEqualTo("<blockquote><p>q</p><p>r</p></blockquote><p>out</p>");
        assertThat(edited("<blockquote><p id=at>q</p><p>r</p></blockquote>", "press Enter", "press Enter", "answer"))
                .isEqualTo("<blockquote><p>q</p></blockquote><p>answer</p><blockquote><p>r</p></blockquote>");
        assertThat(edited("<blockquote><p>q</p><p id=at>r</p></blockquote>", "do quote", "x"))
                .isEqualTo("<blockquote><p>q</p></blockquote><p>rx</p>");
    }

    @Test
    void listsAndQuotationsAreSentAsValidHtml() {
        assertThat(edited("", "a", "press Enter", "b", "do ul", "c")).isEqualTo("<p>a</p><ul><li>bc</li></ul>");
        assertThat(edited("", "a", "do ul", "press Enter", "b", "press Enter", "press Enter", "c"))
                .isEqualTo("<ul><li>a</li><li>b</li></ul><p>c</p>");
        assertThat(edited("", "first", "press Enter", "second", "do quote"))
                .isEqualTo("<p>first</p><blockquote><p>second</p></blockquote>");
        assertThat(edited("", "only")).isEqualTo("<p>only</p>");
        var nested = page.evaluate("""
                () => {
                  const editor = document.querySelector('k-editor');
                  editor.load('', '', false);
                  const p = document.createElement('p');
                  p.innerHTML = '<ul><li>a</li></ul><p>b</p>';
                  editor.rich.replaceChildren('loose', document.createElement('br'), p);
                  return editor.html;
                }""");
        assertThat(nested).isEqualTo("<p>loose<br></p><ul><li>a</li></ul><p>b</p>");
    }

    /** The rows of the table, without styles; the cell with the caret has a star. */
    private static String table() {
        return (String) page.evaluate("""
                () => [...document.querySelectorAll('k-editor table tr')].map((row) => [...row.cells].map((cell) =>
                    cell.textContent + (cell.colSpan > 1 ? `>${cell.colSpan}` : '') + (cell.rowSpan > 1 ? `v${cell.rowSpan}` : '') + (cell.contains(getSelection().anchorNode) ? '*' : '')).join()).join('/')""");
    }

    private static void tableOf(int rows, int columns) {
        edited("<p id=at>t</p>", "do table");
        page.locator("dialog.ask input").first().fill(Integer.toString(rows));
        page.locator("dialog.ask input").last().fill(Integer.toString(columns));
        page.keyboard().press("Enter");
        page.waitForFunction("() => document.querySelector('k-editor table')");
    }

    @Test
    void aTableHasTheSizeThatIsChosenAndIsWrittenCellByCell() {
        tableOf(2, 2);
        page.keyboard().type("a");
        page.keyboard().press("Tab");
        page.keyboard().type("b");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().type("c");
        assertThat(table()).isEqualTo("a,b/,/c*,");
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Shift+Tab");
        assertThat(table()).isEqualTo("a,b*/,/c,");
        page.keyboard().press("Alt+F10");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("() => document.activeElement.closest('.rich') !== null"))
                .isEqualTo(true);
        assertThat(table()).isEqualTo(",/a,b*/,/c,");
        page.keyboard().press("Control+z");
        assertThat(table()).isEqualTo("a,b*/,/c,");
        page.keyboard().press("Alt+F10");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Escape");
        page.keyboard().type("x");
        assertThat(table()).isEqualTo("a,x*/,/c,");
        assertThat((String) page.evaluate("() => document.querySelector('k-editor').html"))
                .startsWith("<p>t</p><table")
                .endsWith("</table><p><br></p>");
    }

    private static String changed(String rows, String what) {
        edited("<table>" + rows + "</table><p>x</p>");
        page.evaluate("what => document.querySelector(`k-editor [data-table=${what}]`).click()", what);
        return table();
    }

    @Test
    void rowsAndColumnsAreAddedAndRemovedAlsoWhereCellsSpanOthers() {
        var plain = "<tr><td>a<td id=at>b<tr><td>c<td>d";
        assertThat(changed(plain, "rowBelow")).isEqualTo("a,b*/,/c,d");
        assertThat(changed(plain, "columnBefore")).isEqualTo("a,,b*/c,,d");
        assertThat(changed(plain, "columnAfter")).isEqualTo("a,b*,/c,d,");
        assertThat(changed(plain, "rowRemove")).isEqualTo("c,d*");
        assertThat(changed(plain, "columnRemove")).isEqualTo("a*/c");
        assertThat(changed(plain, "tableRemove")).isEmpty();
        var spans = "<tr><td colspan=2>a<td rowspan=2>b<tr><td id=at>c<td>d<tr><td>e<td>f<td>g";
        assertThat(changed(spans, "columnAfter")).isEqualTo("a>3,bv2/c*,,d/e,,f,g");
        assertThat(changed(spans, "rowAbove")).isEqualTo("a>2,bv3/,/c*,d/e,f,g");
        assertThat(changed(spans, "columnRemove")).isEqualTo("a,bv2/d*/f,g");
        assertThat(changed(spans, "rowRemove")).isEqualTo("a>2,b/e*,f,g");
        assertThat(changed("<tr><td id=at rowspan=2>a<td>b<tr><td>c", "rowRemove"))
                .isEqualTo("a*,c");
    }

    @Test
    void aTableStandsBelowCodeAndQuotationsNotInThem() {
        edited("<pre id=at>c</pre>", "do table");
        page.keyboard().press("Enter");
        page.waitForFunction("() => document.querySelector('k-editor table')");
        assertThat((Boolean) page.evaluate("() => document.querySelector('k-editor pre table') === null"))
                .isTrue();
        assertThat(table()).isEqualTo("*,,/,,/,,");
    }

    private static String link(String address, String text) {
        page.locator("dialog.ask input[name=address]").fill(address);
        if (text != null) {
            page.locator("dialog.ask input[name=text]").fill(text);
        }
        page.keyboard().press("Enter");
        return (String) page.evaluate("() => document.querySelector('dialog.ask .why')?.textContent ?? ''");
    }

    private static String html() {
        page.waitForFunction("() => !document.querySelector('dialog')");
        return (String) page.evaluate("() => document.querySelector('k-editor').html");
    }

    @Test
    void aLinkIsMadeChangedAndRemovedInItsOwnDialogue() {
        edited("<p id=at>see&nbsp;</p>", "press Control+k");
        assertThat(link("java script", null)).isEqualTo("Not java script");
        assertThat(link("javascript:alert(1)", null)).isEqualTo("Not javascript:alert(1)");
        assertThat(link("example.org/a?b=c", "the page")).isEmpty();
        assertThat(html()).isEqualTo("<p>see&nbsp;<a href=\"https://example.org/a?b=c\">the page</a></p>");
        edited("<p>see <a href='https://example.org/'><b id=at>this</b> page</a></p>", "press Control+k");
        assertThat(page.locator("dialog.ask input").first().inputValue()).isEqualTo("https://example.org/");
        assertThat(link("bob@example.org", null)).isEmpty();
        assertThat(html()).isEqualTo("<p>see <a href=\"mailto:bob@example.org\"><b>this</b> page</a></p>");
        edited("<p>see <a id=at href='https://example.org/'>this</a></p>", "press Control+k");
        assertThat(link("example.org:8080", "that")).isEmpty();
        assertThat(html()).isEqualTo("<p>see <a href=\"https://example.org:8080\">that</a></p>");
        edited("<p>see <a href='https://example.org/'><b id=at>this</b></a></p>", "press Control+k");
        page.locator("dialog.ask .other").click();
        assertThat(html()).isEqualTo("<p>see <b>this</b></p>");
        edited("<p>see <b id=at>that</b><i id=to>one</i></p>", "press Control+k");
        assertThat(link("example.org", null)).isEmpty();
        assertThat(html()).contains("href=\"https://example.org\"").contains("<b>that</b>");
        edited("<p id=at>see</p>", "press Control+k", "press Escape");
        html();
        page.keyboard().type("!");
        assertThat(html()).isEqualTo("<p>see!</p>");
    }

    private static final String SIGNATURE = "{ html: '<p>Alice</p><p>PT X</p>', text: 'Alice\\nPT X' }";

    private static String toggled() {
        return (String) page.evaluate(
                "async () => { const editor = document.querySelector('k-editor'); await within(editor.toggle("
                        + SIGNATURE + ")); return editor.isPlain ? editor.text : editor.html; }");
    }

    @Test
    void aReplyInPlainTextQuotesAndSignsAsOneDoes() {
        var html = """
                <p><br></p><div class="mail-signature"><p>Alice</p><p>PT X</p></div><div class="mail-quotation"><p>On Friday, Carol wrote:</p><blockquote type="cite">\
                <p>Hi <b>Alice</b></p><blockquote><p>older</p></blockquote><ul><li>one</li><li>two<ol><li>in</li></ol></li></ul>\
                <table><tbody><tr><td>Price</td><td>12</td></tr><tr><td>No</td><td>3</td></tr></tbody></table>\
                <p>see <a href="https://example.org/">there</a><img alt="logo">!</p></blockquote></div>""";
        edited(html);
        assertThat(toggled()).isEqualTo("""


                --\s
                Alice
                PT X

                On Friday, Carol wrote:
                > Hi Alice
                >
                >> older
                >
                > - one
                > - two
                >   1. in
                >
                > Price | 12
                > No    | 3
                >
                > see there <https://example.org/> [logo] !""");
        assertThat(toggled()).as("as it was").isEqualTo(html);
        toggled();
        var signed = page.evaluate(
                "() => { const editor = document.querySelector('k-editor'); editor.sign({ html: '<p>Sales</p>', text: 'Sales' }, "
                        + SIGNATURE + "); return editor.text; }");
        assertThat((String) signed).startsWith("\n\n-- \nSales\n\nOn Friday");
        assertThat(toggled())
                .contains("<p>Sales</p>")
                .contains("<blockquote type=\"cite\">")
                .doesNotContain("PT X");
    }

    @Test
    void aChangedPlainTextBecomesRichOnlyWhenWhatIsLostWasAskedAbout() {
        edited("<p>a <b>b</b></p><div class=mail-signature><p>Alice</p><p>PT X</p></div>");
        toggled();
        page.locator("k-editor .plain").fill("new\n> said\n>> before\n\n-- \nAlice\nPT X");
        page.evaluate("() => { window.going = document.querySelector('k-editor').toggle(" + SIGNATURE + "); }");
        page.locator("dialog.ask .btn:not(.primary)").click();
        assertThat((String) page.evaluate(
                        "async () => { await within(going); return document.querySelector('k-editor').text; }"))
                .startsWith("new");
        page.evaluate("() => { window.going = document.querySelector('k-editor').toggle(" + SIGNATURE + "); }");
        page.locator("dialog.ask .primary").click();
        assertThat((String) page.evaluate(
                        "async () => { await within(going); return document.querySelector('k-editor').html; }"))
                .isEqualTo(
                        "<p>new</p><blockquote><p>said</p><blockquote><p>before</p></blockquote></blockquote><div class=\"mail-signature\"><p>Alice</p><p>PT X</p></div>");
    }
}
