package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kantor.webmail.fake.Chromium;

/**
 * Newsletters and notices in the manner of those who send them, each in a file of {@code newsletters/}: what its {@code X-Shows} fields say can be read on a desk and on
 * a phone, in light and dark; what {@code X-Hides} says is nowhere; nothing is loaded; nothing is wider than its place, but where {@code X-Wide} allows it. Leaves
 * pictures in {@code target/newsletters}.
 */
class NewsletterBrowserTest {

    private static final Path PICTURES = Path.of("target", "newsletters");

    /** The reading pane as wide as it is on a screen of that width. */
    private static final String PAGE = """
            <!doctype html><html lang="en" theme="%1$s"><head><base href="/"><meta name="viewport" content="width=device-width">
            <link rel="stylesheet" href="ui/tokens.css"><link rel="stylesheet" href="ui/base.css"><link rel="stylesheet" href="ui/shell.css"><link rel="stylesheet" href="ui/mail.css">
            <script type="module" src="ui/message-frame.js"></script></head>
            <body style="margin:0;background:var(--k-bg, Canvas)"><main class="reader" style="display:block;max-width:820px;margin-inline-start:auto;padding:0 16px">
            <article class="msg"><div class="mh"><button class="turn" hidden></button></div><div class="body">
            <k-message-frame src="message/%2$d/frame" data-sandbox="%3$s"></k-message-frame></div></article></main></body></html>""";

    /** Whether a text can be read: it is laid out, as large as letters must be, and stands out from what is behind it. */
    private static final String READABLE = """
            ([frame, wanted]) => {
              const page = frame.contentDocument;
              const flat = (text) => text.replace(/\\s+/g, ' ');
              const found = [...page.body.querySelectorAll('*')].filter((element) => flat(element.textContent).includes(wanted) || element.alt === wanted)
                .findLast((element) => ![...element.children].some((child) => flat(child.textContent).includes(wanted)));
              if (!found) {
                return 'is not there';
              }
              const inner = [...found.childNodes].find((node) => node.nodeType === 3 && node.data.trim())?.parentElement ?? found;
              const box = found.getBoundingClientRect();
              const style = page.defaultView.getComputedStyle(found);
              if (!found.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || box.width < 4 || box.height < 4) {
                return 'is hidden';
              }
              const zoom = found.currentCSSZoom ?? 1;
              const size = parseFloat(style.fontSize) * zoom;
              if (size < 9) {
                return `is ${size} px small`;
              }
              if (box.left < -1 || box.left > frame.clientWidth - 8) {
                return `begins at ${box.left}`;
              }
              const colour = (text) => (text.match(/[0-9.]+/g) ?? [0, 0, 0, 0]).map(Number);
              let ground = [255, 255, 255];
              for (let element = found; element; element = element.parentElement) {
                const own = colour(page.defaultView.getComputedStyle(element).backgroundColor);
                if ((own[3] ?? 1) > 0.5) {
                  ground = own;
                  break;
                }
              }
              const light = (rgb) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => {
                const c = rgb[i] / 255;
                return sum + part * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
              }, 0);
              const both = [light(colour(page.defaultView.getComputedStyle(inner).color)), light(ground)].sort((a, b) => b - a);
              const contrast = (both[0] + 0.05) / (both[1] + 0.05);
              return contrast < 3 ? `stands out by ${contrast.toFixed(1)} only` : '';
            }""";

    private static ServedMessages served;
    private static final Map<String, HeaderFields> LETTERS = new TreeMap<>();
    private static final Map<String, Page> PAGES = new HashMap<>();
    private static final List<String> LOADED = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException, URISyntaxException {
        served = new ServedMessages();
        var folder = Objects.requireNonNull(NewsletterBrowserTest.class.getResource("newsletters"));
        try (var files = Files.list(Path.of(folder.toURI())).sorted()) {
            for (var file : files.toList()) {
                var content = Files.readAllBytes(file);
                var number = LETTERS.size();
                served.message(number, content);
                for (var theme : List.of("light", "dark")) {
                    served.page("/" + theme + "/" + number, PAGE.formatted(theme, number, MessageDocument.SANDBOX));
                }
                LETTERS.put(file.getFileName().toString().replace(".eml", ""), HeaderFields.of(content));
            }
        }
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() {
        PAGES.values().forEach(Page::close);
        served.close();
    }

    @TestFactory
    Stream<DynamicTest> everyOneCanBeRead() {
        var tests = new ArrayList<DynamicTest>();
        for (var name : LETTERS.keySet()) {
            for (var width : List.of(1440, 390)) {
                for (var theme : List.of("light", "dark")) {
                    tests.add(dynamicTest(name + " at " + width + " in " + theme, () -> read(name, width, theme)));
                }
            }
        }
        return tests.stream();
    }

    private static void read(String name, int width, String theme) {
        var letter = LETTERS.get(name);
        var page = PAGES.computeIfAbsent(theme + " " + width, looks -> page(width, theme));
        LOADED.clear();
        page.navigate(served.address() + "/" + theme + "/"
                + List.copyOf(LETTERS.keySet()).indexOf(name));
        page.waitForSelector("k-message-frame.ready");
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(PICTURES.resolve(name + "-" + width + "-" + theme + ".png")));
        var frame = page.querySelector("k-message-frame iframe");
        for (var text : letter.values("X-Shows")) {
            assertThat(page.evaluate(READABLE, List.of(frame, text)))
                    .as("“%s”", text)
                    .isEqualTo("");
        }
        var shown = String.valueOf(frame.evaluate("frame => frame.contentDocument.body.innerText"));
        for (var text : letter.values("X-Hides")) {
            assertThat(shown).doesNotContain(text);
        }
        assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .as("the page's overflow")
                .isEqualTo(0);
        if (letter.value("X-Wide").isEmpty()) {
            assertThat(
                            frame.evaluate(
                                    "frame => Math.max(...[...frame.contentDocument.querySelectorAll('.k-msg, body, html')].map((box) => box.scrollWidth - box.clientWidth))"))
                    .as("the message's overflow")
                    .isEqualTo(0);
        }
        assertThat(frame.evaluate("frame => frame.contentDocument.documentElement.scrollHeight - frame.clientHeight"))
                .as("what is cut off below")
                .isEqualTo(0);
        assertThat(LOADED).as("what was loaded").isEmpty();
    }

    private static Page page(int width, String theme) {
        var page = Chromium.shared()
                .browser()
                .newPage(new Browser.NewPageOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
        page.onRequest(request -> {
            if (!isExpected(request.url())) {
                LOADED.add(request.url());
            }
        });
        return page;
    }

    /** Its own page and frame, and what the message itself carries. */
    private static boolean isExpected(String url) {
        return url.startsWith("data:image/")
                || url.matches(
                        served.address()
                                + "/(favicon\\.ico|ui/.*|(light|dark)/[0-9]+|message/[0-9]+/(frame|part/[0-9.]+/[a-z.]+)(\\?.*)?)");
    }
}
