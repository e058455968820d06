package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.kantor.system.Client.swaks;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.MouseButton;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of the webmail in the system's Chromium: conversations, and what is done with many messages at once. Leaves screenshots in {@code target/screenshots}. */
class MailListSystemTest extends BrowserSystemTest {

    /** @param answers how many answers to the first message come after it */
    /** The same, once the notice says so: one of what was done before may still be there. */
    private void takeBack(String text) {
        assertThat(page.locator(".toast:last-child")).containsText(text);
        takeBack();
    }

    /** The key acts on what the newest notice offers. */
    private void takeBack() {
        assertThat(page.locator(".toast .undo").last()).isVisible();
        page.keyboard().press("z");
    }

    private void choose(String item) {
        page.locator("#list-menu .mi")
                .filter(new Locator.FilterOptions().setHasText(item))
                .click();
    }

    private void listMenu() {
        page.locator("[popovertarget=list-menu]").click();
    }

    @Test
    void aConversationIsOneRowThatIsReadAndArchivedAndBroughtBackWhole() {
        var word = word();
        deliver("carol@example.org", word, 2);
        signIn("carol");
        assertThat(row(word)).hasCount(1);
        assertThat(row(word).locator(".ct")).hasText("3");
        assertThat(row(word)).hasClass(Pattern.compile(".*unread.*"));
        screenshot("conversations");
        row(word).click();
        assertThat(row(word)).not().hasClass(Pattern.compile(".*unread.*"));
        page.keyboard().press("e");
        assertThat(row(word)).hasCount(0);
        Client.await(
                "all three in Archive",
                () -> Client.search("carol:carol-demo", "Archive", word).split(" ").length == 3);
        takeBack();
        assertThat(row(word)).hasCount(1);
        assertThat(row(word).locator(".ct")).hasText("3");
    }

    @Test
    void eachMessageStandsForItselfWhenTheReaderWantsSo() {
        var word = word();
        deliver("dave@example.org", word, 1);
        signIn("dave");
        assertThat(row(word)).hasCount(1);
        listMenu();
        choose("Single messages");
        assertThat(row(word)).hasCount(2);
        page.reload();
        assertThat(row(word)).hasCount(2);
        listMenu();
        choose("Conversations");
        assertThat(row(word)).hasCount(1);
    }

    @Test
    void allOfAFolderIsSelectedAndMovedAndBroughtBack() {
        signIn("bob");
        var count = page.locator(".lhead .c");
        assertThat(count).not().isEmpty();
        var before = count.innerText();
        page.locator(".row .av").first().click();
        // the row has the focus a frame later
        assertThat(page.locator(".bulk .picked")).hasText("1 selected");
        assertThat(page.locator("vaadin-grid")).isFocused();
        page.keyboard().press("Shift+ArrowDown");
        page.keyboard().press("Shift+ArrowDown");
        assertThat(page.locator(".bulk .picked")).hasText("3 selected");
        screenshot("bulk");
        page.locator(".bulk .everything").click();
        assertThat(page.locator(".bulk .picked")).hasText(before + " selected");
        page.locator(".bulk [data-act=archive]").click();
        assertThat(page.locator(".list .empty")).isVisible();
        takeBack();
        assertThat(count).hasText(before);
    }

