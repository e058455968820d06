package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.webmail.content.ServedMessages.ALICE;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.bean.TemporaryFiles;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.compose.Answers;
import org.kantor.mail.compose.EnglishWording;
import org.kantor.mail.compose.MessageComposer;
import org.kantor.mail.compose.Person;
import org.kantor.webmail.content.Attacks;
import org.kantor.webmail.content.ServedMessages;
import org.kantor.webmail.fake.Chromium;
import org.kantor.webmail.fake.Lookout;
import org.kantor.webmail.fake.PageTest;

/** Every attack of the corpus answered, forwarded, taken up as a draft and pasted, in the editor, which is part of the page. */
class AnswerAttackBrowserTest extends PageTest {

    private static final int BATCH = 50;

    private static final String PAGE = """
            <!doctype html><html lang="en"><head>%s<base href="/"><link rel="stylesheet" href="ui/base.css"><link rel="stylesheet" href="ui/composer.css"></head>
            <body><main style="display:flex;flex-direction:column"></main><script type="module">
              import '/ui/editor.js';
              document.body.id = 'ready';
            </script></body></html>""".formatted(Lookout.TITLE);

    private static final Pattern EXPECTED =
            Pattern.compile(Chromium.ROOT + "(ui/.*|message/[0-9]+/part/2/(a\\.png|picture))?");

    /** Shows each in an editor of its own, with the quotation unfolded, as plain text and as rich text again; answers what each would send. */
    private static final String LOAD = """
            async (bodies) => {
              document.querySelector('main').replaceChildren();
              const sent = [];
              for (const html of bodies) {
                const editor = document.createElement('k-editor');
                document.querySelector('main').append(editor);
                editor.load(html, '', false);
                editor.fold(false);
                sent.push(editor.html);
                await editor.toggle();
                await editor.toggle();
              }
              return sent;
            }""";

    private static final String PASTE = """
            (bodies) => {
              document.querySelector('main').replaceChildren();
              for (const html of bodies) {
                const editor = document.createElement('k-editor');
                document.querySelector('main').append(editor);
                editor.load('', '', false);
                editor.focusStart();
                const clipboardData = new DataTransfer();
                clipboardData.setData('text/html', html);
                editor.rich.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
              }
            }""";

    /** Answers which of them, unfolded, covers what stands above or below the text. */
    private static final String COVERING = """
            (bodies) => {
              document.querySelector('main').innerHTML = '<b>Above</b><k-editor></k-editor><b>Below</b>';
              const editor = document.querySelector('k-editor');
              return bodies.filter((html) => {
                editor.load(html, '', false);
                editor.fold(false);
                return [...document.querySelectorAll('main > b')].some((line) => {
                  line.scrollIntoView({ block: 'center' });
                  const box = line.getBoundingClientRect();
                  return document.elementFromPoint(box.x + 9, box.y + box.height / 2) !== line;
                });
              });
            }""";

    @TempDir
    private static Path folder;

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
        return open(fresh -> {});
    }

    private Lookout open(Consumer<Page> more) {
        var lookout = new Lookout(url -> EXPECTED.matcher(url).matches());
        open(PAGE, fresh -> {
            lookout.over(fresh);
            fresh.route(Chromium.ROOT + "message/**", served::answer);
            more.accept(fresh);
        });
        return lookout;
    }

    /** The texts that editors begin with when a message is answered, forwarded, and edited as a draft. */
    private static List<String> bodies(int message) {
        var opened = served.contents().opened(ALICE, message);
        var self = new Person("Alice", EmailAddress.of("alice@example.org"));
        var answers = new Answers(self, List.of(), new EnglishWording(ZoneOffset.UTC));
        var quoting = new Quoting(served.contents(), ALICE, ALICE);
        var spool = new Spools(new TemporaryFiles(folder)).open(ALICE);
        try {
            var original = quoting.original(opened.parsed(), message, opened.reading(), spool);
            var identity = Identity.of(self.address(), "Alice");
            var all = new ArrayList<String>();
            for (var draft : List.of(
                    answers.reply(original),
                    answers.forward(original, List.of(), List.of()),
                    quoting.draft(opened.parsed(), message, opened.reading(), identity, spool))) {
                var html = draft.html();
                all.add(html == null ? "" : html);
            }
            return all;
        } finally {
            spool.close();
        }
    }

    /** A draft of ours as it is stored. */
    private static String draft(String written) {
        return OwnHtml.draft(
                "<html><body style=\"" + MessageComposer.FACE + "\">" + OwnHtml.sendable(written) + "</body></html>",
                Map.of());
    }

    @Test
    @SuppressWarnings("unchecked")
    void noAttackSucceedsInAnAnswerAForwardOrADraftNorInTheDraftThatIsKeptOfThem() {
        var lookout = open();
        for (var from = 0; from < attacks.size(); from += BATCH) {
            var bodies = new ArrayList<String>();
            for (var i = from; i < Math.min(attacks.size(), from + BATCH); i++) {
                bodies.addAll(bodies(i));
            }
            var sent = (List<String>) page.evaluate(LOAD, bodies);
            assertThat(lookout.seen(page)).as("from %s", from).isEmpty();
            page.evaluate(
                    LOAD, sent.stream().map(AnswerAttackBrowserTest::draft).toList());
            assertThat(lookout.seen(page)).as("kept, from %s", from).isEmpty();
        }
    }

    /** A message is part of the page here: it may no more be drawn over the application's own fields than it may run. */
    @Test
    void nothingThatIsQuotedCoversWhatStandsAroundIt() {
        open();
        for (var i = 0; i < attacks.size(); i++) {
            assertThat((List<?>) page.evaluate(COVERING, bodies(i)))
                    .as(attacks.get(i).name())
                    .isEmpty();
        }
    }

    /** Without the page's policy, which would also tell of what the browser finds in a document that it loads nothing for. */
    @Test
    void noAttackSucceedsThatIsPasted() {
        var lookout = open(fresh -> fresh.route(
                Chromium.ROOT,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html; charset=utf-8")
                        .setBody(PAGE))));
        for (var from = 0; from < attacks.size(); from += BATCH) {
            page.evaluate(
                    PASTE,
                    attacks.subList(from, Math.min(attacks.size(), from + BATCH)).stream()
                            .map(Attacks.Attack::html)
                            .toList());
            assertThat(lookout.seen(page)).as("from %s", from).isEmpty();
        }
    }

    /** If this test fails, the others see nothing and prove nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"on-img-error", "css-url", "iframe-srcdoc", "href-javascript"})
    void anAttackThatNothingStopsIsSeen(String name) {
        var lookout = open();
        page.evaluate(LOAD, List.of(Attacks.called(name).html()));
        assertThat(lookout.seen(page)).isNotEmpty();
    }
}
