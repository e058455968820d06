package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The look: where the main regions stand at 1440x900 (within 4 px of the design), and that colours and sizes are the tokens'. Leaves a screenshot of every view in both schemes and three widths in {@code target/screenshots}.
 */
class LookSystemTest extends ViewsSystemTest {

    /** A sender and a subject that are long, and a sender and a subject that are written from the right. */
    private static void deliverDifficultMail() {
        for (var message : List.of(
                List.of(
                        "Bapak Raden Mas Suryadiningrat-Kusumawardhani dari Kantor Pusat Koperasi Serba Usaha",
                        "Pertanggungjawaban" + "panjang".repeat(30)),
                List.of(
                        "\u0645\u062d\u0645\u062f \u0639\u0644\u064a",
                        "\u062a\u0642\u0631\u064a\u0631 \u0627\u0644\u0645\u0628\u064a\u0639\u0627\u062a 2026 (Q3)"))) {
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

    private void save() {
        page.locator(".btn.primary").first().click();
        assertThat(page.locator(".toast:last-child")).isVisible();
    }

    @Test
    void theMainRegionsStandWhereTheDesignHasThem() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("");
        assertThat(page.locator(".row").first()).isVisible();
        stands(".topbar", 0, 0, 1440, 52);
        stands(".brand", 18, 12, 270, 28);
        stands(".searchbox", 296, 8, 620, 36);
        stands(".rail", 0, 52, 68, 848);
        stands(".rail a", 6, 56, 56, 50);
        stands(".side .nav", 68, 52, 220, 848);
        stands(".nav .compose", 72, 56, 206, 40);
        stands(".nav a.f", 72, 108, 206, 32);
        stands(".main", 288, 52, 1152, 848);
        stands(".list", 289, 53, 424, 847);
        stands(".lhead", 289, 53, 423, 52);
        stands(".ltabs", 289, 105, 423, 34);
        stands(".row", 289, 167, 423, 79);
        page.locator(".row").first().click();
        assertThat(page.locator(".rsub")).isVisible();
        stands(".reader", 713, 53, 727, 847);
        stands(".rbar", 713, 53, 727, 52);
        stands(".reply", 713, 836, 727, 64);
        page.keyboard().press("Control+k");
        stands(".pal .q", 400, 110, 640, 56);
        stands(".pal .si", 406, 196, 628, 37);
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        assertThat(page.locator(".keys")).isVisible();
        var keys = page.locator(".keys").boundingBox();
        assertThat(keys.x).isCloseTo(230, within(CLOSE));
        assertThat(keys.width).isCloseTo(980, within(CLOSE));
        page.keyboard().press("Escape");
        page.keyboard().press("/");
        page.keyboard().type("faktur");
        stands(".sbox .in", 296, 8, 660, 44);
        page.keyboard().press("Enter");
        assertThat(page.locator(".found .row").first()).isVisible();
        stands(".found .lhead", 289, 53, 1151, 52);
        stands(".found .ltabs", 289, 105, 1151, 34);
        stands(".found .row", 289, 139, 1151, 44);
        go("tasks/all");
        assertThat(page.locator("k-task-entry input")).isVisible();
        page.locator(".compose").click();
        page.keyboard().type("A task for the look");
        page.keyboard().press("Enter");
        stands(".nav a.f", 72, 108, 206, 32);
        stands(".tlist .phead", 289, 53, 1151, 64);
        stands("k-task-entry .inp", 317, 117, 860, 44);
        stands("k-tasks .grp", 317, 169, 860, 28);
        stands(".trow", 317, 197, 860, 44);
        stands(".trow .cb", 321, 209.5, 18, 18);
        page.locator(".trow .ti").first().click();
        assertThat(page.locator(".tdrawer")).isVisible();
        stands(".tdrawer", 1080, 53, 360, 847);
        stands(".tdrawer .rbar", 1081, 53, 359, 52);
        stands(".trow", 317, 197, 735, 44);
        stands(".trow .when", 952, 208.5, 92, 20);
        go("settings");
        stands(".settings .phead", 289, 53, 1151, 64);
        stands(".side .nav a.f", 72, 56, 206, 32);
        assertThat(page.locator(".settings .panel").first().boundingBox().x).isCloseTo(317, within(CLOSE));
        assertThat(page.locator(".settings .panel").first().boundingBox().width).isCloseTo(860, within(CLOSE));
    }

    @Test
    void coloursAndSizesAreTheTokensInBothSchemes() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            open("alice", 1440, 900, scheme);
            go("");
            assertThat(page.locator(".row").first()).isVisible();
            is(".app", "background-color", "--k-canvas");
            is(".main", "background-color", "--k-surface");
            is(".main", "border-top-color", "--k-line-2");
            is(".main", "border-start-start-radius", "--k-r-l");
            is("body", "color", "--k-text");
            is("body", "font-size", "--k-fs-13");
            is(".nav .compose", "background-color", "--k-accent");
            is(".nav .compose", "color", "--k-on-accent");
            is(".nav a.f.on", "background-color", "--k-accent-soft-2");
            // an open folder with unread mail keeps the colour of the text
            is(".nav a.f.on.new", "color", "--k-text");
            is(".rail a", "font-size", "--k-fs-11");
            is(".lhead h1", "font-size", "--k-fs-18");
            is(".row .pre", "color", "--k-text-3");
            is(".row .from", "color", "--k-text");
            is(".grp", "color", "--k-text-3");
            page.keyboard().press("Control+k");
            is(".pal", "background-color", "--k-raised");
            is(".pal .si.on", "background-color", "--k-accent-soft");
            page.keyboard().press("Escape");
            go("settings");
            is(".settings h1", "font-size", "--k-fs-22");
            is(".settings .panel", "border-top-left-radius", "--k-r-m");
            context.close();
        }
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
            screenshot("organisation");
            open(new Browser.NewContextOptions().setViewportSize(390, 800));
            page.navigate(Suite.web() + "/");
            assertThat(page.locator("#username")).isVisible();
            assertThat(page.evaluate("() => document.scrollingElement.scrollWidth"))
                    .isEqualTo(390);
            assertThat(page.locator(".brand").evaluate("(brand) => getComputedStyle(brand, '::after').content"))
                    .asString()
                    .contains("Koperasi");
            // a long name is not cut here
            assertThat(page.locator(".brand").evaluate("(brand) => getComputedStyle(brand, '::after').whiteSpace"))
                    .isEqualTo("normal");
            screenshot("organisation-login");
        } finally {
            open("dave", 1440, 900, ColorScheme.LIGHT);
            go("admin/organisation");
            page.locator(".organisation vaadin-text-field input").fill(before);
            save();
        }
    }
}
