package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.swaks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What people do in the webmail, done by keyboard alone: nothing is clicked and nothing is given the focus but by keys, and a pointer's event in the page fails the test.
 * Each task is asked for on the server when it is done, and leaves the focus on something.
 */
class KeyboardSystemTest extends BrowserSystemTest {

    private static final int MOST_PRESSES = 90;
    private static final String NAME = "carol";

    private final List<String> pointers = new ArrayList<>();

    /** By keys too: the name has the focus when the page opens. */
    @Override
    void signIn(String name) {
        watch();
        page.navigate(Suite.web() + "/");
        assertThat(page.locator("#username")).isFocused();
        type(name);
        press("Tab");
        type(name + "-demo");
        press("Enter");
        assertThat(page.locator(".app")).isVisible();
        assertThat(page.locator(".nav .compose")).isVisible();
    }

    private void watch() {
        context.exposeBinding("pointerWasUsed", (source, arguments) -> pointers.add(String.valueOf(arguments[0])));
        context.addInitScript(
                "for (const name of ['mousedown', 'pointerdown', 'touchstart']) addEventListener(name, (event) => event.isTrusted && pointerWasUsed(name), true)");
    }

    @AfterEach
    void nothingWasClicked() {
        assertThat(pointers).isEmpty();
    }

    // ---- keys ----

    private void press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    private void type(String text) {
        page.keyboard().type(text);
    }

    /** Goes on by Tab until this has the focus. */
    private void tabTo(Locator target) {
        walk("Tab", target);
    }

    private void tabBackTo(Locator target) {
        walk("Shift+Tab", target);
    }

    private void walk(String key, Locator target) {
        assertThat(target.first()).isVisible();
        walk(key, () -> has(target.first()), target.toString());
    }

    private void walk(String key, BooleanSupplier reached, String what) {
        for (var presses = 0; presses < MOST_PRESSES; presses++) {
            if (reached.getAsBoolean()) {
                return;
            }
            press(key);
        }
        throw new AssertionError("not reached by " + key + ": " + what);
    }

    private static boolean has(Locator target) {
        return (Boolean)
                target.evaluate(
                        "(element) => { const root = element.getRootNode(); return element === root.activeElement || element === document.activeElement; }");
    }

    /** The focus is on something that shows. */
    private void focusIsSomewhere() {
        page.waitForFunction("""
                () => {
                  const on = document.activeElement;
                  return on && on !== document.body && on !== document.documentElement && on.getClientRects().length > 0;
                }""");
    }

    private void pick(String text) {
        assertThat(page.locator("dialog.picker input[role=combobox]")).isFocused();
        type(text);
        press("Enter");
    }

    private void palette(String text) {
        press("Control+k");
        assertThat(page.locator(".pal input")).isFocused();
        type(text);
        assertThat(page.locator(".pal .si.on")).containsText(Pattern.compile(text, Pattern.CASE_INSENSITIVE));
        press("Enter");
        assertThat(page.locator(".pal")).isHidden();
    }

    // ---- what the server has ----

    private static void deliver(String word) {
        deliverWith(word);
    }

    private static void deliverWith(String word, String... more) {
        var swaks = new ArrayList<>(List.of(
                "--from", "joko@sumbermakmur.example",
                "--to", NAME + "@example.org",
                "--header", "Subject: " + word,
                "--body", "Text about " + word));
        swaks.addAll(List.of(more));
        swaks(Suite.smtp(), swaks.toArray(String[]::new)).ok();
    }

    private static boolean in(String user, String mailbox, String word) {
        return !Client.search(user + ":" + user + "-demo", mailbox, word).isEmpty();
    }

    /** Waits until IMAP finds the message in the mailbox with such a criterion. */
    private static void has(String mailbox, String criterion, String word) {
        Client.await(
                criterion + " in " + mailbox,
                () -> Client.curl(
                                NAME + ":" + NAME + "-demo",
                                "imap://" + Suite.HOST + ":" + Suite.imap() + "/" + mailbox + "?"
                                        + criterion.replace(" ", "%20") + "%20SUBJECT%20" + word)
                        .output()
                        .matches("(?s).*\\* SEARCH \\d.*"));
    }

