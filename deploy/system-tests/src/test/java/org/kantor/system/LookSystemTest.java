package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * The look: that nothing is too wide or untranslated, and that the organisation's is taken over. Leaves a screenshot of every view in both schemes and three widths in {@code target/screenshots}. Where regions stand is asked by {@link DesignSystemTest}.
 */
class LookSystemTest extends ViewsSystemTest {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private static final String LONG = "Pertanggungjawaban" + "panjang".repeat(30);
    private static final String ARABIC =
            "\u062a\u0642\u0631\u064a\u0631 \u0627\u0644\u0645\u0628\u064a\u0639\u0627\u062a 2026 (Q3)";

    /** A sender and a subject that are long, and a sender and a subject that are written from the right. */
    private static void deliverDifficultMail() {
        for (var message : List.of(
                List.of("Bapak Raden Mas Suryadiningrat-Kusumawardhani dari Kantor Pusat Koperasi Serba Usaha", LONG),
                List.of("\u0645\u062d\u0645\u062f \u0639\u0644\u064a", ARABIC))) {
            Client.swaks(
                            Suite.smtp(),
                            "--from",
                            "surat@jauh.example",
                            "--to",
                            "alice@example.org",
                            "--header",
                            "From: " + encoded(message.getFirst()) + " <surat@jauh.example>",
                            "--header",
                            "Subject: " + encoded(message.getLast()),
                            "--body",
                            "text")
                    .ok();
        }
    }

    private static String encoded(String text) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    /** What scrolls sideways or stands out of the window, and texts that are keys, patterns or missing. */
    private void faults(String where, Map<String, List<?>> found) {
        var faults = (List<?>) page.evaluate(FAULTS);
        if (!faults.isEmpty()) {
            found.put(where, faults);
        }
    }

    private static final String FAULTS = """
            () => {
              const faults = [];
              const name = (element) => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim().slice(0, 40)}`;
              const shows = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length;
              if (document.scrollingElement.scrollWidth > innerWidth) {
                faults.push(`page ${document.scrollingElement.scrollWidth}`);
              }
              for (const part of document.querySelectorAll('.main > *, .main .pscroll, .main .scroll, dialog[open], dialog[open] > *, .composer, .composer > *')) {
                if (shows(part) && part.scrollWidth > part.clientWidth + 1 && ['auto', 'scroll', 'visible'].includes(getComputedStyle(part).overflowX)) {
                  faults.push(`${part.scrollWidth} > ${part.clientWidth}: ${name(part)}`);
                }
              }
              for (const control of document.querySelectorAll('button, a[href], select, input, h1, h2, .help, .sec, [role=dialog], dialog[open]')) {
                const box = control.getBoundingClientRect();
                if (shows(control) && box.width > 1 && !control.closest('.skip, .sr, .side, .gallery, .week, .tg, vaadin-grid, .tool, .ltabs, .filters') && (box.right > innerWidth + 1 || box.left < -1)) {
                  faults.push(`${Math.round(box.left)}..${Math.round(box.right)}: ${name(control)}`);
                }
              }
              for (const field of document.querySelectorAll('vaadin-combo-box, vaadin-text-field, vaadin-select, input[type="text"], textarea')) {
                if (shows(field) && field.getBoundingClientRect().width < 80 && !field.closest('k-search, .sr')) {
                  faults.push(`squeezed: ${name(field)}`);
                }
              }
              const wrong = /![\\w.]+!|\\{\\d|^(verb|keys|pal|keymap|search|import|settings|compose|mail|reader)\\.[\\w.]+$|\\bnull\\b|\\bundefined\\b|\\bNaN\\b/;
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) {
                const text = walk.currentNode.textContent.trim();
                if (wrong.test(text) && !walk.currentNode.parentElement.closest('script, style, .pre, .subj, iframe')) {
                  faults.push(`text: ${text.slice(0, 60)}`);
                }
              }
              for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
                for (const attribute of ['aria-label', 'title', 'placeholder']) {
                  const text = element.getAttribute(attribute);
                  if (text !== null && wrong.test(text)) {
                    faults.push(`${attribute}: ${text.slice(0, 60)}`);
                  }
                }
              }
              return faults;
            }""";

    /** An open message, and an answer to it. */
    private void throughMessage(String subject, BiConsumer<String, String> question) {
        go("");
        row(subject.substring(0, 20)).first().click();
        assertThat(page.locator("k-message-frame.ready").last()).isVisible();
        question.accept("message", subject);
        page.keyboard().press("a");
        // of a plain message, in plain text
        assertThat(page.locator("k-composer .plain")).isFocused();
        question.accept("answer", subject);
        page.locator("k-composer [data-do=discard]").click();
        assertThat(page.locator("k-composer")).hasCount(0);
    }

