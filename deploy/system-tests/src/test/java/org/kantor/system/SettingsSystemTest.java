package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people set, in the system's Chromium, and what it does for other pages and other programs. */
class SettingsSystemTest extends BrowserSystemTest {

    private static Client.Answer imap(String user, String path, String... command) {
        return Client.curl(
                user + ":" + user + "-demo", "imap://" + Suite.HOST + ":" + Suite.imap() + "/" + path, command);
    }

    private static String newFolder(String user) {
        var name = "F" + word();
        imap(user, "", "-X", "CREATE " + name).ok();
        imap(user, "", "-X", "SUBSCRIBE " + name).ok();
        return name;
    }

    private void go(String path) {
        page.navigate(Suite.web() + "/" + path);
        assertThat(page.locator(".main > *").first()).isVisible();
    }

    private Locator line(String text) {
        return page.locator(".setline").filter(new Locator.FilterOptions().setHasText(text));
    }

    private void choose(String name, String value) {
        page.locator(".seg [data-set=%s][data-value=%s]".formatted(name, value)).click();
    }

    // ---- other pages ----

    @Test
    void whatIsPreferredInOnePageActsInTheOthersAtOnce() {
        var word = word();
        deliver("bob@example.org", word, 1);
        signIn("bob");
        assertThat(row(word)).hasCount(1);
        var list = page;
        try (var elsewhere = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB"))) {
            elsewhere.setDefaultTimeout(PATIENCE);
            page = elsewhere.newPage();
            signIn("bob");
            go("settings");
            choose("conversations", "false");
            assertThat(list.locator(".row:not(.gone)").filter(new Locator.FilterOptions().setHasText(word)))
                    .hasCount(2);
            choose("conversations", "true");
            assertThat(list.locator(".row:not(.gone)").filter(new Locator.FilterOptions().setHasText(word)))
                    .hasCount(1);
            choose("scheme", "dark");
            assertThat(list.locator("html")).hasAttribute("theme", "dark");
            choose("density", "compact");
            assertThat(list.locator("html")).hasAttribute("data-density", "compact");
            choose("scheme", "system");
            choose("density", "comfortable");
            assertThat(list.locator("html")).hasAttribute("data-density", "comfortable");
            var row = list.locator(".row:not(.gone)").filter(new Locator.FilterOptions().setHasText(word));
            choose("pane", "off");
            assertThat(row).hasClass(Pattern.compile(".*\\bline\\b.*"));
            list.locator(".panes [data-value=right]").click();
            assertThat(row).not().hasClass(Pattern.compile(".*\\bline\\b.*"));
            assertThat(page.locator(".seg [data-set=pane][data-value=right]")).hasAttribute("aria-checked", "true");
            page.locator("select[data-set=swiperight]").selectOption("star");
            page.locator("select[data-set=swipeleft]").selectOption("nothing");
            assertThat(list.locator("html")).hasAttribute("data-swipeleft", "nothing");
            swipe(list, word, -200);
            assertThat(list.locator(".row.starred").filter(new Locator.FilterOptions().setHasText(word)))
                    .hasCount(0);
            swipe(list, word, 200);
            assertThat(list.locator(".row.starred").filter(new Locator.FilterOptions().setHasText(word)))
                    .hasCount(1);
            swipe(list, word, 200);
            assertThat(list.locator(".row:not(.starred, .gone)").filter(new Locator.FilterOptions().setHasText(word)))
                    .hasCount(1);
            page.locator("select[data-set=swiperight]").selectOption("archive");
            page.locator("select[data-set=swipeleft]").selectOption("snooze");
            assertThat(list.locator("html")).hasAttribute("data-swipeleft", "snooze");
            go("settings/language");
            page.locator("select[data-set=week]").selectOption("SUNDAY");
            assertThat(list.locator(".toast:last-child")).containsText("changed in another window");
            list.evaluate("window.before = true");
            list.locator(".toast:last-child button").click();
            list.waitForFunction("() => !window.before && document.documentElement.dataset.week === 'SUNDAY'");
            // both pages have been made anew by then
            assertThat(list.locator(".row:not(.gone)").filter(new Locator.FilterOptions().setHasText(word)))
                    .hasCount(1);
            page.waitForFunction("() => document.documentElement.dataset.week === 'SUNDAY'");
            assertThat(page.locator("select[data-set=week]")).hasValue("SUNDAY");
            page.locator("select[data-set=week]").selectOption("");
            assertThat(list.locator(".toast:last-child")).containsText("changed in another window");
            // a page that is closed while it is being loaded anew may keep its browser from closing it
            page.waitForFunction("() => document.documentElement.dataset.week !== 'SUNDAY'");
            assertThat(page.locator("select[data-set=week]")).isVisible();
        } finally {
            page = list;
        }
    }