    private static void isIn(String mailbox, String word) {
        has(mailbox, "ALL", word);
    }

    private static void isNotIn(String mailbox, String word) {
        Client.await(word + " no more in " + mailbox, () -> !in(NAME, mailbox, word));
    }

    private static String folders() {
        return Client.curl(
                        NAME + ":" + NAME + "-demo",
                        "imap://" + Suite.HOST + ":" + Suite.imap() + "/",
                        "-X",
                        "LIST \"\" *")
                .ok()
                .output();
    }

    // ---- tasks ----

    /** Opens the newest message, which has this word. */
    private void openNewest(String word) {
        assertThat(row(word)).isVisible();
        press("j");
        assertThat(page.locator(".reader .rsub")).containsText(word);
        focusIsSomewhere();
    }

    private String deliverAndOpen() {
        var word = word();
        deliver(word);
        signIn(NAME);
        openNewest(word);
        return word;
    }

    private void takeBack() {
        assertThat(page.locator(".toast .undo").last()).isVisible();
        press("z");
    }

    @Test
    void theSecondMessageIsOpenedAndIsRead() {
        var second = word();
        deliver(second);
        var first = word();
        Client.await("the second delivered", () -> in(NAME, "INBOX", second));
        deliver(first);
        signIn(NAME);
        openNewest(first);
        press("j");
        assertThat(page.locator(".reader .rsub")).containsText(second);
        has("INBOX", "SEEN", second);
        press("k");
        assertThat(page.locator(".reader .rsub")).containsText(first);
        press("u");
        assertThat(page.locator(".reader.closed")).hasCount(1);
        focusIsSomewhere();
        press("Enter");
        assertThat(page.locator(".reader .rsub")).containsText(first);
    }

    @Test
    void aMessageIsArchivedAndBroughtBack() {
        var word = deliverAndOpen();
        press("e");
        assertThat(row(word)).hasCount(0);
        focusIsSomewhere();
        isIn("Archive", word);
        takeBack();
        assertThat(row(word)).isVisible();
        isIn("INBOX", word);
        focusIsSomewhere();
    }

    @Test
    void aMessageIsLabelledAndMovedWithThePicker() {
        var word = deliverAndOpen();
        press("l");
        pick("L" + word);
        assertThat(row(word).locator(".chip")).hasText("L" + word);
        has("INBOX", "KEYWORD L" + word, word);
        focusIsSomewhere();
        press("l");
        press("Escape");
        assertThat(page.locator("dialog.picker")).isHidden();
        focusIsSomewhere();
        press("v");
        pick("Archive");
        assertThat(row(word)).hasCount(0);
        focusIsSomewhere();
        isIn("Archive", word);
    }

    @Test
    void aTaskIsTypedOpenedDoneBroughtBackAndDeleted() {
        signIn(NAME);
        press("g", "t");
        assertThat(page.locator(".tlist h1")).hasText("Today");
        var word = word();
        press("c");
        assertThat(page.locator("k-task-entry input")).isFocused();
        type(word + " today");
        press("Enter");
        var line = page.locator(".trow").filter(new Locator.FilterOptions().setHasText(word));
        assertThat(line).isVisible();
        assertThat(page.locator("k-task-entry input")).isFocused();
        press("Escape");
        focusIsSomewhere();
        press("Home");
        walk("j", () -> has(line.locator(".ti")), "the task");
        press("e");
        assertThat(page.locator(".tdrawer")).isVisible();
        assertThat(page.locator(".tdrawer textarea").first()).hasValue(word);
        press("Escape");
        assertThat(page.locator(".tdrawer")).isHidden();
        assertThat(line.locator(".ti")).isFocused();
        press("x");
        assertThat(line).hasClass(Pattern.compile(".*done.*"));
        assertThat(line.locator(".ti")).isFocused();
        assertThat(page.locator(".toast:last-child")).containsText("Task done");
        press("z");
        assertThat(line).not().hasClass(Pattern.compile(".*done.*"));
        focusIsSomewhere();
        press("Home");
        walk("j", () -> has(line.locator(".ti")), "the task again");
        press("#");
        assertThat(line).hasCount(0);
        assertThat(page.locator(".toast:last-child")).containsText("Task deleted");
        focusIsSomewhere();
        takeBack();
        assertThat(line).isVisible();
        palette("Delete task");
        focusIsSomewhere();
    }