    private void save() {
        page.locator(".btn.primary").first().click();
        assertThat(page.locator(".toast:last-child")).isVisible();
    }

    @Test
    void theTextOfAMessageIsDrawnInTheApplicationsFaceAndItsFrameLoadsNothing() {
        var word = word();
        deliver("alice@example.org", word, "Selamat pagi, \u0141ukasz");
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("");
        row(word).click();
        assertThat(page.locator("k-message-frame.ready").last()).isVisible();
        page.waitForFunction("""
                () => {
                  const page = [...document.querySelectorAll('k-message-frame iframe')].at(-1).contentDocument;
                  const drawn = (family) => {
                    const probe = page.createElement('span');
                    probe.style.cssText = `font: 400 40px ${family}; position: absolute; white-space: nowrap`;
                    probe.textContent = page.querySelector('.k-text').textContent;
                    page.body.append(probe);
                    const width = probe.getBoundingClientRect().width;
                    probe.remove();
                    return width;
                  };
                  const own = getComputedStyle(page.querySelector('.k-text')).fontFamily;
                  return own.startsWith('Inter') && drawn('Inter, monospace') !== drawn('monospace') && drawn(own) === drawn('Inter, monospace');
                }""");
        var frame = page.locator("k-message-frame iframe").last();
        assertThat(
                        frame.evaluate(
                                "(frame) => frame.contentWindow.performance.getEntriesByType('resource').map((one) => one.name)"))
                .isEqualTo(List.of());
        var policy = context.request()
                .get(String.valueOf(frame.evaluate("(frame) => frame.src")))
                .headers()
                .get("content-security-policy");
        assertThat(policy).startsWith("default-src 'none'").doesNotContain("font-src");
    }