    /** A finger pushes the row with that text aside, by so many pixels. */
    private static void swipe(Page list, String text, int by) {
        list.locator(".row:not(.gone)")
                .filter(new Locator.FilterOptions().setHasText(text))
                .evaluate("""
                (row, by) => ['touchstart', 'touchmove', 'touchend'].forEach((type, i) => {
                  const touch = new Touch({ identifier: 1, target: row, clientX: 300 + (i ? by : 0), clientY: 300 });
                  row.dispatchEvent(new TouchEvent(type, { touches: i < 2 ? [touch] : [], changedTouches: [touch], bubbles: true, cancelable: true }));
                })""", by);
    }

    @Test
    void theTimeZoneIsThatOfTheListAndOfTheSettings() {
        var word = word();
        deliver("bob@example.org", word, "text");
        signIn("bob");
        go("settings/language");
        try {
            zone("Pacific/Kiritimati");
            go("");
            var east = row(word).locator("time").textContent();
            go("settings/language");
            zone("Pacific/Pago_Pago");
            go("");
            assertThat(row(word).locator("time").textContent()).isNotEqualTo(east);
        } finally {
            go("settings/language");
            zone("");
        }
    }

    private void zone(String name) {
        page.evaluate("window.before = true");
        page.locator("select[data-set=zone]").selectOption(name);
        page.waitForFunction("(zone) => !window.before && document.documentElement.dataset.zone === zone", name);
        go("settings/language");
        assertThat(page.locator("select[data-set=zone]")).hasValue(name);
    }

    @Test
    void notificationsAreAskedForOnceAndKept() {
        context.grantPermissions(List.of("notifications"));
        signIn("bob");
        go("settings/notifications");
        page.locator(".sw.notify").click();
        assertThat(page.locator(".sw.notify")).hasAttribute("aria-checked", "true");
        page.waitForCondition(() -> {
            page.reload();
            return "true".equals(page.locator("html").getAttribute("data-notify"));
        });
        assertThat(page.locator(".sw.notify")).hasAttribute("aria-checked", "true");
        page.locator(".sw.notify").click();
        assertThat(page.locator(".sw.notify")).hasAttribute("aria-checked", "false");
    }

    /** The next notice is asked for while nobody looks at the page, which no window of a test's browser can be. */
    private static final String NOTICES = """
            (() => {
              window.looked = true;
              window.notices = [];
              document.hasFocus = () => window.looked;
              window.Notification = class {
                static permission = 'granted';
                static requestPermission() { return Promise.resolve('granted'); }
                constructor(title, { body, tag }) { window.notices.push({ title, body, tag }); }
                close() {}
              };
            })()""";

