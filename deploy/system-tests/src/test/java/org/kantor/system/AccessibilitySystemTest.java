package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.MouseButton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** That everybody can use every dialogue, form and menu ({@link EveryViewSystemTest} sees the views): rules of WCAG 2.2 AA, large text, fingers, keys, and no motion for whoever wants none. */
class AccessibilitySystemTest extends ViewsSystemTest {

    /** What has the focus, or what it stands in, is ringed or lined; fields of Vaadin's say so themselves. */
    private static final String UNMARKED = """
            () => {
              const on = document.activeElement;
              const marked = [on, on.parentElement, on.parentElement?.parentElement].some((element) => {
                const style = element && getComputedStyle(element);
                return style && (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none');
              });
              return marked || on === document.body || on.closest('[focus-ring]') ? '' : on.outerHTML.slice(0, 160);
            }""";

    private void scan(String name, ColorScheme scheme, Map<String, List<String>> found) {
        var violations = Axe.violations(page);
        if (!violations.isEmpty()) {
            found.put(name + ", " + scheme, violations);
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

    private void throughForms(Consumer<String> question) {
        go("calendar");
        page.keyboard().press("c");
        assertThat(page.locator(".evform")).isVisible();
        question.accept("event form");
        page.locator(".evform .phead .btn").first().click();
        page.locator(".week .ev").first().click();
        during("#event:popover-open", "event card", question);
        go("people");
        page.locator(".prow").first().click();
        assertThat(page.locator(".ppage:visible .rsub")).isVisible();
        question.accept("person");
        page.locator(".ppage:visible .pbar button:has(k-icon[name=pencil])").click();
        assertThat(page.locator(".pform")).isVisible();
        question.accept("person form");
        page.locator(".pform .phead .btn").first().click();
        assertThat(page.locator(".pform")).hasCount(0);
        page.locator("#new-group").click();
        assertThat(page.locator("dialog.nameform")).isVisible();
        question.accept("name of a group");
        page.keyboard().type("Group " + word());
        page.keyboard().press("Enter");
        assertThat(page.locator(".gpage:visible .rsub")).isVisible();
        question.accept("group");
        page.locator(".gpage .pbar button[aria-label='Delete group']").click();
        assertThat(page.locator(".gpage:visible")).hasCount(0);
    }

    private void throughMenus(Consumer<String> question) {
        go("");
        page.locator(".row").first().click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        during(".menu:popover-open", "menu of a row", question);
        page.locator("[popovertarget=list-menu]").click();
        during("#list-menu:popover-open", "menu of the list", question);
        page.locator(".face-button").click();
        during("#account-menu:popover-open", "menu of the account", question);
        folder("Inbox").first().click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        during(".menu:popover-open", "menu of a folder", question);
        var own = "Own" + word();
        Client.imap("alice", "", "CREATE " + own);
        folderMenu(own, "Colour");
        during("dialog.calform", "colour of a folder", question);
        Client.imap("alice", "", "DELETE " + own);
        page.locator("#new-label").click();
        assertThat(page.locator("dialog.nameform")).isVisible();
        question.accept("label");
        var word = word();
        page.keyboard().type(word);
        page.keyboard().press("Enter");
        var label = page.locator(".nav a[data-label]").filter(new Locator.FilterOptions().setHasText(word));
        label.click();
        assertThat(page.locator(".list h1")).hasText(word);
        question.accept("list of a label");
        label.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator(".menu:popover-open .mi").last().click();
        assertThat(label).hasCount(0);
        page.keyboard().press("/");
        page.keyboard().type("faktur");
        assertThat(page.locator(".searchbox .si").first()).isVisible();
        question.accept("search panel");
        page.keyboard().press("Escape");
    }

    /** A message with a warning, an invitation, a contact, a program and a picture. */
    private void throughCards(Consumer<String> question) {
        var word = word();
        var parts = new ArrayList<>(List.of(
                "Return-Path: <x@mx.example>",
                "Received: from mx.example ([203.0.113.7])",
                "\tby mail.example.org (Kantor) with ESMTPS id 1.1;",
                "\tThu, 26 Nov 2026 05:04:00 +0000",
                "From: Carol Wijaya <carol@examp1e.org>",
                "To: alice@example.org",
                "Subject: " + word,
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=b",
                ""));
        part(parts, "text/plain", "Please come.");
        part(
                parts,
                "text/calendar; method=REQUEST; charset=utf-8",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//x//EN",
                "METHOD:REQUEST",
                "BEGIN:VEVENT",
                "UID:" + word + "@x",
                "DTSTAMP:20261101T000000Z",
                "SUMMARY:Site visit",
                "DTSTART:20271126T013000Z",
                "DTEND:20271126T050000Z",
                "ORGANIZER;CN=Carol Wijaya:mailto:carol@examp1e.org",
                "ATTENDEE;CN=Alice:mailto:alice@example.org",
                "END:VEVENT",
                "END:VCALENDAR");
        part(
                parts,
                "text/vcard; name=sato.vcf",
                "BEGIN:VCARD",
                "VERSION:3.0",
                "N:Sato;Misaki;;;",
                "FN:Sato Misaki",
                "EMAIL:sato@sakura.example",
                "END:VCARD");
        part(parts, "application/octet-stream; name=\"invoice.pdf.exe\"", "MZ");
        part(parts, "image/png; name=\"plan.png\"", "PNG");
        part(
                parts,
                "message/rfc822",
                "From: Sato Misaki <sato@sakura.example>",
                "Subject: The plan",
                "Content-Type: multipart/mixed; boundary=i",
                "",
                "--i",
                "Content-Type: text/html",
                "",
                "<p>x</p><img src='https://outside.example/p.png'>",
                "--i",
                "Content-Type: application/octet-stream; name=run.exe",
                "",
                "MZ",
                "--i",
                "Content-Type: text/plain; name=notes.txt",
                "",
                "x",
                "--i--");
        parts.add("--b--");
        Client.append("alice", "INBOX", String.join("\r\n", parts) + "\r\n");
        go("");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        for (var shown : List.of(".reader .bar.warn", ".invite", ".vcard", ".att .risky")) {
            assertThat(page.locator(shown).first()).isVisible();
        }
        question.accept("warning, invitation and contact");
        page.locator(".att .risky").click();
        during("dialog.ask", "file that could do harm", question);
        page.locator(".att a[data-preview=image]").click();
        during("dialog.preview", "preview", question);
        page.locator(".att a[data-preview=message]").click();
        assertThat(page.locator(".preview k-message-frame.ready")).isVisible();
        during("dialog.preview", "message inside a message", question);
    }

    private static void part(List<String> lines, String type, String... content) {
        lines.addAll(List.of("--b", "Content-Type: " + type, ""));
        lines.addAll(List.of(content));
    }

    private void throughWriting(Consumer<String> question) {
        var word = word();
        page.keyboard().press("c");
        var composer = page.locator("k-composer");
        assertThat(composer.locator("k-recipients input").first()).isFocused();
        page.keyboard().type("bob@example.org");
        page.keyboard().press("Enter");
        composer.locator("input.subject").fill(word);
        composer.locator(".rich").focus();
        page.keyboard().type("Text");
        for (var tool : List.of("link", "table")) {
            composer.locator("[data-do='command:" + tool + "']").click();
            during("dialog.ask", tool, question);
        }
        page.keyboard().press("Control+Shift+L");
        assertThat(composer.locator(".send-menu")).isVisible();
        question.accept("times to send");
        composer.locator("[data-do='later:tomorrow']").click();
        assertThat(composer).hasCount(0);
        folder("Scheduled").click();
        row(word).click();
        assertThat(page.locator(".reader .leaves")).isVisible();
        question.accept("scheduled");
        page.locator("[data-scheduled=move]").click();
        during("dialog.scheduled", "other time", question);
        page.locator("[data-scheduled=cancel]").click();
        assertThat(page.locator(".reader .leaves")).hasCount(0);
    }

    @Test
    void noDialogueHasAnAccessibilityViolation() {
        var found = new TreeMap<String, List<String>>();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            open(new Browser.NewContextOptions().setColorScheme(scheme));
            page.navigate(Suite.web() + "/");
            page.fill("#username", "alice");
            page.fill("#password", "wrong");
            page.keyboard().press("Enter");
            assertThat(page.locator("[aria-invalid=true]").first()).isVisible();
            scan("log-in", scheme, found);
            open("alice", 1440, 900, scheme);
            go("");
            page.locator(".row").first().click();
            assertThat(page.locator(".rsub")).isVisible();
            scan("message", scheme, found);
            for (var pane : List.of("below", "off")) {
                page.evaluate("pane => document.documentElement.dataset.pane = pane", pane);
                scan("message, pane " + pane, scheme, found);
            }
            go("");
            page.evaluate("() => document.documentElement.dataset.density = 'compact'");
            scan("compact", scheme, found);
            page.keyboard().press("c");
            page.locator("k-composer [data-do=minimise]").click();
            assertThat(page.locator("k-composer.small")).isVisible();
            page.locator(".side .compose").click();
            assertThat(page.locator("k-composer")).hasCount(2);
            scan("two messages being written", scheme, found);
            page.locator("k-composer:not(.small) [data-do=discard]").click();
            assertThat(page.locator("k-composer")).hasCount(1);
            page.locator("k-composer .ch b").click();
            page.locator("k-composer [data-do=discard]").click();
            assertThat(page.locator("k-composer")).hasCount(0);
            throughDialogues(name -> scan(name, scheme, found));
            throughForms(name -> scan(name, scheme, found));
            throughMenus(name -> scan(name, scheme, found));
            throughCards(name -> scan(name, scheme, found));
            throughWriting(name -> scan(name, scheme, found));
            context.close();
            open("dave", 1440, 900, scheme);
            var waiting = word() + "@jauh.example";
            Client.submit(waiting, "x");
            Client.await("a message in the queue", () -> Admin.queue().contains(waiting));
            go("admin/queue");
            page.getByText(waiting).first().click();
            assertThat(page.locator(".drawer .facts")).isVisible();
            scan("message in the queue", scheme, found);
            page.locator(".drawer .btn.danger-q").click();
            assertThat(page.locator("dialog.ask")).isVisible();
            scan("deletion from the queue", scheme, found);
            page.locator("dialog.ask .btn.danger").click();
            assertThat(page.locator(".drawer")).isHidden();
            go("admin/users");
            page.getByText("Alice Hartono").first().click();
            assertThat(page.locator(".drawer-who")).isVisible();
            scan("user", scheme, found);
            page.locator(".phead .btn.primary").click();
            assertThat(page.locator(".drawer-who")).hasCount(0);
            assertThat(page.locator(".drawer")).isVisible();
            scan("new user", scheme, found);
            context.close();
        }
        assertThat(found).isEmpty();
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

    @Test
    void withoutMotionNothingMovesLandmarksAndLiveRegionAreThereAndTheFocusIsSeen() {
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("");
        assertThat(page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--k-t').trim()"))
                .isEqualTo("1ms");
        assertThat(page.locator("header, [role=banner]").first()).isVisible();
        assertThat(page.locator("nav[aria-label]").first()).isVisible();
        assertThat(page.locator("main")).hasCount(1);
        assertThat(page.locator(".new-mail[aria-live=polite]")).hasCount(1);
        assertThat(page.locator("[role=search]")).hasCount(1);
        for (var path : List.of("", "settings", "people", "tasks/all")) {
            go(path);
            for (var presses = 0; presses < 25; presses++) {
                page.keyboard().press("Tab");
                assertThat(page.evaluate(UNMARKED)).as(path).isEqualTo("");
            }
        }
    }
}
