package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The look: where the main regions stand at 1440x900 (within 4 px of the design), that colours and sizes are the tokens', that 400 % and
 * no motion work. Leaves a screenshot of every view in both schemes and three widths in {@code target/screenshots}.
 */
class LookSystemTest extends BrowserSystemTest {

    private static final double CLOSE = 4;

    /** Every view by its path. */
    private static final Map<String, String> VIEWS = views();

    /** The administrator's pages. */
    private static final List<String> ADMINISTRATION =
            List.of("admin/users", "admin/domains", "admin/queue", "admin/organisation");

    private static final String AXE = axe();

    private static Map<String, String> views() {
        var views = new LinkedHashMap<String, String>();
        views.put("mail", "");
        views.put("starred", "mail/starred");
        views.put("all", "mail/all");
        views.put("due", "mail/due");
        views.put("search", "search?q=faktur");
        views.put("search-files", "search?q=faktur&show=files");
        views.put("search-none", "search?q=zzzzzz");
        views.put("calendar", "calendar");
        views.put("month", "calendar/month/2026-11-25");
        views.put("people", "people");
        views.put("tasks", "tasks");
        views.put("tasks-all", "tasks/all");
        views.put("tasks-done", "tasks/done");
        views.put("appearance", "settings");
        views.put("language", "settings/language");
        views.put("notifications", "settings/notifications");
        views.put("shortcuts", "settings/shortcuts");
        views.put("sessions", "settings/sessions");
        views.put("devices", "settings/devices");
        views.put("folders", "settings/folders");
        views.put("transfer", "settings/transfer");
        views.put("identities", "settings/identities");
        views.put("files", "mail/files");
        views.put("subscriptions", "mail/subscriptions");
        views.put("gallery", "gallery");
        return views;
    }

    private void open(String name, int width, int height, ColorScheme scheme) {
        open(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("en-GB")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(scheme));
        signIn(name);
    }

    private void go(String path) {
        page.navigate(Suite.web() + "/" + path);
        assertThat(page.locator(".main > *").first()).isVisible();
        page.waitForCondition(
                () -> (Boolean)
                        page.evaluate(
                                "() => document.fonts.status === 'loaded' && document.querySelector('.v-loading-indicator')?.style.display !== 'block'"));
    }