    @Test
    void newMailIsToldOutsideOfThePageWhileNobodyLooksAtItIfThatIsWantedAndAllowed() {
        var word = word();
        context.addInitScript(NOTICES);
        signIn("bob");
        go("settings/notifications");
        kept(() -> page.locator(".sw.notify").click());
        go("");
        assertThat(page.locator("html")).hasAttribute("data-notify", "true");
        try {
            deliver("bob@example.org", word + "a", "Text");
            assertThat(page.locator(".new-mail")).containsText("joko@sumbermakmur.example");
            assertThat(notices()).as("while somebody looks").isEmpty();
            page.evaluate("window.looked = false");
            deliver("bob@example.org", word + "b", "Text");
            page.waitForFunction("() => window.notices.length > 0");
            assertThat(notices()).singleElement().asString().contains("joko@sumbermakmur.example", "new-mail");
        } finally {
            go("settings/notifications");
            kept(() -> page.locator(".sw.notify").click());
        }
        go("");
        assertThat(page.locator("html")).hasAttribute("data-notify", "false");
        page.evaluate("window.looked = false");
        deliver("bob@example.org", word + "c", "Text");
        assertThat(page.locator(".new-mail")).containsText("joko@sumbermakmur.example");
        assertThat(notices()).as("when it is not wanted").isEmpty();
    }

    private List<?> notices() {
        return (List<?>) page.evaluate("window.notices");
    }

    /** Waits until the server has heard of it. */
    private void kept(Runnable choice) {
        page.waitForResponse(ASKED, choice);
    }

    // ---- where an open message is, and keys ----

    /** Where the open message is beside the list. */
    private void isReader(String where) {
        page.waitForFunction("""
                (where) => {
                  const [list, reader] = ['.mail > .list', '.mail > .reader'].map((part) => document.querySelector(part)?.getBoundingClientRect());
                  const is = !list || !reader ? '' : !list.width && reader.width ? 'alone'
                    : reader.top >= list.bottom - 1 ? 'below' : reader.left >= list.right - 1 ? 'right' : '';
                  return is === where;
                }""", where);
    }

    @Test
    void theOpenMessageIsBelowTheListBesideItOrInItsPlaceAsWasChosenAlsoAfterAReload() {
        var word = word();
        deliver("dave@example.org", word, "Text");
        signIn("dave");
        open(word);
        isReader("right");
        go("settings");
        kept(() -> choose("pane", "below"));
        try {
            go("");
            open(word);
            isReader("below");
            page.reload();
            assertThat(page.locator(".reader .rsub")).containsText(word);
            isReader("below");
            screenshot("pane-below");
            kept(() -> page.locator(".panes [data-value=off]").click());
            isReader("alone");
            page.reload();
            assertThat(page.locator(".reader .rsub")).containsText(word);
            isReader("alone");
            page.keyboard().press("u");
            kept(() -> page.locator(".panes [data-value=right]").click());
            open(word);
            isReader("right");
            page.reload();
            assertThat(page.locator(".reader .rsub")).containsText(word);
            isReader("right");
        } finally {
            go("settings");
            choose("pane", "right");
            assertThat(page.locator(".seg [data-set=pane][data-value=right]")).hasAttribute("aria-checked", "true");
        }
    }

    private void open(String word) {
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        // what a reload opens
        page.waitForURL(Pattern.compile(".*/mail/\\d+/\\d+"));
    }

    @Test
    void aKeyThatWasChangedActsAfterAReloadAndTheFormerOneDoesNot() {
        var word = word();
        deliver("dave@example.org", word, "Text");
        signIn("dave");
        go("settings/shortcuts");
        page.locator("k-keymap [data-change=archive]").click();
        kept(() -> page.keyboard().press("y"));
        try {
            go("");
            row(word).locator(".av").click();
            page.keyboard().press("e");
            // what comes after it is done to the same message, which is still there
            page.keyboard().press("s");
            assertThat(row(word)).hasClass(Pattern.compile(".*starred.*"));
            Client.await("the star for IMAP", () -> Client.finds("dave", "INBOX", "FLAGGED SUBJECT " + word));
            page.keyboard().press("y");
            assertThat(row(word)).hasCount(0);
            Client.await("the message in Archive", () -> Client.has("dave", "Archive", word));
        } finally {
            go("settings/shortcuts");
            kept(() -> page.locator("k-keymap [data-reset='*']").click());
        }
        assertThat(page.locator("k-keymap [data-reset='*']")).isHidden();
    }

    // ---- import and export ----