    @Test
    void markingReadIsTakenBack() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        assertThat(row(word)).hasClass(Pattern.compile(".*unread.*"));
        listMenu();
        choose("Mark all as read");
        assertThat(row(word)).not().hasClass(Pattern.compile(".*unread.*"));
        takeBack();
        assertThat(row(word)).hasClass(Pattern.compile(".*unread.*"));
    }

    private Locator folder(String name) {
        return page.locator(".nav a[data-mailbox]").filter(new Locator.FilterOptions().setHasText(name));
    }

    @Test
    void aMessageIsDraggedToAFolderAndWhatElseIsDraggedThereMovesNone() {
        var word = word();
        deliver("carol@example.org", word, 0);
        for (var name : List.of("A" + word, "B" + word)) {
            Client.curl("carol:carol-demo", "imap://127.0.0.1:" + Suite.imap() + "/", "-X", "CREATE " + name)
                    .ok();
        }
        signIn("carol");
        row(word).dragTo(page.locator(".lhead h1"));
        folder("A" + word).dragTo(folder("B" + word));
        assertThat(page.locator(".toast:last-child")).containsText("A" + word + " is in B" + word + " now");
        // a file of another program: nobody hears of its beginning
        folder("B" + word).evaluate("""
                (link) => {
                  const data = new DataTransfer();
                  data.items.add(new File(['text'], 'text.txt'));
                  for (const type of ['dragenter', 'dragover', 'drop']) {
                    link.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
                  }
                }""");
        row(word).dragTo(folder("A" + word));
        assertThat(row(word)).hasCount(0);
        Client.await(
                "the message in the folder it was dragged to last",
                () -> !Client.search("carol:carol-demo", "B" + word + "/A" + word, word)
                        .isBlank());
        Client.await(
                "none in the other folder",
                () -> Client.search("carol:carol-demo", "B" + word, word).isBlank());
    }

    @Test
    void aKeywordThatAnotherProgramSetIsALabel() {
        var word = word();
        deliver("carol@example.org", word, 0);
        var number = Client.await("the message", () -> {
            var found = Client.search("carol:carol-demo", "INBOX", word);
            return found.isBlank() ? null : found;
        });
        signIn("carol");
        assertThat(row(word)).hasCount(1);
        Client.imap("carol", "INBOX", "STORE " + number + " +FLAGS.SILENT (P" + word + " $Hidden" + word + " NonJunk)");
        assertThat(row(word).locator(".chip")).hasText("P" + word);
        page.locator(".nav a[data-label]")
                .filter(new Locator.FilterOptions().setHasText("P" + word))
                .click();
        assertThat(row(word)).hasCount(1);
        assertThat(page.locator(".nav a[data-label]").filter(new Locator.FilterOptions().setHasText("NonJunk")))
                .hasCount(0);
    }

    private void folderMenu(String name, String item) {
        folder(name).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator(".menu:popover-open .mi")
                .filter(new Locator.FilterOptions().setHasText(item))
                .click();
    }

    @Test
    void aFolderIsColouredAndMovedByItsMenuAndTakenBack() {
        var word = word();
        for (var name : List.of("A" + word, "B" + word)) {
            Client.curl("carol:carol-demo", "imap://127.0.0.1:" + Suite.imap() + "/", "-X", "CREATE " + name)
                    .ok();
        }
        signIn("carol");
        folderMenu("A" + word, "Colour");
        page.locator("dialog.ask [role=radio][aria-label=Red]").click();
        page.locator("dialog.ask .btn.primary").click();
        assertThat(folder("A" + word).locator("k-icon.h-red")).isVisible();
        page.reload();
        assertThat(folder("A" + word).locator("k-icon.h-red")).isVisible();
        folderMenu("A" + word, "Move to");
        pick("B" + word);
        takeBack("A" + word + " is in B" + word + " now");
        assertThat(page.locator(".toast:last-child")).hasCount(0);
        folderMenu("A" + word, "Move to");
        pick("B" + word);
        Client.await(
                "the folder where other programs see it",
                () -> Client.curl(
                                "carol:carol-demo",
                                "imap://127.0.0.1:" + Suite.imap() + "/",
                                "-X",
                                "LIST \"\" B" + word + "/*")
                        .output()
                        .contains("B" + word + "/A" + word));
        screenshot("folder-in-folder");
    }

    @Test
    void trashIsEmptiedAndTheInboxMarkedReadByTheirMenusAndBothAreTakenBack() {
        var word = word();
        deliver("carol@example.org", word, 1);
        signIn("carol");
        assertThat(row(word)).hasClass(Pattern.compile(".*unread.*"));
        folderMenu("Inbox", "Mark all as read");
        assertThat(row(word)).not().hasClass(Pattern.compile(".*unread.*"));
        takeBack();
        assertThat(row(word)).hasClass(Pattern.compile(".*unread.*"));
        row(word).click();
        page.keyboard().press("#");
        assertThat(row(word)).hasCount(0);
        folder("Trash").click();
        assertThat(row(word)).hasCount(1);
        folderMenu("Trash", "Empty Trash");
        assertThat(page.locator(".list .empty")).isVisible();
        takeBack("to be had back for 30 days");
        assertThat(row(word)).hasCount(1);
    }

    private void pick(String text) {
        page.locator("dialog.picker input[role=combobox]").fill(text);
        page.keyboard().press("Enter");
    }

    @Test
    void aLabelIsMadePutOnRowsSeenByOtherClientsAndLeadsToItsMessages() {
        var word = word();
        var label = "L" + word;
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).locator(".av").click();
        page.keyboard().press("l");
        pick(label);
        assertThat(row(word).locator(".chip")).hasText(label);
        Client.await("the keyword for IMAP", () -> {
            var found = Client.curl(
                            "carol:carol-demo", "imap://127.0.0.1:" + Suite.imap() + "/INBOX?KEYWORD%20" + label)
                    .output();
            return found.matches("(?s).*\\* SEARCH \\d.*");
        });
        var entry = page.locator(".nav a[data-label]").filter(new Locator.FilterOptions().setHasText(label));
        assertThat(entry).isVisible();
        assertThat(entry.locator(".n")).hasText("1");
        screenshot("labels");
        entry.click();
        assertThat(page.locator(".list h1")).hasText(label);
        assertThat(row(word)).hasCount(1);
        assertThat(row(word).locator(".chip.grey")).hasText("Inbox");
        assertThat(row(word).locator(".chip:not(.grey)")).hasText(label);
        screenshot("label-view");
        entry.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator("#label-menu .mi").last().click();
        assertThat(entry).hasCount(0);
        // the list of a label that is gone is no place to be
        assertThat(page.locator(".list h1")).hasText("Inbox");
        takeBack();
        assertThat(entry).isVisible();
        entry.click();
        assertThat(row(word)).hasCount(1);
    }

    @Test
    void aSnoozedMessageWaitsInItsFolderAndIsBroughtBackWithOneKey() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        var uid = row(word).getAttribute("data-uid");
        row(word).click();
        page.keyboard().press("b");
        assertThat(page.locator("dialog.picker .si").first()).isVisible();
        screenshot("snooze");
        pick("Tomorrow");
        assertThat(row(word)).hasCount(0);
        assertThat(page.locator(".toast:last-child")).containsText("08:00");
        takeBack();
        // it comes back as another message of the folder
        assertThat(row(word).locator("xpath=self::*[not(@data-uid='" + uid + "')]"))
                .isVisible();
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.keyboard().press("b");
        assertThat(page.locator("dialog.picker .si").first()).isVisible();
        pick("Tomorrow");
        assertThat(row(word)).hasCount(0);
        Client.await(
                "the message in Snoozed",
                () -> !Client.search("carol:carol-demo", "Snoozed", word).isEmpty());
        page.locator(".nav a.f")
                .filter(new Locator.FilterOptions().setHasText("Snoozed"))
                .click();
        assertThat(page.locator(".lhead h1")).hasText("Snoozed");
        assertThat(row(word).locator("time")).containsText("08:00");
    }

    private static boolean hasKeyword(String account, String folder, String keyword, String word) {
        return Client.curl(
                        account + ":" + account + "-demo",
                        "imap://" + Suite.HOST + ":" + Suite.imap() + "/" + folder + "?KEYWORD%20" + keyword
                                + "%20SUBJECT%20" + word)
                .output()
                .matches("(?s).*\\* SEARCH \\d.*");
    }

    @Test
    void aMessageIsToBeFollowedUpByATimeWhichIsListedSeenByOthersAndDone() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).click();
        page.keyboard().press("d");
        assertThat(page.locator("dialog.picker .si").first()).isVisible();
        screenshot("due-picker");
        pick("Tomorrow");
        assertThat(row(word).locator(".chip.due")).containsText("17:00");
        assertThat(page.locator(".reader .marks .due")).containsText("17:00");
        assertThat(page.locator(".toast:last-child")).containsText("Follow up by");
        Client.await("the keyword", () -> hasKeyword("carol", "INBOX", "$FollowUp", word));
        takeBack();
        assertThat(row(word).locator(".chip.due")).hasCount(0);
        Client.await("no keyword", () -> !hasKeyword("carol", "INBOX", "$FollowUp", word));
        page.keyboard().press("d");
        // next week is not offered on a Sunday, as that is tomorrow
        pick("Tomorrow");
        assertThat(row(word).locator(".chip.due")).isVisible();
        // filed, it keeps its time
        page.keyboard().press("e");
        Client.await("the message in Archive", () -> Client.has("carol", "Archive", word));
        assertThat(page.locator(".toast:last-child")).containsText("Archive");
        go("Follow up");
        assertThat(row(word)).hasCount(1);
        assertThat(row(word).locator(".chip.due")).isVisible();
        assertThat(row(word).locator(".chip.grey")).hasText("Archive");
        row(word).click();
        assertThat(page.locator(".reader .marks .due")).isVisible();
        screenshot("due");
        page.locator(".reader .marks [data-act=done]").click();
        assertThat(row(word)).hasCount(0);
        takeBack("done");
        assertThat(row(word)).hasCount(1);
        // another client has dealt with it
        Client.imap("carol", "Archive", "STORE 1:* -FLAGS.SILENT ($FollowUp)");
        assertThat(row(word)).not().isVisible();
    }

    @Test
    void whatIsDueIsToldAndOverdueStandsFirst() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).click();
        page.keyboard().press("d");
        pick("Another day");
        var field = page.locator("dialog.picker k-when");
        field.evaluate("(field) => field.value = Date.now() - 60_000");
        page.locator("dialog.picker .other > .btn").click();
        assertThat(page.locator("dialog.picker .hint")).hasText("That time has passed.");
        field.evaluate("(field) => field.value = Date.now() + 61_000");
        page.locator("dialog.picker .other > .btn").click();
        assertThat(row(word).locator(".chip.due")).isVisible();
        assertThat(page.locator(".toast:last-child")
                        .filter(new Locator.FilterOptions().setHasText("Follow up now: " + word)))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
        assertThat(page.locator(".due-mail")).containsText(word);
        go("Follow up");
        assertThat(row(word).locator(".chip.due.over")).isVisible();
        assertThat(page.locator(".grp").first()).hasText("Overdue");
        screenshot("due-overdue");
        row(word).locator(".av").click();
        page.keyboard().press("Shift+D");
        assertThat(row(word)).hasCount(0);
        page.reload();
        assertThat(page.locator(".list h1")).hasText("Follow up");
        assertThat(page.locator(".toast:last-child")).hasCount(0);
    }

    @Test
    void aMutedConversationSaysSoAndIsUnmutedWhereItIsMet() {
        var word = word();
        deliver("dave@example.org", word, 0);
        signIn("dave");
        row(word).click();
        page.keyboard().press("m");
        assertThat(row(word)).hasCount(0);
        Client.await("the message in Archive", () -> Client.has("dave", "Archive", word));
        go("Archive");
        assertThat(row(word)).hasCount(1);
        row(word).click();
        assertThat(page.locator(".reader .marks")).containsText("Muted");
        screenshot("muted");
        // nothing is moved, and another page of the same person knows all the same
        var other = context.newPage();
        other.navigate(page.url());
        assertThat(other.locator(".reader .marks")).containsText("Muted");
        page.bringToFront();
        page.locator(".reader .marks [data-act=unmute]").click();
        assertThat(page.locator(".reader .marks")).not().isVisible();
        assertThat(other.locator(".reader .marks")).not().isVisible();
        takeBack("Unmuted");
        assertThat(page.locator(".reader .marks")).isVisible();
        assertThat(other.locator(".reader .marks")).containsText("Muted");
        other.close();
        page.keyboard().press("m");
        assertThat(page.locator(".reader .marks")).not().isVisible();
        deliver("dave@example.org", word, 1);
        Client.await("an answer in INBOX", () -> Client.has("dave", "INBOX", word));
    }

    @Test
    void whatComesToAMutedConversationSkipsTheInbox() {
        var word = word();
        deliver("dave@example.org", word, 0);
        signIn("dave");
        row(word).click();
        page.keyboard().press("m");
        assertThat(row(word)).hasCount(0);
        assertThat(page.locator(".toast:last-child")).containsText("Muted");
        deliver("dave@example.org", word, 1);
        Client.await(
                "all in Archive",
                () -> Client.search("dave:dave-demo", "Archive", word).split(" ").length >= 2);
        assertThat(row(word)).hasCount(0);
    }

    @Test
    void theMenuOfARowIsOpenedByTheRightButtonAndByTheKeyboard() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator("#row-menu [data-row=star]").click();
        assertThat(row(word)).hasClass(Pattern.compile(".*starred.*"));
        row(word).click();
        page.keyboard().press("Shift+F10");
        page.locator("#row-menu [data-row=star]").click();
        assertThat(row(word)).not().hasClass(Pattern.compile(".*starred.*"));
        page.keyboard().press("u");
        page.keyboard().press("Shift+F10");
        assertThat(page.locator("#row-menu [data-answer=reply]")).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        var composer = page.locator("k-composer");
        assertThat(composer.locator("input.subject")).hasValue("Fwd: " + word);
        composer.locator(".ch .close").click();
        assertThat(composer).hasCount(0);
        // without opening it
        row(word).locator(".av").click();
        page.keyboard().press("r");
        assertThat(composer.locator("input.subject")).hasValue("Re: " + word);
        composer.locator(".ch .close").click();
        page.keyboard().press("*");
        page.keyboard().press("a");
        row(word).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        assertThat(page.locator("#row-menu [data-row=star]")).isVisible();
        assertThat(page.locator("#row-menu [data-answer=reply]")).isHidden();
        page.keyboard().press("Escape");
    }

    @Test
    void rowsAreDraggedToAFolder() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).dragTo(page.locator(".nav a.f").filter(new Locator.FilterOptions().setHasText("Archive")));
        assertThat(row(word)).hasCount(0);
        Client.await(
                "the message in Archive",
                () -> !Client.search("carol:carol-demo", "Archive", word).isEmpty());
        takeBack();
        assertThat(row(word)).isVisible();
    }

    private void go(String entry) {
        page.locator(".nav a.f")
                .filter(new Locator.FilterOptions().setHasText(entry))
                .first()
                .click();
        assertThat(page.locator(".list h1")).hasText(entry);
    }

    private static boolean isFlagged(String account, String word) {
        return Client.curl(
                        account + ":" + account + "-demo",
                        "imap://127.0.0.1:" + Suite.imap() + "/INBOX?FLAGGED%20SUBJECT%20" + word)
                .output()
                .matches("(?s).*\\* SEARCH \\d.*");
    }

    @Test
    void whatHasAStarIsOneListInWhichEveryVerbWorksAndIsTakenBack() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).hover();
        row(word).locator(".acts [data-act=star]").click();
        Client.await("the star for IMAP", () -> isFlagged("carol", word));
        go("Starred");
        assertThat(row(word)).hasCount(1);
        assertThat(row(word).locator(".chip.grey")).hasText("Inbox");
        screenshot("starred");
        row(word).locator(".av").click();
        page.keyboard().press("e");
        assertThat(row(word).locator(".chip.grey")).hasText("Archive");
        Client.await("the message in Archive", () -> Client.has("carol", "Archive", word));
        takeBack("Archived");
        assertThat(row(word).locator(".chip.grey")).hasText("Inbox");
        page.keyboard().press("b");
        pick("Tomorrow");
        assertThat(row(word).locator(".chip.grey .i")).hasCount(1);
        assertThat(row(word).locator(".chip.grey")).hasText(Pattern.compile("\\d\\d:\\d\\d"));
        takeBack("Snoozed");
        assertThat(row(word).locator(".chip.grey")).hasText("Inbox");
        Client.await(
                "the message in INBOX",
                () -> Client.has("carol", "INBOX", word) && !Client.has("carol", "Archive", word));
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.keyboard().press("#");
        assertThat(row(word)).not().isVisible();
        Client.await("the message in Trash", () -> Client.has("carol", "Trash", word));
        takeBack("Trash");
        assertThat(row(word)).hasCount(1);
        row(word).click();
        page.keyboard().press("s");
        assertThat(row(word)).not().isVisible();
        Client.await("no star for IMAP", () -> !isFlagged("carol", word));
        takeBack("Star removed");
        assertThat(row(word)).hasCount(1);
    }

    @Test
    void allMailShowsAConversationOfTwoFoldersAndDeletesAndRestoresItWhole() {
        var word = word();
        deliver("dave@example.org", word, 1);
        signIn("dave");
        row(word).click();
        page.keyboard().press("e");
        assertThat(row(word)).hasCount(0);
        // the row goes before the server has done it, and what comes until then goes with the conversation
        Client.await(
                "both in Archive", () -> Client.has("dave", "Archive", word) && !Client.has("dave", "INBOX", word));
        deliver("dave@example.org", word, 0);
        go("All mail");
        assertThat(row(word)).hasCount(1);
        page.locator(".row .av").first().click();
        assertThat(page.locator(".bulk .everything")).containsText("in All mail");
        page.keyboard().press("Escape");
        row(word).locator(".av").click();
        page.keyboard().press("#");
        assertThat(row(word)).hasCount(0);
        Client.await("all in Trash", () -> !Client.has("dave", "INBOX", word) && !Client.has("dave", "Archive", word));
        takeBack("3 messages to Trash");
        assertThat(row(word)).hasCount(1);
        Client.await(
                "all where they were", () -> Client.has("dave", "INBOX", word) && Client.has("dave", "Archive", word));
    }

    @Test
    void everythingThatMatchesASearchIsSelectedAndDealtWithAndBroughtBack() {
        var word = word();
        for (var number = 0; number < 3; number++) {
            swaks(
                            Suite.smtp(),
                            "--from",
                            "joko@sumbermakmur.example",
                            "--to",
                            "bob@example.org",
                            "--header",
                            "Subject: " + word + " " + number,
                            "--body",
                            "Text")
                    .ok();
        }
        signIn("bob");
        assertThat(row(word)).hasCount(3);
        row(word).first().click();
        page.keyboard().press("e");
        assertThat(row(word)).hasCount(2);
        page.locator(".searchbox input").fill(word);
        page.keyboard().press("Enter");
        assertThat(page.locator(".found .list h1")).hasText("Search results");
        assertThat(row(word)).hasCount(3);
        assertThat(row(word).locator("mark")).hasCount(3);
        row(word).first().locator(".cb").click();
        page.locator(".bulk .everything").click();
        assertThat(page.locator(".bulk .picked")).hasText("3 selected");
        screenshot("search-selected");
        page.locator(".bulk [data-act=delete]").click();
        assertThat(row(word)).hasCount(0);
        Client.await("all in Trash", () -> !Client.has("bob", "INBOX", word) && !Client.has("bob", "Archive", word));
        takeBack("3 messages to Trash");
        assertThat(row(word)).hasCount(3);
        Client.await(
                "all where they were", () -> Client.has("bob", "INBOX", word) && Client.has("bob", "Archive", word));
        // what another client does is seen
        row(word).first().locator(".st").click();
        Client.await(
                "a star for IMAP",
                () -> isFlagged("bob", word)
                        || row(word).first().getAttribute("class").contains("starred"));
        assertThat(row(word).first()).hasClass(Pattern.compile(".*starred.*"));
    }

    @Test
    void withoutAReadingPaneEachRowIsOneLineAndAnOpenMessageTakesTheListsPlace() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        assertThat(row(word)).isVisible();
        page.evaluate("document.documentElement.dataset.pane = 'off'; dispatchEvent(new CustomEvent('k-density'))");
        assertThat(row(word)).hasClass(Pattern.compile(".*line.*"));
        assertThat(page.locator(".row.line time").first()).isVisible();
        screenshot("lines");
        page.evaluate(
                "document.documentElement.dataset.density = 'compact'; dispatchEvent(new CustomEvent('k-density'))");
        screenshot("lines-compact");
        row(word).locator(".st").click();
        assertThat(row(word)).hasClass(Pattern.compile(".*starred.*"));
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        assertThat(row(word)).not().isVisible();
        page.keyboard().press("u");
        assertThat(row(word)).isVisible();
        page.keyboard().press("#");
        assertThat(row(word)).hasCount(0);
    }

    @Test
    void moreThanFiveHundredMessagesAreDealtWithInTheBackgroundAndCanBeStoppedAndTakenBack() {
        var word = word();
        var folder = "Many-" + word;
        Client.fill("dave", folder, word, 14);
        signIn("dave");
        go(folder);
        var unread = page.locator(".ltabs [data-tab=unread] .n");
        var working = page.locator(".working");
        assertThat(unread).hasText("");
        Client.imap("dave", folder, "STORE 1:* -FLAGS.SILENT (\\Seen)");
        assertThat(unread).hasText("16,384");
        page.evaluate("""
                () => {
                  window.bars = 0;
                  new MutationObserver((changes) => {
                    window.bars += changes.flatMap((change) => [...change.addedNodes]).filter((node) => node.classList?.contains('working')).length;
                  }).observe(document.body, { childList: true, subtree: true });
                }""");
        listMenu();
        choose("Mark all as read");
        assertThat(page.locator(".toast:last-child")).containsText("16,384");
        assertThat(unread).hasText("");
        assertThat(working).hasCount(0);
        org.assertj.core.api.Assertions.assertThat(page.evaluate("window.bars")).isEqualTo(1);
        takeBack("16,384");
        assertThat(unread).hasText("16,384");
        assertThat(working).hasCount(0);
        org.assertj.core.api.Assertions.assertThat(page.evaluate("window.bars")).isEqualTo(2);
        // stopped: what has been done until then comes back
        listMenu();
        choose("Select all");
        page.evaluate("""
                () => {
                  const stop = new MutationObserver(() => {
                    const button = document.querySelector('.working button');
                    button && (stop.disconnect(), button.click());
                  });
                  stop.observe(document.body, { childList: true, subtree: true });
                }""");
        page.locator(".bulk [data-act=archive]").click();
        assertThat(page.locator(".toast:last-child")).containsText("Archived");
        assertThat(working).hasCount(0);
        assertThat(page.locator(".toast:last-child")).not().containsText("16,384");
        assertThat(row(word)).hasCount(1);
        takeBack();
        assertThat(working).hasCount(0);
        assertThat(unread).hasText("16,384");
        Client.await("nothing in Archive", () -> !Client.has("dave", "Archive", word));
        Client.imap("dave", "", "DELETE " + folder);
    }
}