    @Test
    void everyViewIsDrawnInBothSchemesAndAtThreeWidths() {
        deliverDifficultMail();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            open("alice", 1440, 900, scheme);
            var colours = scheme.name().toLowerCase(Locale.ROOT);
            for (var view : VIEWS.entrySet()) {
                page.setViewportSize(1440, 900);
                go(view.getValue());
                for (var width : List.of(1440, 1024, 390)) {
                    page.setViewportSize(width, width == 390 ? 844 : 900);
                    screenshot(view.getKey() + "-" + width + "-" + colours);
                }
            }
            page.setViewportSize(1440, 900);
            throughMessage(ARABIC, (what, subject) -> {
                for (var width : List.of(1440, 1024, 390)) {
                    page.setViewportSize(width, width == 390 ? 844 : 900);
                    screenshot(what + "-" + width + "-" + colours);
                }
                page.setViewportSize(1440, 900);
            });
            context.close();
        }
    }

    @Test
    void nothingIsTooWideOrUntranslatedInEitherLanguageAtAnyWidth() {
        deliverDifficultMail();
        var found = new TreeMap<String, List<?>>();
        for (var language : List.of("en-GB", "id-ID")) {
            open(new Browser.NewContextOptions()
                    .setViewportSize(1024, 800)
                    .setLocale(language)
                    .setReducedMotion(ReducedMotion.REDUCE));
            signIn("alice");
            for (var view : VIEWS.entrySet()) {
                go(view.getValue());
                for (var width : List.of(1024, 390, 320)) {
                    page.setViewportSize(width, 800);
                    faults(language + " " + width + " " + view.getKey(), found);
                }
                page.setViewportSize(1024, 800);
            }
            for (var difficult : List.of(LONG, ARABIC)) {
                throughMessage(difficult, (what, subject) -> {
                    for (var width : List.of(1024, 390, 320)) {
                        page.setViewportSize(width, 800);
                        faults(language + " " + width + " " + what + " " + subject.substring(0, 8), found);
                    }
                    page.setViewportSize(1024, 800);
                });
            }
            context.close();
            open(new Browser.NewContextOptions()
                    .setViewportSize(390, 800)
                    .setLocale(language)
                    .setReducedMotion(ReducedMotion.REDUCE));
            signIn("dave");
            for (var path : ADMINISTRATION) {
                go(path);
                faults(language + " 390 " + path, found);
            }
            context.close();
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyDialogueFitsAPhone() {
        var found = new TreeMap<String, List<?>>();
        open("alice", 390, 700, ColorScheme.DARK);
        throughDialogues(name -> {
            faults(name, found);
            screenshot("phone-" + name.replace(' ', '-'));
        });
        assertThat(found).isEmpty();
    }

    @Test
    void theCalendarsTitleIsWholeAndThePageOfKeysClosesInItsCornerOnAPhone() {
        open("alice", 390, 844, ColorScheme.LIGHT);
        for (var width : List.of(390, 320)) {
            page.setViewportSize(width, 844);
            go("calendar/2026-09-16");
            var title = page.locator(".calhead h1");
            assertThat(title).containsText("September");
            assertThat((Boolean) title.evaluate("(title) => title.scrollWidth <= title.clientWidth"))
                    .as("at %d", width)
                    .isTrue();
            page.keyboard().press("?");
            assertThat(page.locator(".keys")).isVisible();
            var dialogue = page.locator(".keys").boundingBox();
            var close = page.locator(".keys .close").boundingBox();
            assertThat(close.y - dialogue.y).isBetween(0.0, 40.0);
            assertThat(dialogue.x + dialogue.width - close.x - close.width).isBetween(0.0, 24.0);
            page.keyboard().press("Escape");
        }
    }

    @Test
    void theOrganisationsNameLogoAndColourAreOnEveryPageAndOnTheLogInPage() {
        open("dave", 1440, 900, ColorScheme.LIGHT);
        go("admin/organisation");
        var name = page.locator(".organisation vaadin-text-field input");
        var before = name.inputValue();
        try {
            name.fill("Koperasi Serba Usaha Makmur Sejahtera");
            page.locator("#accent").fill("#c2410c");
            page.locator(".organisation vaadin-upload input[type=file]")
                    .setInputFiles(new FilePayload(
                            "logo.png", "image/png", Base64.getDecoder().decode(PIXEL)));
            assertThat(page.locator(".organisation vaadin-upload-file[complete]"))
                    .isVisible();
            save();
            open("alice", 390, 800, ColorScheme.DARK);
            for (var path : List.of("", "settings", "calendar")) {
                go(path);
                var found = new TreeMap<String, List<?>>();
                faults(path, found);
                assertThat(found).isEmpty();
            }
            page.waitForCondition(() -> page.title().equals("Calendar - Koperasi Serba Usaha Makmur Sejahtera"));
            page.setViewportSize(1440, 900);
            stands(".searchbox", 296, 8, 620, 36);
            assertThat(page.locator(".brand").evaluate("(brand) => getComputedStyle(brand, '::after').content"))
                    .asString()
                    .contains("Koperasi");
            isOrange(".nav .compose");
            shows(PIXEL);
            screenshot("organisation");
            open(new Browser.NewContextOptions().setViewportSize(390, 800));
            page.navigate(Suite.web() + "/");
            assertThat(page.locator("#username")).isVisible();
            assertThat(page.evaluate("() => document.scrollingElement.scrollWidth"))
                    .isEqualTo(390);
            assertThat(page.locator(".brand").evaluate("(brand) => getComputedStyle(brand, '::after').content"))
                    .asString()
                    .contains("Koperasi");
            isOrange("#kc-login");
            shows(PIXEL);
            // a long name is not cut here
            assertThat(page.locator(".brand").evaluate("(brand) => getComputedStyle(brand, '::after').whiteSpace"))
                    .isEqualTo("normal");
            screenshot("organisation-login");
        } finally {
            open("dave", 1440, 900, ColorScheme.LIGHT);
            go("admin/organisation");
            page.locator(".organisation vaadin-text-field input").fill(before);
            page.getByText("Kantor's own").click();
            page.getByText("No logo").click();
            save();
        }
    }

    /** Its hue is the accent's that was chosen, in whatever lightness. */
    private void isOrange(String selector) {
        assertThat(page.locator(selector).first()).isVisible();
        page.waitForCondition(() -> {
            var hue = (Number) page.locator(selector).first().evaluate("""
                    (element) => Number(getComputedStyle(element).backgroundColor.match(/^oklch\\((?:[\\d.]+ ){2}([\\d.]+)/)?.[1])""");
            return hue.doubleValue() > 20 && hue.doubleValue() < 60;
        });
    }

    /** The logo beside the name is the picture that was given. */
    private void shows(String picture) {
        var address = String.valueOf(
                page.locator(".brand")
                        .first()
                        .evaluate(
                                "(brand) => [brand, ...brand.querySelectorAll('*')].flatMap((one) => [getComputedStyle(one), getComputedStyle(one, '::before')]).map((style) => style.backgroundImage + style.content).join().match(/https?:[^\"')]*brand-logo[^\"')]*/)?.[0]"));
        assertThat(context.request().get(address).body())
                .isEqualTo(Base64.getDecoder().decode(picture));
    }
}