    private Locator exported(String folder) {
        return page.locator(".setlines[role=list] .setline").filter(new Locator.FilterOptions().setHasText(folder));
    }

    private static String mbox(String word, int messages, int octets) {
        var file = new StringBuilder();
        for (var number = 0; number < messages; number++) {
            file.append("From a@example.org Thu Nov  5 09:08:07 2026\n")
                    .append("Message-Id: <%s.%d@example.org>\n".formatted(word, number))
                    .append("Subject: %s %d\n".formatted(word, number))
                    .append(
                            number == 0
                                    ? "Status: RO\nX-Status: AF\nX-Keywords: rahasia\n"
                                    : number == 1 ? "Status: O\n" : "")
                    .append("\n>From the start\n")
                    .append("lorem ipsum dolor sit amet %d\n".formatted(number).repeat(octets / 28))
                    .append('\n');
        }
        return file.toString();
    }

    private void bring(String folder, String name, String file) {
        page.locator("k-import select")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(folder));
        page.locator("k-import input[type=file]")
                .setInputFiles(new FilePayload(name, "application/mbox", file.getBytes(StandardCharsets.US_ASCII)));
    }

    private void throttle(int up, int down) {
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("uploadThroughput", up);
        conditions.addProperty("downloadThroughput", down);
        var devtools = context.newCDPSession(page);
        devtools.send("Network.enable");
        devtools.send("Network.emulateNetworkConditions", conditions);
    }

    @Test
    void aFileOfMailIsBroughtInWithItsFlagsAndTakenOutAgainAsItWas() throws IOException {
        var folder = newFolder("carol");
        var word = word();
        signIn("carol");
        go("settings/transfer");
        bring(folder, "old.mbox", mbox(word, 3, 500));
        assertThat(page.locator("k-import .result")).containsText("3 added, 0 were there already");
        assertThat(Client.finds("carol", folder, "SEEN ANSWERED FLAGGED KEYWORD rahasia SUBJECT \"" + word + " 0\""))
                .isTrue();
        assertThat(Client.finds("carol", folder, "UNSEEN SUBJECT \"" + word + " 1\""))
                .isTrue();
        // of which the file says nothing
        assertThat(Client.finds("carol", folder, "SEEN SUBJECT \"" + word + " 2\""))
                .isTrue();
        bring(folder, "old.mbox", mbox(word, 3, 500));
        assertThat(page.locator("k-import .result")).containsText("0 added, 3 were there already");
        page.reload();
        var download =
                page.waitForDownload(() -> exported(folder).locator("a.btn").click());
        assertThat(download.suggestedFilename()).isEqualTo(folder + ".mbox");
        var file = Files.readString(download.path(), StandardCharsets.US_ASCII);
        assertThat(file)
                .contains("Thu Nov 5 09:08:07 2026")
                .contains("Status: RO\nX-Status: AF\nX-Keywords: rahasia\nMessage-Id: <" + word + ".0@example.org>")
                .contains("Status: O\nX-Status: \nX-Keywords: \nMessage-Id: <" + word + ".1@example.org>")
                .contains("\n>From the start\n");
        assertThat(exported(folder)).containsText("exported");
        var other = newFolder("carol");
        page.reload();
        bring(other, "again.mbox", file);
        assertThat(page.locator("k-import .result")).containsText("3 added, 0 were there already");
        assertThat(Client.finds("carol", other, "SEEN ANSWERED FLAGGED KEYWORD rahasia SUBJECT \"" + word + " 0\""))
                .isTrue();
        // the same content
        bring(folder, "again.mbox", file);
        assertThat(page.locator("k-import .result")).containsText("0 added, 3 were there already");
    }

    @Test
    void anImportThatWasStoppedGoesOnWhereItWasAndAnExportCanBeStopped() throws IOException {
        var folder = newFolder("carol");
        var word = word();
        var messages = 300;
        var file = mbox(word, messages, 40_000);
        signIn("carol");
        go("settings/transfer");
        throttle(1_000_000, -1);
        bring(folder, "big.mbox", file);
        assertThat(page.locator("k-import .result")).containsText(Pattern.compile("big.mbox: [1-9][0-9]?%"));
        screenshot("import");
        page.locator("k-import .btn:visible").click();
        assertThat(page.locator("k-import .result")).containsText("Stopped");
        throttle(-1, -1);
        bring(folder, "big.mbox", file);
        assertThat(page.locator("k-import .result"))
                .containsText(Pattern.compile("\\d+ added, \\d+ were there already"));
        var numbers = Pattern.compile("(\\d+) added, (\\d+) were")
                .matcher(page.locator("k-import .result").textContent());
        assertThat(numbers.find()).isTrue();
        assertThat(Integer.parseInt(numbers.group(1)) + Integer.parseInt(numbers.group(2)))
                .isEqualTo(messages);
        assertThat(Client.count("carol", folder, "ALL")).isEqualTo(messages);
        page.reload();
        throttle(-1, 200_000);
        // as soon as that is offered: what the browser saves may come faster than the page is allowed to
        exported(folder).evaluate("""
                (line) => {
                  const seen = new MutationObserver(() => {
                    const stop = line.querySelector('button');
                    if (stop?.checkVisibility()) {
                      seen.disconnect();
                      setTimeout(() => stop.click());
                    }
                  });
                  seen.observe(line, { subtree: true, childList: true, attributes: true });
                }""");
        var download =
                page.waitForDownload(() -> exported(folder).locator("a.btn").click());
        assertThat(exported(folder)).containsText(Pattern.compile("the first [0-9]+ messages"));
        throttle(-1, -1);
        var part = Files.readString(download.path(), StandardCharsets.US_ASCII);
        assertThat(part.lines().filter(line -> line.startsWith("From kantor "))).hasSizeBetween(1, messages - 1);
        assertThat(part).endsWith("\n\n");
        imap("carol", "", "-X", "DELETE " + folder).ok();
    }

    // ---- sharing ----

    /** As the server says them, in what curl tells of the conversation. */
    private static String rights(String user, String folder) {
        return imap(user, "", "-v", "-X", "GETACL " + folder).ok().output();
    }

    private void share(String folder) {
        line(folder).locator(".btn").click();
        assertThat(page.locator("dialog.share")).isVisible();
    }

    private void leaveForm() {
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.share")).hasCount(0);
    }

    @Test
    void aFolderIsSharedWithSomebodyInPlainWords() {
        var folder = newFolder("carol");
        signIn("carol");
        go("settings/folders");
        share(folder);
        assertThat(page.locator("dialog.share")).containsText("Nobody else sees this folder");
        // unless the organisation wants it
        assertThat(page.getByText("Share with everybody here")).isHidden();
        page.locator("dialog.share vaadin-combo-box input").fill("bob");
        page.locator("vaadin-combo-box-item").first().click();
        page.locator("dialog.share .share-new .btn").click();
        var granted = page.locator("dialog.share .setline");
        assertThat(granted).containsText("Bob Siregar");
        assertThat(granted).containsText("sees it, reads, marks as read");
        assertThat(rights("carol", folder)).contains("bob@example.org lrs");
        screenshot("share");
        leaveForm();
        assertThat(line(folder)).containsText("shared with Bob Siregar");
        // what a mail program put together is told by each right
        imap("carol", "", "-X", "SETACL " + folder + " bob lri").ok();
        share(folder);
        assertThat(granted).containsText("sees it, reads, puts messages in");
        page.locator("dialog.share .setline .ib").click();
        assertThat(page.locator("dialog.share")).containsText("Nobody else sees this folder");
        assertThat(rights("carol", folder)).doesNotContain("bob@");
        screenshot("share-taken");
        assertThat(granted.locator(".btn")).isFocused();
        granted.locator(".btn").click();
        assertThat(granted).containsText("sees it, reads, puts messages in");
        assertThat(rights("carol", folder)).contains("bob@example.org lri");
        page.locator("dialog.share .setline .ib").click();
        leaveForm();
        assertThat(line(folder)).not().containsText("shared with");
        assertThat(page.locator(".toast:last-child")).containsText("Bob Siregar has no rights on " + folder);
        page.locator(".toast:last-child .undo").click();
        assertThat(line(folder)).containsText("shared with Bob Siregar");
        assertThat(rights("carol", folder)).contains("bob@example.org lri");
    }

    private void everybody(boolean on) {
        var here = context;
        var before = page;
        try (var administrator = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB"))) {
            administrator.setDefaultTimeout(PATIENCE);
            context = administrator;
            page = administrator.newPage();
            signIn("dave");
            go("admin/organisation");
            page.locator(".organisation vaadin-checkbox input").setChecked(on);
            screenshot("organisation-everybody");
            page.locator(".btn.primary").first().click();
            assertThat(page.locator(".toast:last-child")).containsText("Saved");
        } finally {
            context = here;
            page = before;
        }
    }

    @Test
    void sharingWithEverybodyIsTheOrganisationsToAllow() {
        var folder = newFolder("carol");
        assertThat(imap("carol", "", "-X", "SETACL " + folder + " anyone lr").exit())
                .isNotZero();
        everybody(true);
        try {
            signIn("carol");
            go("settings/folders");
            share(folder);
            page.getByText("Share with everybody here").click();
            assertThat(page.locator("dialog.share .setline")).containsText("Everybody here");
            assertThat(page.getByText("Share with everybody here")).isHidden();
            assertThat(rights("carol", folder)).contains("anyone lrs");
            leaveForm();
            assertThat(line(folder)).containsText("shared with everybody here");
            assertThat(imap("carol", "", "-X", "SETACL " + folder + " anyone +p")
                            .exit())
                    .isNotZero();
            assertThat(imap("bob", "", "-X", "LIST \"\" \"Other*\"").ok().output())
                    .contains(folder);
            // a page that is open shows what it makes of it
            try (var bobs = browser.newContext(
                    new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB"))) {
                bobs.setDefaultTimeout(PATIENCE);
                var carols = context;
                var hers = page;
                try {
                    context = bobs;
                    page = bobs.newPage();
                    signIn("bob");
                    var seen = page.locator(".nav .shared").getByText(folder);
                    assertThat(seen).isVisible();
                    everybody(false);
                    assertThat(seen).hasCount(0);
                    everybody(true);
                    assertThat(seen).isVisible();
                } finally {
                    context = carols;
                    page = hers;
                }
            }
            everybody(false);
            assertThat(imap("bob", "", "-X", "LIST \"\" \"Other*\"").ok().output())
                    .doesNotContain(folder);
            page.reload();
            assertThat(line(folder)).not().containsText("shared with");
            share(folder);
            assertThat(page.locator("dialog.share .setline")).containsText("switched off here");
            screenshot("share-everybody-off");
            page.locator("dialog.share .setline .ib").click();
            assertThat(page.locator("dialog.share")).containsText("Nobody else sees this folder");
            assertThat(rights("carol", folder)).doesNotContain("anyone");
        } finally {
            everybody(false);
        }
    }

    // ---- sessions and passwords ----

    @Test
    void allSessionsOfOtherBrowsersAreEndedFromHere() {
        signIn("carol");
        var here = page;
        try (var elsewhere = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB"))) {
            elsewhere.setDefaultTimeout(PATIENCE);
            page = elsewhere.newPage();
            signIn("carol");
            var other = page;
            page = here;
            go("settings/sessions");
            assertThat(line("this browser")).hasCount(1);
            assertThat(line("this browser")).containsText("from ");
            page.locator(".phead").getByText("Sign out all others").click();
            page.locator("dialog").getByText("Sign out all others").last().click();
            assertThat(page.locator(".setline .btn")).hasCount(0);
            other.navigate(Suite.web() + "/");
            assertThat(other.locator("#username")).isVisible();
            page.reload();
            assertThat(line("this browser")).hasCount(1);
        } finally {
            page = here;
        }
    }

    @Test
    void anAppPasswordOpensWhatItIsForAndSaysWhenItWasUsed() {
        var word = word();
        signIn("carol");
        go("settings/devices");
        page.locator(".phead .btn.primary").click();
        page.locator("dialog.ask vaadin-text-field input").fill(word);
        for (var service : List.of("POP3", "Sending", "Calendars and contacts")) {
            page.getByLabel(service, new Page.GetByLabelOptions().setExact(true))
                    .uncheck();
        }
        screenshot("app-password");
        page.locator("dialog.ask vaadin-text-field input").press("Enter");
        var secret = page.locator("#app-password").textContent();
        page.getByText("I have noted it").click();
        assertThat(line(word)).containsText("not used yet");
        assertThat(line(word)).containsText("IMAP");
        assertThat(line(word)).not().containsText("Sending");
        var inbox = "imap://" + Suite.HOST + ":" + Suite.imap() + "/INBOX?ALL";
        Client.curl("carol:" + secret, inbox).ok();
        assertThat(Client.curl("carol:" + secret, "pop3://" + Suite.HOST + ":" + Suite.pop3() + "/")
                        .exit())
                .isNotZero();
        page.reload();
        assertThat(line(word)).containsText("last used");
        var told = line(word).textContent();
        line(word).locator("button").click();
        assertThat(line(word)).hasCount(0);
        assertThat(Client.curl("carol:" + secret, inbox).exit()).isNotZero();
        page.locator(".toast:last-child .undo").click();
        assertThat(line(word)).hasText(told);
        Client.curl("carol:" + secret, inbox).ok();
        line(word).locator("button").click();
        assertThat(line(word)).hasCount(0);
        assertThat(Client.curl("carol:" + secret, inbox).exit()).isNotZero();
    }

    @Test
    void aSignatureIsKeptWhenThePageIsLeft() {
        var word = word();
        signIn("bob");
        go("settings/identities");
        page.locator(".identity .rich").first().click();
        page.keyboard().type(word);
        page.locator(".rail a").first().click();
        assertThat(page.locator(".toast:last-child")).containsText("saved");
        go("settings/identities");
        assertThat(page.locator(".identity .rich").first()).containsText(word);
        page.locator(".identity input").nth(1).fill("nobody");
        page.locator(".identity .rich").first().fill("");
        page.locator(".rail a").first().click();
        assertThat(page.locator(".toast:last-child")).containsText("is no address");
        go("settings/identities");
        assertThat(page.locator(".identity .rich").first()).not().containsText(word);
        assertThat(page.locator(".identity input").nth(1)).hasValue("");
    }

    // ---- the search field ----

    @Test
    void aSearchIsSavedAndPeopleHaveTheirTab() {
        var word = word();
        signIn("alice");
        page.locator(".searchbox input").fill("bob");
        page.keyboard().press("Enter");
        assertThat(page.locator(".found h1")).isVisible();
        page.locator(".ltabs").getByText("People").click();
        var person = page.locator(".results a.row[href^='search?q=from']")
                .filter(new Locator.FilterOptions().setHasText("Bob Siregar"));
        assertThat(person).isVisible();
        screenshot("search-people");
        person.click();
        assertThat(page.locator(".searchbox .in .op")).hasText(Pattern.compile("from: ?.*[Bb]ob.*"));
        go("");
        page.locator(".searchbox input").fill("from:bob " + word);
        page.locator(".searchbox .linkbtn").click();
        var saved = page.locator(".saved-searches a.f").filter(new Locator.FilterOptions().setHasText(word));
        assertThat(saved).isVisible();
        page.reload();
        saved.click();
        assertThat(page.locator(".searchbox .in .op")).hasText(Pattern.compile("from: ?bob"));
        assertThat(page.locator(".found .empty h2")).containsText(word);
        saved.locator("xpath=..").locator("button").click();
        assertThat(saved).hasCount(0);
        page.locator(".toast:last-child .undo").click();
        assertThat(saved).isVisible();
        saved.locator("xpath=..").locator("button").click();
        assertThat(saved).hasCount(0);
    }
}