    @Test
    void aMessageBecomesATask() {
        var word = deliverAndOpen();
        press("Shift+T");
        assertThat(page.locator(".toast")).containsText("Task added to Tasks");
        focusIsSomewhere();
        press("g", "t");
        assertThat(page.locator(".tlist h1")).isVisible();
        palette("Tasks");
        walk("F6", () -> has(page.locator(".side a.f, .side .compose").first()), "the side");
        tabTo(page.locator(".nav a.f[href='tasks/all']"));
        press("Enter");
        assertThat(page.locator(".tlist h1")).hasText("All tasks");
        assertThat(page.locator(".trow").filter(new Locator.FilterOptions().setHasText(word)))
                .isVisible();
    }

    @Test
    void aMessageIsSnoozedUntilTomorrow() {
        var word = deliverAndOpen();
        press("b");
        pick("Tomorrow");
        assertThat(row(word)).hasCount(0);
        focusIsSomewhere();
        isIn("Snoozed", word);
        takeBack();
        isIn("INBOX", word);
    }

    @Test
    void aMessageIsStarredMarkedUnreadAndMuted() {
        var word = deliverAndOpen();
        press("s");
        has("INBOX", "FLAGGED", word);
        press("Shift+U");
        has("INBOX", "UNSEEN", word);
        press("m");
        assertThat(row(word)).hasCount(0);
        focusIsSomewhere();
        isIn("Archive", word);
    }

    @Test
    void aRangeIsDeletedAtOnceAndBroughtBack() {
        var words = List.of(word(), word(), word());
        words.forEach(word -> {
            deliver(word);
            isIn("INBOX", word);
        });
        signIn(NAME);
        openNewest(words.getLast());
        press("Shift+ArrowDown", "Shift+ArrowDown");
        assertThat(page.locator(".bulk .picked")).hasText("3 selected");
        press("#");
        words.forEach(word -> assertThat(row(word)).hasCount(0));
        focusIsSomewhere();
        words.forEach(word -> isIn("Trash", word));
        takeBack();
        words.forEach(word -> isIn("INBOX", word));
        assertThat(row(words.getFirst())).isVisible();
        press("*", "a");
        assertThat(page.locator(".bulk .picked")).not().hasText("");
        press("*", "n");
        assertThat(page.locator(".bulk .picked")).hasText("");
        focusIsSomewhere();
    }

