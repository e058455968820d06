package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.MouseButton;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of the webmail in the system's Chromium: conversations, folders, labels, stars. Leaves screenshots in {@code target/screenshots}. */
class MailListSystemTest extends ListSystemTest {

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
        Client.await("all three in Archive", () -> Client.count("carol", "Archive", "SUBJECT " + word) == 3);
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
        takeBack();
        assertThat(row(word)).isVisible();
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

    @Test
    void thunderbirdsLabelsAreCalledAndColouredAsThereAndCanBeRenamed() {
        var word = word();
        deliver("dave@example.org", word, "Text");
        signIn("dave");
        assertThat(shown(word)).hasCount(1);
        var number = Client.search("dave:dave-demo", "INBOX", word);
        Client.imap("dave", "INBOX", "STORE " + number + " +FLAGS.SILENT ($label1)");
        var chip = row(word).locator(".chip");
        // it has another name where the test has run before
        assertThat(chip).hasText(Pattern.compile("Important|Uw.*"));
        assertThat(chip).hasClass(Pattern.compile(".*h-red.*"));
        var entry = page.locator(".nav a[data-label='$label1']");
        assertThat(entry).isVisible();
        screenshot("thunderbird-label");
        entry.click();
        assertThat(shown(word)).hasCount(1);
        entry.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator("#label-menu .mi").first().click();
        page.locator("dialog input[type=text], dialog input:not([type])")
                .first()
                .fill("U" + word);
        page.locator("dialog .btn.primary").click();
        assertThat(entry).hasText(Pattern.compile("U" + word + ".*"));
        assertThat(row(word).locator(".chip:not(.grey)")).hasText("U" + word);
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
        Client.await("the keyword for IMAP", () -> Client.finds("carol", "INBOX", "KEYWORD " + label));
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
    void aMessageThatIsDraggedOntoALabelGetsItInTheColourThatWasChosenForIt() {
        var word = word();
        var label = "L" + word;
        deliver("carol@example.org", word + "a", "Text");
        deliver("carol@example.org", word + "b", "Text");
        signIn("carol");
        row(word + "a").locator(".av").click();
        page.keyboard().press("l");
        pick(label);
        var entry = page.locator(".nav a[data-label]").filter(new Locator.FilterOptions().setHasText(label));
        assertThat(entry.locator(".n")).hasText("1");
        assertThat(row(word + "b").locator(".chip")).hasCount(0);
        row(word + "b").dragTo(entry);
        assertThat(row(word + "b").locator(".chip")).hasText(label);
        assertThat(entry.locator(".n")).hasText("2");
        Client.await("the keyword for IMAP", () -> Client.count("carol", "INBOX", "KEYWORD " + label) == 2);
        takeBack();
        assertThat(row(word + "b").locator(".chip")).hasCount(0);
        assertThat(entry.locator(".n")).hasText("1");
        row(word + "b").dragTo(entry);
        assertThat(row(word + "b").locator(".chip")).hasText(label);
        // a label has a colour by its name at first
        var colour = row(word + "b").locator(".chip.h-red").count() == 0 ? "Red" : "Teal";
        var hue = ".h-" + colour.toLowerCase(Locale.ROOT);
        var coloured = page.locator(".row .chip" + hue).filter(new Locator.FilterOptions().setHasText(label));
        assertThat(coloured).hasCount(0);
        entry.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator("#label-menu .mi").first().click();
        page.locator("dialog.calform [role=radio][aria-label=" + colour + "]").click();
        page.locator("dialog.calform .btn.primary").click();
        assertThat(coloured).hasCount(2);
        assertThat(entry.locator(hue)).hasCount(1);
        page.reload();
        assertThat(coloured).hasCount(2);
        assertThat(entry.locator(hue)).hasCount(1);
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
}
