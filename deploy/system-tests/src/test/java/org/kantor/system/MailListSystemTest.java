package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.kantor.system.Client.swaks;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.MouseButton;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of the webmail in the system's Chromium: conversations, and what is done with many messages at once. Leaves screenshots in {@code target/screenshots}. */
class MailListSystemTest extends BrowserSystemTest {

    /** @param answers how many answers to the first message come after it */
    private static void deliver(String recipient, String word, int answers) {
        for (var number = 0; number <= answers; number++) {
            var swaks = new java.util.ArrayList<>(List.of(
                    "--from", "joko@sumbermakmur.example",
                    "--to", recipient,
                    "--header", "Subject: " + (number == 0 ? "" : "Re: ") + word,
                    "--header", "Message-Id: <" + word + "." + number + "@sumbermakmur.example>",
                    "--body", "Text " + number));
            if (number > 0) {
                swaks.addAll(List.of("--header", "References: <" + word + ".0@sumbermakmur.example>"));
            }
            swaks(Suite.smtp(), swaks.toArray(String[]::new)).ok();
        }
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
        assertThat(page.locator(".results a.row")).hasCount(1);
        assertThat(page.locator(".results a.row .chip:not(.grey)")).hasText(label);
        screenshot("label-view");
        entry.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator("#label-menu .mi").last().click();
        assertThat(entry).hasCount(0);
        takeBack();
        assertThat(entry).isVisible();
        assertThat(page.locator(".results a.row")).hasCount(1);
    }

    @Test
    void aSnoozedMessageWaitsInItsFolderAndIsBroughtBackWithOneKey() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).click();
        page.keyboard().press("b");
        assertThat(page.locator("dialog.picker .si").first()).isVisible();
        screenshot("snooze");
        pick("Tomorrow");
        assertThat(row(word)).hasCount(0);
        assertThat(page.locator(".toast").last()).containsText("08:00");
        takeBack();
        assertThat(row(word)).isVisible();
        row(word).click();
        page.keyboard().press("b");
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

    @Test
    void whatComesToAMutedConversationSkipsTheInbox() {
        var word = word();
        deliver("dave@example.org", word, 0);
        signIn("dave");
        row(word).click();
        page.keyboard().press("m");
        assertThat(row(word)).hasCount(0);
        assertThat(page.locator(".toast").last()).containsText("Muted");
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
}