    private void stands(String selector, double x, double y, double width, double height) {
        var drawn = new AtomicReference<BoundingBox>();
        // what is drawn anew in this moment has no place
        page.waitForCondition(() -> {
            drawn.set(page.locator(selector).first().boundingBox());
            return drawn.get() != null;
        });
        var box = drawn.get();
        assertThat(box.x).as("%s, start", selector).isCloseTo(x, within(CLOSE));
        assertThat(box.y).as("%s, top", selector).isCloseTo(y, within(CLOSE));
        assertThat(box.width).as("%s, width", selector).isCloseTo(width, within(CLOSE));
        assertThat(box.height).as("%s, height", selector).isCloseTo(height, within(CLOSE));
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

    /** What a property of an element is, beside what the token makes of it in the same place. */
    private void is(String selector, String property, String token) {
        var found = page.locator(selector).first().evaluate("""
                (element, [property, token]) => {
                  const probe = document.createElement('i');
                  element.append(probe);
                  probe.style.setProperty(property, `var(${token})`);
                  const wanted = getComputedStyle(probe).getPropertyValue(property);
                  probe.remove();
                  return [getComputedStyle(element).getPropertyValue(property), wanted];
                }""", List.of(property, token));
        var values = (List<?>) found;
        assertThat(values.getFirst()).as("%s of %s", property, selector).isEqualTo(values.getLast());
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
    void noViewAndNoDialogueHasAnAccessibilityViolation() {
        var found = new TreeMap<String, List<String>>();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            open("alice", 1440, 900, scheme);
            for (var view : VIEWS.entrySet()) {
                go(view.getValue());
                scan(view.getKey(), scheme, found);
            }
            go("");
            page.locator(".row").first().click();
            assertThat(page.locator(".rsub")).isVisible();
            scan("message", scheme, found);
            throughDialogues(name -> scan(name, scheme, found));
            context.close();
            open("dave", 1440, 900, scheme);
            for (var path : ADMINISTRATION) {
                go(path);
                scan(path, scheme, found);
            }
            context.close();
        }
        assertThat(found).isEmpty();
    }

    /** Opens each dialogue, asks about it while it is open, and closes it. */
    private void throughDialogues(Consumer<String> question) {
        go("");
        page.keyboard().press("j");
        assertThat(page.locator(".rsub")).isVisible();
        for (var key : List.of("v", "l", "b")) {
            page.keyboard().press(key);
            during("dialog.picker", "picker " + key, question);
        }
        page.keyboard().press("Control+k");
        during(".pal", "palette", question);
        page.keyboard().press("?");
        during(".keys", "keys", question);
        page.locator(".reader [popovertarget^=message-menu]").last().click();
        page.getByText("Details").last().click();
        during("dialog.ask, dialog.details", "details", question);
        page.keyboard().press("c");
        during(".composer", "composer", question);
        go("tasks/all");
        page.keyboard().press("j");
        page.keyboard().press("e");
        assertThat(page.locator(".tdrawer")).isVisible();
        question.accept("task");
        page.keyboard().press("c");
        page.keyboard().type("Call besok");
        assertThat(page.locator("k-task-entry mark")).isVisible();
        question.accept("task typed");
        page.keyboard().press("Escape");
        if (!page.locator("#new-list").isVisible()) {
            page.locator(".side-toggle").click();
        }
        page.locator("#new-list").click();
        during("dialog.ask", "list", question);
        go("settings/folders");
        page.locator(".setline .btn").first().click();
        during("dialog.share", "share", question);
        go("settings/devices");
        page.locator(".phead .btn.primary").click();
        during("vaadin-dialog vaadin-text-field", "app password", question);
    }

    private void during(String dialogue, String name, Consumer<String> question) {
        assertThat(page.locator(dialogue).last()).isVisible();
        question.accept(name);
        page.keyboard().press("Escape");
        assertThat(page.locator(dialogue).filter(new Locator.FilterOptions().setVisible(true)))
                .hasCount(0);
    }

    /** Everything but the text of a message, which is its sender's. */
    private void scan(String name, ColorScheme scheme, Map<String, List<String>> found) {
        page.evaluate(AXE);
        var violations = (List<?>) page.evaluate("""
                async () => {
                  const run = await axe.run({ exclude: ['iframe'] }, {
                    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                    resultTypes: ['violations'],
                    iframes: false,
                  });
                  return run.violations.map((rule) => `${rule.id}: ${rule.nodes.slice(0, 4).map((node) => node.html.slice(0, 160)).join(' | ')}`);
                }""");
        if (!violations.isEmpty()) {
            found.put(
                    name + ", " + scheme,
                    violations.stream().map(Object::toString).toList());
        }
    }

    private static String axe() {
        try (var script = LookSystemTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void atFourHundredPercentNothingScrollsSideways() {
        open("alice", 320, 640, ColorScheme.LIGHT);
        for (var view : VIEWS.entrySet()) {
            go(view.getValue());
            assertThat(page.evaluate("() => document.scrollingElement.scrollWidth"))
                    .as(view.getKey())
                    .isEqualTo(320);
            assertThat(
                            (Integer)
                                    page.evaluate(
                                            "() => Math.max(...[...document.querySelectorAll('.main > *')].map((part) => part.scrollWidth - part.clientWidth))"))
                    .as("inside %s", view.getKey())
                    .isLessThanOrEqualTo(1);
        }
    }

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
    void everyActionOfAnOpenMessageIsWithinReachOfAFinger() {
        open(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true)
                .setLocale("en-GB"));
        signIn("alice");
        page.locator(".row").first().click();
        assertThat(page.locator(".rsub")).isVisible();
        for (var width : List.of(390, 360, 320)) {
            page.setViewportSize(width, 844);
            for (var action : List.of("back", "archive", "delete", "snooze", "newer", "older")) {
                withinReach(".rbar > [data-act=" + action + "]", width);
            }
            withinReach(".rbar > .rmore", width);
            page.locator(".rbar > .rmore").click();
            for (var action : List.of("label", "unread", "due")) {
                withinReach("#reader-more [data-act=" + action + "]", width);
            }
            page.keyboard().press("Escape");
        }
        page.locator(".rbar > .back").click();
        assertThat(page.locator(".row").first()).isVisible();
        withinReach(".face-button", 320);
        page.locator(".side-toggle").click();
        withinReach("#new-folder", 320);
        page.keyboard().press("Escape");
        page.locator(".fab").click();
        for (var control : List.of(".close", ".send", ".later")) {
            withinReach("k-composer " + control, 320);
        }
    }

    @Test
    void theLineBetweenListAndMessageIsMovedByKeysAndPointerAndStaysWhereItWasPut() {
        open("carol", 1440, 900, ColorScheme.LIGHT);
        go("");
        var line = page.locator("k-splitter");
        try {
            assertThat(line).hasAttribute("aria-orientation", "vertical");
            line.focus();
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            stands(".list", 289, 53, 456, 847);
            assertThat(line).hasAttribute("aria-valuenow", "456");
            page.keyboard().press("End");
            stands(".list", 289, 53, 560, 847);
            var box = line.boundingBox();
            page.mouse().move(box.x + box.width / 2, 500);
            page.mouse().down();
            page.mouse().move(box.x + box.width / 2 - 200, 500);
            page.mouse().up();
            stands(".list", 289, 53, 360, 847);
            Client.await("the width in a page that is loaded then", () -> {
                go("");
                return page.locator(".list").boundingBox().width == 360;
            });
            // where both have little room, the message keeps what it needs
            page.setViewportSize(900, 800);
            assertThat(page.locator(".reader").boundingBox().width).isGreaterThanOrEqualTo(360);
            page.setViewportSize(1440, 900);
            page.evaluate("() => document.documentElement.dataset.pane = 'below'");
            page.evaluate("() => dispatchEvent(new CustomEvent('k-density'))");
            assertThat(line).hasAttribute("aria-orientation", "horizontal");
            var before = page.locator(".list").boundingBox().height;
            line.focus();
            page.keyboard().press("ArrowDown");
            assertThat(page.locator(".list").boundingBox().height).isGreaterThan(before + 10);
            // one line is enough for a row as wide as that
            assertThat(page.locator(".row").first().boundingBox().height).isCloseTo(44, within(CLOSE));
            page.keyboard().press("Enter");
            assertThat(page.locator(".list").boundingBox().height).isCloseTo(before, within(CLOSE));
        } finally {
            page.evaluate("() => document.documentElement.dataset.pane = 'right'");
            page.locator("k-splitter").focus();
            page.keyboard().press("Enter");
            stands(".list", 289, 53, 424, 847);
            Client.await("the usual width in a page that is loaded then", () -> {
                go("");
                return page.locator(".list").boundingBox().width == 424;
            });
        }
    }

    /** Whole in the window and as large as a finger. */
    private void withinReach(String selector, int width) {
        var control = page.locator(selector).filter(new Locator.FilterOptions().setVisible(true));
        assertThat(control).hasCount(1);
        // what slides in has to have arrived
        page.waitForCondition(() -> control.boundingBox().x >= 0 && control.boundingBox().x < width);
        var box = control.boundingBox();
        assertThat(box.x).as("%s at %d", selector, width).isGreaterThanOrEqualTo(0);
        assertThat(box.x + box.width).as("%s at %d", selector, width).isLessThanOrEqualTo(width);
        assertThat(Math.min(box.width, box.height))
                .as("%s at %d", selector, width)
                .isGreaterThan(43.9);
    }

    @Test
    void atFourHundredPercentOfASmallScreenMessagesAndTheTextThatIsWrittenShow() {
        open("alice", 360, 225, ColorScheme.LIGHT);
        go("");
        assertThat(shownOf(".row")).as("a row").isGreaterThan(40);
        page.locator(".row").first().click();
        assertThat(page.locator("k-message-frame.ready")).not().hasCount(0);
        assertThat(shownOf(".rscroll")).as("the message").isGreaterThan(150);
        page.keyboard().press("c");
        assertThat(page.locator("k-editor .rich")).isVisible();
        page.waitForCondition(() -> shownOf("k-editor .rich") > 40);
        screenshot("400-percent-composer");
        page.locator("k-editor .rich").click();
        page.keyboard().type("Selamat pagi");
        assertThat(page.locator("k-editor .rich")).containsText("Selamat pagi");
    }

    /** How many pixels of the height of the first of these are in the window, with nothing over them. */
    private double shownOf(String selector) {
        return ((Number) page.locator(selector).first().evaluate("""
                (element) => {
                  const box = element.getBoundingClientRect();
                  let shown = 0;
                  for (let y = Math.max(0, Math.ceil(box.top)); y < Math.min(box.bottom, innerHeight); y++) {
                    const there = document.elementFromPoint(box.left + box.width / 2, y);
                    shown += there && (element.contains(there) || there.contains(element)) ? 1 : 0;
                  }
                  return shown;
                }""")).doubleValue();
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

    private void save() {
        page.locator(".btn.primary").first().click();
        assertThat(page.locator(".toast:last-child")).isVisible();
    }

    @Test
    void withoutMotionNothingMovesAndLandmarksAndLiveRegionAreThere() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("");
        assertThat(page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--k-t').trim()"))
                .isEqualTo("1ms");
        assertThat(page.locator("header, [role=banner]").first()).isVisible();
        assertThat(page.locator("nav[aria-label]").first()).isVisible();
        assertThat(page.locator("main")).hasCount(1);
        assertThat(page.locator(".new-mail[aria-live=polite]")).hasCount(1);
        assertThat(page.locator("[role=search]")).hasCount(1);
    }
}
