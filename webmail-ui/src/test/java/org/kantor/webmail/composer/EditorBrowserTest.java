package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The editor in a real browser: what is pasted, typed, styled, quoted and taken back. */
class EditorBrowserTest extends EditorPageTest {

    private String clean(String html) {
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
    void anotherOfWordsListsBeginsAnotherListAndMarksThatNothingMarksGo() {
        var word = """
                <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>satu</p>
                <p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>pertama</p>
                <p style='mso-list:l2 level1 lfo3'>·<span>&nbsp;&nbsp;</span>dua <b>tebal</b></p>
                <p style='mso-list:l2 level2 lfo3'>o&nbsp;dalam</p>
                <p style='mso-list:l3 level2 lfo4'>a)&nbsp;huruf</p>
                <p style='mso-list:l2 level1 lfo3'>tanpa tanda. orang</p>
                <p style='mso-list:l4 level1 lfo5'><b>1.</b> <i>kedua</i></p>
                <p style='mso-list:l4 level1 lfo5'>2. Mr. Budi</p>
                <p>1. biasa</p>""";
        assertThat(clean(word))
                .isEqualTo("<ul><li>satu</li></ul><ol><li>pertama</li></ol>"
                        + "<ul><li>dua <b>tebal</b><ul><li>dalam</li></ul><ol><li>huruf</li></ol></li><li>tanpa tanda. orang</li></ul>"
                        + "<ol><li><b></b><i>kedua</i></li><li>Mr. Budi</li></ol><p>1. biasa</p>");
    }

    @Test
    void aListThatAParagraphInterruptsGoesOnWithItsNumber() {
        var word = """
                <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>satu</p>
                <p>lalu</p>
                <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span>dua</p>
                <p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>2.3.</span>dalam</p>
                <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>3.</span>tiga</p>
                <p>akhirnya</p>
                <p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>b)</span>huruf</p>""";
        assertThat(clean(word))
                .isEqualTo(
                        "<ol><li>satu</li></ol><p>lalu</p>"
                                + "<ol start=\"2\"><li>dua<ol start=\"3\"><li>dalam</li></ol></li><li>tiga</li></ol><p>akhirnya</p><ol><li>huruf</li></ol>");
        assertThat(clean("<ol start=12><li>a</ol>")).isEqualTo("<ol start=\"12\"><li>a</li></ol>");
        for (var start : List.of("0", "-3", "99999", "2;x", "1e3", "")) {
            assertThat(clean("<ol start='" + start + "'><li>a</ol>")).isEqualTo("<ol><li>a</li></ol>");
        }
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
    void whatItsReaderDoesNotSeeIsNoneOfTheWords() {
        assertThat((String) page.evaluate("""
                () => {
                  const editor = document.querySelector('k-editor');
                  editor.load('<p>See <a href="https://example.org/attached.pdf">the plan</a><img src="message/5/part/2/a" data-cid="a" alt="attached"> and <a href="https://x.example/">https://x.example/</a></p><div class="mail-quotation">attached</div>', '', false);
                  return editor.ownWords;
                }""")).isEqualTo("See the plan and https://x.example/");
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
    void theOwnTextHasItsLinesApart() {
        for (var html : List.of(
                "<p>please see attached</p><p>line</p>",
                "<p>please see attached<br>line</p>",
                "<div>please see attached</div>line",
                "<ul><li>please see&nbsp;attached</li><li>line</li></ul>",
                "<table><tbody><tr><td>please see attached</td><td>line</td></tr></tbody></table>")) {
            edited(html);
            assertThat((String) page.evaluate("() => document.querySelector('k-editor').ownText"))
                    .as(html)
                    .containsPattern("please see attached\\b")
                    .contains("line");
        }
    }

    /** Pastes with a picture beside it, as office programs and screenshots do; answers what is in the text, and how many files were taken. */
    private String paste(String html) {
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

    /** Plain text with {@code |} for the caret. */
    private String plain() {
        return (String) page.evaluate("""
                () => {
                  const { value, selectionStart } = document.querySelector('k-editor').plain;
                  return `${value.slice(0, selectionStart)}|${value.slice(selectionStart)}`;
                }""");
    }

    @Test
    void plainTextIsTakenBackWordByWordAndDoneAgainWithTheCaret() {
        page.evaluate("""
                () => {
                  const editor = document.querySelector('k-editor');
                  editor.load('', 'one three', true);
                  editor.plain.focus();
                  editor.plain.setSelectionRange(3, 3);
                }""");
        page.keyboard().type(" two and");
        page.keyboard().press("End");
        page.keyboard().press("Backspace");
        page.keyboard().press("Backspace");
        page.evaluate("document.querySelector('k-editor').insert('<b>four</b>')");
        assertThat(plain()).isEqualTo("one two and thrfour|");
        var steps = List.of(
                "one two and thr|", "one two and three|", "one two | three", "one | three", "one| three", "one| three");
        for (var step : steps) {
            page.keyboard().press("Control+z");
            assertThat(plain()).isEqualTo(step);
        }
        for (var step : List.of(
                "one | three", "one two | three", "one two and| three", "one two and thr|", "one two and thrfour|")) {
            page.keyboard().press("Control+Shift+Z");
            assertThat(plain()).isEqualTo(step);
        }
        page.keyboard().press("Control+z");
        page.keyboard().type("!");
        page.keyboard().press("Control+y");
        assertThat(plain()).isEqualTo("one two and thr!|");
        page.evaluate("document.querySelector('k-editor').load('', '', false)");
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

    private String link(String address, String text) {
        page.locator("dialog.ask input[name=address]").fill(address);
        if (text != null) {
            page.locator("dialog.ask input[name=text]").fill(text);
        }
        page.keyboard().press("Enter");
        return (String) page.evaluate("() => document.querySelector('dialog.ask .why')?.textContent ?? ''");
    }

    private String html() {
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

    private static final String SALES = "{ html: '<p>Sales</p>', text: 'Sales' }";

    private String toggled() {
        return toggled(SIGNATURE);
    }

    /** @param signature of who writes now */
    private String toggled(String signature) {
        return (String) page.evaluate(
                "async () => { const editor = document.querySelector('k-editor'); await within(editor.toggle("
                        + signature + ")); return editor.isPlain ? editor.text : editor.html; }");
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
        var signed = page.evaluate("() => { const editor = document.querySelector('k-editor'); editor.sign(" + SALES
                + ", " + SIGNATURE + "); return editor.text; }");
        assertThat((String) signed).startsWith("\n\n-- \nSales\n\nOn Friday");
        assertThat(toggled(SALES))
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