    @Test
    void aSearchWithAnOperatorIsMadeOpenedNarrowedSavedAndOpenedAgain() {
        var word = word();
        deliver(word);
        signIn(NAME);
        assertThat(row(word)).isVisible();
        press("/");
        type("from:joko " + word);
        press("Enter");
        assertThat(page.locator(".found .list h1")).hasText("Search results");
        assertThat(row(word)).hasCount(1);
        assertThat(page.locator(".found .list h1")).isFocused();
        press("j");
        assertThat(page.locator("vaadin-grid")).isFocused();
        press("Enter");
        assertThat(page.locator(".reader .rsub")).containsText(word);
        has("INBOX", "SEEN", word);
        focusIsSomewhere();
        // Alt and the arrow are the window's, which a browser without one has not
        page.goBack();
        assertThat(page.locator(".found .list h1")).hasText("Search results");
        assertThat(row(word)).hasCount(1);
        // the chip goes
        press("/");
        tabBackTo(page.locator(".searchbox .in .op"));
        press("Enter");
        assertThat(page.locator(".searchbox .in .op")).hasCount(0);
        assertThat(page.locator(".searchbox input")).isFocused();
        press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*search\\?q=" + word));
        assertThat(page.locator(".found .list h1")).hasText("Search results");
        assertThat(row(word)).hasCount(1);
        focusIsSomewhere();
        // saved, and there again after a reload
        press("/");
        tabTo(page.locator(".searchbox .linkbtn"));
        press("Enter");
        assertThat(page.locator(".saved-searches a.f").filter(new Locator.FilterOptions().setHasText(word)))
                .isVisible();
        focusIsSomewhere();
        press("g", "i");
        assertThat(page.locator(".lhead h1")).hasText("Inbox");
        page.reload();
        var saved = page.locator(".saved-searches a.f").filter(new Locator.FilterOptions().setHasText(word));
        assertThat(saved).isVisible();
        palette(word);
        assertThat(page.locator(".found .list h1")).hasText("Search results");
        assertThat(row(word)).hasCount(1);
        focusIsSomewhere();
        press("F6");
        tabTo(saved.locator("xpath=..").locator("button"));
        press("Enter");
        assertThat(saved).hasCount(0);
        focusIsSomewhere();
    }

    /** The heading has no place among what Tab reaches, so that nothing is next to it when it goes. */
    @Test
    void fromAHeadingASearchLeadsToTheHeadingOfWhatWasFoundAndAnotherSearchToo() {
        var word = word();
        deliver(word);
        signIn(NAME);
        assertThat(row(word)).isVisible();
        press("g", "s");
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        assertThat(page.locator(".lhead h1")).isFocused();
        for (var query : List.of(word, "from:joko " + word)) {
            press("/");
            assertThat(page.locator(".searchbox input")).isFocused();
            press("Control+a");
            type(query);
            press("Enter");
            assertThat(page).hasURL(Pattern.compile(".*search\\?q=" + query.replaceAll("[: ]", ".+")));
            assertThat(row(word)).hasCount(1);
            assertThat(page.locator(".found .list h1")).isFocused();
        }
    }

    /** What the server says of the address comes when it comes, such as after Back. */
    @Test
    void aChipKeepsTheFocusWhenTheServerSaysWhatIsLookedFor() {
        signIn(NAME);
        assertThat(page.locator(".row").first()).isVisible();
        press("/");
        type("from:joko is:unread faktur");
        var chips = page.locator(".searchbox .in .op");
        assertThat(chips).hasCount(2);
        tabBackTo(chips.last());
        page.evaluate(
                "() => { const search = document.querySelector('k-search'); search.shown = { ...search.shown }; }");
        assertThat(chips.last()).isFocused();
        press("Enter");
        assertThat(chips).hasCount(1);
        assertThat(page.locator(".searchbox input")).isFocused();
        assertThat(page.locator(".searchbox input")).hasValue("faktur");
        press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*search\\?q=from.*faktur"));
        assertThat(page.locator(".found .list h1")).isFocused();
    }

    // ---- writing ----

    private Locator composer() {
        return page.locator("k-composer");
    }

    private static final String FOCUSED_ROW = "(row) => row.closest('k-mail-list').focused === row.dataset.uid";

    private void throwAway(String word) {
        tabTo(composer().locator("[data-do=discard]"));
        press("Enter");
        assertThat(composer()).isHidden();
        focusIsSomewhere();
        isNotIn("Drafts", word);
    }

    /** To Bob by completion, with the word for its subject; the caret is in the text. */
    private String write() {
        var word = word();
        press("c");
        assertThat(composer().locator("k-recipients[data-field=to] input")).isFocused();
        type("bob s");
        assertThat(composer().locator(".suggestions .mi.on")).containsText("bob@example.org");
        press("Enter");
        assertThat(composer().locator(".person")).containsText("Bob Siregar");
        tabTo(composer().locator("input.subject"));
        type(word);
        press("Tab");
        assertThat(composer().locator(".rich")).isFocused();
        return word;
    }

