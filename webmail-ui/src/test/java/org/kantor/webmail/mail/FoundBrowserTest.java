package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.content.FrameTexts;
import org.kantor.webmail.content.ServedMessages;
import org.kantor.webmail.fake.Chromium;
import org.kantor.webmail.fake.PageTest;
import org.kantor.webmail.shell.Toasts;

/** Words that were searched for, in the messages that are opened from a list of what was found. */
class FoundBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en" theme="light"><head><base href="/">
            <link rel="stylesheet" href="ui/tokens.css"><link rel="stylesheet" href="ui/shell.css"></head><body><section class="reader"></section>
            <script type="module">
              import '/ui/icon.js';
              import '/ui/message-frame.js';
              import { found, markFound } from '/ui/found.js';
              Object.assign(window, { found, markFound });
              window.marked = (view) => [...view.CSS.highlights.get('found') ?? []].map((range) => {
                const text = view.document.createRange();
                text.setStart(range.startContainer, range.startOffset);
                text.setEnd(range.endContainer, range.endOffset);
                return text.toString();
              });
              document.body.id = 'ready';
            </script></body></html>""";

    private static final String SHOW = """
            ([words, subject, numbers, attributes]) => {
              const reader = document.querySelector('.reader');
              words === null ? delete reader.dataset.words : reader.dataset.words = words;
              const heading = document.createElement('h2');
              heading.className = 'rsub';
              heading.textContent = subject;
              reader.replaceChildren(heading, ...numbers.map((number) => {
                const frame = document.createElement('k-message-frame');
                Object.entries({ ...attributes, src: `message/${number}/frame` }).forEach(([name, value]) => frame.setAttribute(name, value));
                return frame;
              }));
            }""";

    private static ServedMessages served;

    @BeforeAll
    static void serve() throws IOException {
        served = new ServedMessages();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void open() {
        open(PAGE, fresh -> fresh.route(Chromium.ROOT + "message/**", served::answer));
    }

    /** @param words null in a place that says nothing of words */
    private void show(String words, String subject, int... numbers) {
        var shown = IntStream.of(numbers).boxed().toList();
        page.evaluate(SHOW, Arrays.asList(words, subject, shown, FrameTexts.attributes(Locale.ENGLISH)));
        page.waitForFunction(
                "count => document.querySelectorAll('k-message-frame.ready').length === count", shown.size());
    }

    private static void message(int number, String type, String text) {
        var lines = "MIME-Version: 1.0\r\nContent-Type: " + type + "; charset=utf-8\r\n\r\n" + text;
        served.message(number, lines.getBytes(StandardCharsets.UTF_8));
    }

    private Object marked(int frame) {
        return page.evaluate(
                "frame => marked(document.querySelectorAll('k-message-frame')[frame].frame.contentWindow)", frame);
    }

    private Object markedInSubject() {
        return page.evaluate("marked(window)");
    }

    private Object document() {
        return page.evaluate(
                "document.querySelector('k-message-frame').frame.contentDocument.documentElement.outerHTML");
    }

    private record Text(String text, Set<String> words, List<String> marked) {}

    @Test
    void theServerAndTheBrowserMarkTheSameWords() {
        for (var each : List.of(
                new Text(
                        "Faktur nomor 7, FAKTURIS; prefaktur",
                        Set.of("faktur", "7"),
                        List.of("Faktur", "7", "FAKTURIS")),
                new Text("di dinding, PT Ptolemy", Set.of("di", "pt"), List.of("di", "PT")),
                new Text(
                        "Zoë fährt Straßen entlang",
                        Set.of("zoe", "fahr", "strasse"),
                        List.of("Zoë", "fährt", "Straßen")),
                new Text(
                        "İstanbul, ΟΔΟΣ, ﬁnal",
                        Set.of("istanbul", "οδοσ", "final"),
                        List.of("İstanbul", "ΟΔΟΣ", "ﬁnal")),
                new Text("会議室を予約", Set.of("会議"), List.of("会議室を予約")),
                new Text("كَتَبَ كتب", Set.of("كتب"), List.of("كَتَبَ", "كتب")),
                new Text("e.g. what-ever", Set.of(), List.of()))) {
            var line = new Element("p");
            Marking.mark(line, each.text, each.words);
            assertThat(line.select("mark").eachText()).as(each.text).isEqualTo(each.marked);
            assertThat(line.wholeText()).isEqualTo(each.text);
            assertThat(page.evaluate(
                            "([text, words]) => found(text, words).map(({ from, to }) => text.slice(from, to))",
                            List.of(each.text, List.copyOf(each.words))))
                    .as(each.text)
                    .isEqualTo(each.marked);
        }
    }

    @Test
    void wordsAreMarkedInASubjectAndInAPlainTextAndNothingElseIs() {
        message(1, "text/plain", "Sensor: prasensor\r\n> sensors quoted\r\nhttps://sensor.example/x\r\n");
        show("faktur sensor", "Faktur untuk sensor", 1);
        assertThat(markedInSubject()).isEqualTo(List.of("Faktur", "sensor"));
        assertThat(marked(0)).isEqualTo(List.of("Sensor", "sensors", "sensor"));
    }

    @Test
    void inHtmlAWordGoesOnInWhatStandsInTheLineAndEndsWithIt() {
        message(2, "text/html", """
                <p>Sen<b>s<i>or</i></b>en baru, pra<b>sensor</b></p><div>Sen</div>sor<table><tr><td>sensor<td>Sen<br>sor</table>
                <ul><li>pra<li>sensor<p>pra</p>sensor</ul><hr title="sensor"><a href="https://x.example/sensor" title="sensor">x</a>""");
        show("sensor", "", 2);
        assertThat(marked(0)).isEqualTo(List.of("Sensoren", "sensor", "sensor", "sensor"));
    }

    @Test
    void everyPartAndEveryMessageOfAConversationIsMarkedAndStaysAsItIs() {
        message(3, "text/plain", "first faktur");
        served.message(4, """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b

                faktur one
                --b
                Content-Type: text/html

                <style>p { color: red }</style><p>faktur two<script>'faktur'</script>
                --b--
                """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        show("faktur", "Re: Faktur", 4, 3);
        assertThat(marked(0)).isEqualTo(List.of("faktur", "faktur"));
        assertThat(marked(1)).isEqualTo(List.of("faktur"));
        assertThat(markedInSubject()).isEqualTo(List.of("Faktur"));
        var withMarks = document();
        show(null, "Re: Faktur", 4, 3);
        assertThat(document()).isEqualTo(withMarks);
    }

    @Test
    void aMessageThatIsOpenedOtherwiseHasNoMarks() {
        message(5, "text/plain", "faktur");
        show("faktur", "Faktur", 5);
        show("", "Faktur", 5);
        assertThat(marked(0)).isEqualTo(List.of());
        assertThat(markedInSubject()).isEqualTo(List.of());
        show("faktur", "Faktur", 5);
        show(null, "Faktur", 5);
        assertThat(marked(0)).isEqualTo(List.of());
        assertThat(markedInSubject()).isEqualTo(List.of());
    }

    /** What is behind a mark and what is on it, as the browser has them. */
    private Object colours() {
        return page.evaluate("""
                () => [document.querySelector('.rsub'), document.querySelector('k-message-frame').frame.contentDocument.body].map((element) => {
                  const { backgroundColor, color } = element.ownerDocument.defaultView.getComputedStyle(element, '::highlight(found)');
                  return `${color} on ${backgroundColor}`;
                })""");
    }

    @Test
    void marksAreLegibleInBothSchemes() {
        message(6, "text/plain", "faktur");
        show("faktur", "Faktur", 6);
        assertThat(colours())
                .isEqualTo(List.of("rgb(20, 32, 36) on rgb(253, 238, 188)", "rgb(20, 32, 36) on rgb(253, 238, 188)"));
        page.evaluate("document.documentElement.setAttribute('theme', 'dark')");
        page.waitForFunction(
                "document.querySelector('k-message-frame').frame.contentDocument?.documentElement?.className === 'k-dark'");
        page.waitForFunction("marked(document.querySelector('k-message-frame').frame.contentWindow).length === 1");
        assertThat(colours())
                .isEqualTo(List.of("rgb(228, 234, 236) on rgb(90, 69, 16)", "rgb(228, 234, 236) on rgb(90, 69, 16)"));
        assertThat(markedInSubject()).as("the subject, a second time").isEqualTo(List.of("Faktur"));
    }

    @Test
    void aVeryLongMessageIsMarkedAsFarAsItsWordsAreIndexed() {
        message(7, "text/plain", "faktur\r\n" + "lain lain\r\n".repeat(50_000) + "faktur\r\n");
        show("faktur", "", 7);
        assertThat(marked(0)).isEqualTo(List.of("faktur"));
        message(8, "text/html", "<p>faktur faktur</p>".repeat(5_000));
        show("faktur", "", 8);
        assertThat((List<?>) marked(0)).hasSize(2_000);
    }

    @Test
    void aBrowserWithoutRangesThatCanBeColouredShowsTheMessage() {
        page.evaluate("delete CSS.highlights");
        message(9, "text/plain", "faktur");
        show("faktur", "Faktur", 9);
        assertThat(page.evaluate("CSS.highlights === undefined && markFound(document.body, ['faktur']) === undefined"))
                .isEqualTo(true);
    }

    @Test
    void aReadingPaneNamesTheWordsThatWereLastAskedFor() {
        var pane = new ReaderPane(OpenedMessages.opener(new ImageSenders(), new Toasts()));
        assertThat(pane.getElement().hasAttribute("data-words")).isFalse();
        pane.words(Set.of("sensor", "faktur"));
        assertThat(pane.getElement().getAttribute("data-words")).isEqualTo("faktur sensor");
        pane.words(Set.of());
        assertThat(pane.getElement().getAttribute("data-words")).isEmpty();
    }
}
