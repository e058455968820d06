package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.MouseButton;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is done with many messages at once. */
class BulkSystemTest extends ListSystemTest {

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
    void everythingThatMatchesASearchIsSelectedAndDealtWithAndBroughtBack() {
        var word = word();
        for (var number = 0; number < 3; number++) {
            deliver("bob@example.org", word + " " + number, "Text");
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
        var starred = row(word)
                .filter(new Locator.FilterOptions().setHasText("Inbox"))
                .first();
        starred.locator(".st").click();
        Client.await("a star for IMAP", () -> isFlagged("bob", word));
        assertThat(starred).hasClass(Pattern.compile(".*starred.*"));
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
        assertThat(page.evaluate("window.bars")).isEqualTo(1);
        takeBack("16,384");
        assertThat(unread).hasText("16,384");
        assertThat(working).hasCount(0);
        assertThat(page.evaluate("window.bars")).isEqualTo(2);
        // stopped: what has been done until then comes back
        listMenu();
        choose("Select all");
        stopAtOnce();
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

    /** Stops work as soon as it is shown. */
    private void stopAtOnce() {
        page.evaluate("""
                () => {
                  const stop = new MutationObserver(() => {
                    const button = document.querySelector('.working button');
                    button && (stop.disconnect(), button.click());
                  });
                  stop.observe(document.body, { childList: true, subtree: true });
                }""");
    }

    @Test
    void aLargeFolderIsDeletedInTheBackgroundAndStaysWithTheRestWhenThatIsStoppedAndSoIsAllOfTrash() {
        var word = word();
        var folder = "Heap-" + word;
        Client.fill("dave", folder, word, 14);
        signIn("dave");
        go(folder);
        stopAtOnce();
        folderMenu(folder, "Delete folder");
        assertThat(page.locator(".toast:last-child")).containsText("Stopped");
        assertThat(folder(folder)).hasCount(1);
        assertThat(Client.count("dave", folder, "SUBJECT " + word) + Client.count("dave", "Trash", "SUBJECT " + word))
                .isEqualTo(16_384);
        takeBack("Stopped");
        Client.await("all come back", () -> Client.count("dave", folder, "SUBJECT " + word) == 16_384);
        folderMenu(folder, "Delete folder");
        assertThat(page.locator(".toast:last-child")).containsText("its messages are in Trash");
        assertThat(folder(folder)).hasCount(0);
        assertThat(Client.count("dave", "Trash", "SUBJECT " + word)).isEqualTo(16_384);
        takeBack("its messages are in Trash");
        assertThat(folder(folder)).hasCount(1);
        Client.await("all in the folder again", () -> Client.count("dave", folder, "SUBJECT " + word) == 16_384);
        folderMenu(folder, "Delete folder");
        assertThat(page.locator(".toast:last-child")).containsText("its messages are in Trash");
        go("Trash");
        listMenu();
        choose("Select all");
        page.locator(".bulk [data-act=delete]").click();
        page.locator("dialog.ask .btn.danger").click();
        assertThat(page.locator(".toast:last-child")).containsText("messages deleted");
        assertThat(page.locator(".list .empty")).isVisible();
        assertThat(page.locator(".working")).hasCount(0);
        assertThat(Client.has("dave", "Trash", word)).isFalse();
    }

    @Test
    void aLabelIsTakenOffManyMessagesInTheBackgroundAndStaysOnTheRestWhenThatIsStopped() {
        var word = word();
        var folder = "Tagged-" + word;
        Client.fill("dave", folder, word, 14);
        Client.imap("dave", folder, "STORE 1:* +FLAGS.SILENT (" + word + ")");
        signIn("dave");
        go(folder);
        var label = page.locator(".nav a[data-label=" + word + "]");
        assertThat(label).isVisible();
        stopAtOnce();
        label.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator("#label-menu .mi").last().click();
        assertThat(page.locator(".toast:last-child")).containsText("Stopped");
        assertThat(label).isVisible();
        takeBack("Stopped");
        Client.await("all labelled again", () -> Client.count("dave", folder, "KEYWORD " + word) == 16_384);
        label.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator("#label-menu .mi").last().click();
        assertThat(page.locator(".toast:last-child")).containsText("deleted");
        assertThat(label).hasCount(0);
        assertThat(Client.finds("dave", folder, "KEYWORD " + word)).isFalse();
        takeBack("deleted");
        assertThat(label).isVisible();
        Client.await("all labelled once more", () -> Client.count("dave", folder, "KEYWORD " + word) == 16_384);
        Client.imap("dave", "", "DELETE " + folder);
    }
}