    @Test
    void aMessageIsWrittenWithACopyBoldTextAndAFile() {
        signIn(NAME);
        var word = write();
        type("Harga ");
        press("Control+b");
        type("baru");
        press("Control+b");
        press("Control+Shift+C");
        assertThat(composer().locator("k-recipients[data-field=cc] input")).isFocused();
        type("dave@example.org");
        press("Enter");
        var attach = composer().locator("[data-do=attach]");
        tabTo(attach);
        var chooser = page.waitForFileChooser(() -> {
            // by whose answer the browser has heard that it is to tell of the dialogue
            page.evaluate("1");
            press("Enter");
        });
        chooser.setFiles(new FilePayload("harga.txt", "text/plain", "1000".getBytes(StandardCharsets.US_ASCII)));
        assertThat(composer().locator(".file")).containsText("harga.txt");
        assertThat(composer().locator(".file .quota")).hasCount(0);
        focusIsSomewhere();
        press("Control+Enter");
        assertThat(composer()).hasCount(0);
        focusIsSomewhere();
        assertThat(Client.awaitMessage("bob:bob-demo", word))
                .contains("<b>baru</b>")
                .contains("Cc: ")
                .contains("dave@example.org")
                .contains("filename=harga.txt");
    }

    @Test
    void whatIsSentIsTakenBackAndThrownAway() {
        signIn(NAME);
        var word = write();
        press("Control+Enter");
        assertThat(composer()).hasCount(0);
        takeBack();
        assertThat(composer().locator("input.subject")).hasValue(word);
        isIn("Drafts", word);
        assertThat(in("bob", "INBOX", word)).isFalse();
        focusIsSomewhere();
        throwAway(word);
    }

    @Test
    void aMessageIsSentLater() {
        signIn(NAME);
        var word = write();
        press("Control+Shift+L");
        assertThat(composer().locator(".send-menu")).isVisible();
        walk("ArrowDown", composer().locator("[data-do='later:tomorrow']"));
        press("Enter");
        assertThat(composer()).hasCount(0);
        focusIsSomewhere();
        isIn("Scheduled", word);
        takeBack();
        assertThat(composer().locator("input.subject")).hasValue(word);
        isNotIn("Scheduled", word);
        throwAway(word);
    }

    @Test
    void aMessageIsAnsweredToAllAndForwarded() {
        var word = word();
        deliverWith(word, "--header", "Cc: dave@example.org");
        signIn(NAME);
        openNewest(word);
        press("a");
        assertThat(composer().locator("k-recipients[data-field=to] .person")).containsText("joko");
        assertThat(composer().locator("k-recipients[data-field=cc] .person")).containsText("Dave");
        // a message that was plain text is answered so
        assertThat(composer().locator(".plain")).isFocused();
        type("Baik");
        isIn("Drafts", word);
        press("Escape");
        assertThat(composer()).hasCount(0);
        focusIsSomewhere();
        press("f");
        assertThat(composer().locator("k-recipients[data-field=to] input")).isFocused();
        type("bob@example.org");
        press("Enter");
        press("Control+Enter");
        assertThat(composer()).hasCount(0);
        assertThat(Client.awaitMessage("bob:bob-demo", word)).contains("Text about " + word);
    }

    @Test
    void aDraftIsKeptAndGoneOnWith() {
        signIn(NAME);
        var word = write();
        type("Setengah jadi");
        press("Escape");
        assertThat(composer()).hasCount(0);
        focusIsSomewhere();
        isIn("Drafts", word);
        press("g", "d");
        assertThat(page.locator(".lhead h1")).hasText("Drafts");
        assertThat(row(word)).isVisible();
        tabTo(page.locator(".list vaadin-grid"));
        walk("ArrowDown", () -> (Boolean) row(word).evaluate(FOCUSED_ROW), "the draft's row");
        press("Enter");
        assertThat(composer().locator("input.subject")).hasValue(word);
        assertThat(composer().locator(".rich")).containsText("Setengah jadi");
        focusIsSomewhere();
        throwAway(word);
    }

    // ---- places ----

    @Test
    void placesAreReachedByTwoKeysAndByThePalette() {
        signIn(NAME);
        press("g", "s");
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        focusIsSomewhere();
        press("g", "l");
        pick("Archive");
        assertThat(page.locator(".lhead h1")).hasText("Archive");
        focusIsSomewhere();
        press("g", "i");
        assertThat(page.locator(".lhead h1")).hasText("Inbox");
        press("g", "c");
        assertThat(page.locator(".week")).isVisible();
        focusIsSomewhere();
        var title = page.locator(".calhead .muted").first();
        var week = title.textContent();
        press("j");
        assertThat(title).not().hasText(week);
        press("t");
        assertThat(title).hasText(week);
        press("g", "p");
        assertThat(page.locator(".plist h1")).isVisible();
        focusIsSomewhere();
        press("g", ",");
        assertThat(page.locator(".settings h1")).isVisible();
        focusIsSomewhere();
        palette("devices");
        assertThat(page.locator(".settings h1")).hasText("Devices and programs");
        focusIsSomewhere();
        press("?");
        assertThat(page.locator("dialog.keys")).isVisible();
        press("Escape");
        assertThat(page.locator("dialog.keys")).isHidden();
        focusIsSomewhere();
    }

    private void openMenu() {
        press("Shift+F10");
        assertThat(page.locator("#folder-menu:focus-within")).isVisible();
    }

    @Test
    void aFolderIsMadeRenamedAndDeleted() {
        var word = word();
        signIn(NAME);
        tabTo(page.locator("#new-folder"));
        press("Enter");
        assertThat(page.locator(".folderform input")).isFocused();
        type(word);
        press("Enter");
        assertThat(page.locator(".folderform")).hasCount(0);
        var folder = page.locator(".nav a.f").filter(new Locator.FilterOptions().setHasText(word));
        assertThat(folder).isVisible();
        assertThat(folders()).contains(word);
        focusIsSomewhere();
        tabTo(folder);
        openMenu();
        press("ArrowDown", "Enter");
        assertThat(page.locator(".folderform input")).isFocused();
        type("R" + word);
        press("Enter");
        assertThat(folder).hasText("R" + word);
        assertThat(folders()).contains("R" + word);
        focusIsSomewhere();
        tabTo(folder);
        openMenu();
        press("ArrowUp", "Enter");
        assertThat(folder).hasCount(0);
        focusIsSomewhere();
        Client.await("the folder deleted", () -> !folders().contains(word));
        takeBack();
        assertThat(folder).isVisible();
        tabTo(folder);
        openMenu();
        press("ArrowUp", "Enter");
        assertThat(folder).hasCount(0);
    }

    @Test
    void theSourceOfAMessageIsOpenedFromItsMenu() {
        var word = deliverAndOpen();
        press("F6");
        tabTo(page.locator(".reader .msg .mh [popovertarget^=message-menu]").last());
        press("Enter");
        var source = page.locator(".menu:popover-open a[target=_blank]").first();
        assertThat(source).isVisible();
        assertThat(page.locator(".menu:popover-open [data-print]")).isVisible();
        walk("ArrowDown", source);
        try (var other = context.waitForPage(() -> press("Enter"))) {
            assertThat(other.locator("body")).containsText("Subject: " + word);
        }
        focusIsSomewhere();
    }

    // ---- people ----

    private static final String BOOK = Suite.web() + "/dav/addressbooks/" + NAME + "/";

    private static String dav(String url, String... options) {
        return Client.curl(NAME + ":" + NAME + "-demo", url, options).ok().output();
    }

    /** All cards, as a CardDAV client reads them. */
    private static String cards(String book) {
        return dav(
                book,
                "-X",
                "REPORT",
                "-H",
                "Depth: 1",
                "-H",
                "Content-Type: application/xml",
                "--data",
                "<c:addressbook-query xmlns:c='urn:ietf:params:xml:ns:carddav' xmlns:d='DAV:'><d:prop><c:address-data/></d:prop><c:filter/></c:addressbook-query>");
    }

    @Test
    void aGroupIsMadeFilledWrittenToRenamedAndDeleted() {
        var word = word();
        var found = Pattern.compile("/dav/addressbooks/" + NAME + "/[^/<]+/")
                .matcher(dav(BOOK, "-X", "PROPFIND", "-H", "Depth: 1"));
        assertThat(found.find()).isTrue();
        var book = Suite.web() + found.group();
        dav(
                book + word + ".vcf",
                "-f",
                "-X",
                "PUT",
                "-H",
                "Content-Type: text/vcard",
                "--data-binary",
                "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nFN:Person %s\r\nN:%s;Person;;;\r\nEMAIL:%s@b.example\r\nEND:VCARD\r\n"
                        .formatted(word, word, word, word));
        signIn(NAME);
        press("g", "p");
        assertThat(page.locator(".plist h1")).isVisible();
        tabTo(page.locator("#new-group"));
        press("Enter");
        assertThat(page.locator(".folderform input")).isFocused();
        type("Team " + word);
        press("Enter");
        assertThat(page.locator(".plist h1")).hasText("Team " + word);
        var group = page.locator(".nav a.f").filter(new Locator.FilterOptions().setHasText("Team " + word));
        assertThat(group.locator(".n")).hasText("0");
        focusIsSomewhere();
        tabTo(page.locator(".gpage .padd input"));
        type("person " + word);
        assertThat(page.locator("vaadin-combo-box-item:visible").first()).containsText("Person " + word);
        press("ArrowDown", "Enter");
        assertThat(page.locator(".gmembers .person")).hasText("Person " + word);
        assertThat(group.locator(".n")).hasText("1");
        assertThat(page.locator(".gpage .padd input")).isFocused();
        Client.await(
                "the group in CardDAV",
                () -> cards(book).contains("X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:" + word)
                        && cards(book).contains("FN:Team " + word));
        tabTo(page.locator(".gpage .pbuttons .btn.primary"));
        press("Enter");
        assertThat(composer().locator("k-recipients[data-field=to] .person")).containsText("Person " + word);
        focusIsSomewhere();
        press("Escape");
        assertThat(composer()).hasCount(0);
        focusIsSomewhere();
        tabTo(page.locator(".gpage .pbar button[aria-label='Rename group']"));
        press("Enter");
        assertThat(page.locator(".folderform input")).isFocused();
        press("Control+a");
        type("Crew " + word);
        press("Enter");
        assertThat(page.locator(".plist h1")).hasText("Crew " + word);
        Client.await("the new name in CardDAV", () -> cards(book).contains("FN:Crew " + word));
        // out of it, and in again
        tabTo(page.locator(".gmembers .person button"));
        press("Enter");
        assertThat(page.locator(".gmembers .person")).hasCount(0);
        focusIsSomewhere();
        takeBack();
        assertThat(page.locator(".gmembers .person")).hasText("Person " + word);
        // the person's page says so, too
        tabTo(page.locator(".prow"));
        press("Enter");
        assertThat(page.locator(".ppage:visible .pgroup")).hasText("Crew " + word);
        focusIsSomewhere();
        tabTo(page.locator(".pgroup a:visible"));
        press("Enter");
        assertThat(page.locator(".gpage .rsub:visible")).hasText("Crew " + word);
        tabTo(page.locator(".gpage .pbar button[aria-label='Delete group']"));
        press("Enter");
        var renamed = page.locator(".nav a.f").filter(new Locator.FilterOptions().setHasText("Crew " + word));
        assertThat(renamed).hasCount(0);
        assertThat(page.locator(".plist h1")).hasText("My contacts");
        focusIsSomewhere();
        takeBack();
        assertThat(renamed.locator(".n")).hasText("1");
        assertThat(cards(book)).contains("FN:Crew " + word).contains("FN:Person " + word);
    }

    // ---- settings ----

    @Test
    void theDensityAndTheLanguageAreChanged() {
        signIn(NAME);
        palette("appearance");
        var density = page.locator(".seg [data-set=density]");
        tabTo(density.first());
        press("ArrowRight");
        assertThat(page.locator("html")).hasAttribute("data-density", "compact");
        focusIsSomewhere();
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-density", "compact");
        tabTo(density.last());
        press("ArrowLeft");
        assertThat(page.locator("html")).hasAttribute("data-density", "comfortable");
        palette("language");
        var language = page.locator("select[data-set=language]");
        tabTo(language);
        press("b");
        assertThat(page.locator("html")).hasAttribute("lang", "id");
        page.navigate(Suite.web() + "/settings/language");
        assertThat(page.locator(".settings h1")).containsText("Bahasa");
        context.clearCookies();
        open(new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB"));
        signIn(NAME);
        assertThat(page.locator(".nav .compose")).containsText("Pesan baru");
        palette("bahasa");
        tabTo(page.locator("select[data-set=language]"));
        press("Home");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void aSignatureIsAddedAndStandsUnderWhatIsWritten() {
        signIn(NAME);
        var word = word();
        palette("identities");
        tabTo(page.locator(".identity .rich").first());
        press("Control+a");
        type("Salam, " + word);
        tabBackTo(page.locator(".phead .btn.primary"));
        press("Enter");
        assertThat(page.locator(".toast:last-child")).containsText("saved");
        focusIsSomewhere();
        page.reload();
        assertThat(page.locator(".identity .rich").first()).containsText(word);
        press("g", "i");
        assertThat(page.locator(".nav .compose")).isVisible();
        var subject = write();
        assertThat(composer().locator(".mail-signature")).containsText(word);
        press("Control+Enter");
        assertThat(Client.awaitMessage("bob:bob-demo", subject)).contains(word);
    }

    @Test
    void anAppPasswordIsMadeUsedAndRevoked() {
        signIn(NAME);
        var word = word();
        palette("devices");
        tabTo(page.locator(".phead .btn.primary"));
        press("Enter");
        var form = page.locator("dialog.ask, vaadin-dialog");
        assertThat(form.locator("input").first()).isFocused();
        type(word);
        tabTo(form.locator(".btn.primary"));
        press("Enter");
        var secret = page.locator("#app-password").textContent();
        assertThat(Client.curl(NAME + ":" + secret, "imap://" + Suite.HOST + ":" + Suite.imap() + "/INBOX?ALL")
                        .ok()
                        .output())
                .contains("* SEARCH");
        press("Escape");
        assertThat(page.locator("#app-password")).hasCount(0);
        focusIsSomewhere();
        var line = page.locator(".setline").filter(new Locator.FilterOptions().setHasText(word));
        tabTo(line.locator("button"));
        press("Enter");
        assertThat(line).hasCount(0);
        focusIsSomewhere();
        assertThat(Client.curl(NAME + ":" + secret, "imap://" + Suite.HOST + ":" + Suite.imap() + "/INBOX?ALL")
                        .exit())
                .isNotZero();
    }

    @Test
    void oneSignsOut() {
        signIn(NAME);
        press("Shift+F6", "Shift+F6");
        tabTo(page.locator(".face-button"));
        press("Enter");
        assertThat(page.locator("#account-menu:focus-within")).isVisible();
        press("ArrowUp");
        assertThat(page.locator("#sign-out")).isFocused();
        press("Enter");
        page.waitForURL(Pattern.compile(".*/realms/kantor/.*|.*/sign-out.*|.*signed-out.*"));
        page.navigate(Suite.web() + "/");
        assertThat(page.locator("#username")).isFocused();
    }
}
