package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;

/** What comes back later or not at all: snoozed messages, follow-ups, muted conversations. */
class LaterSystemTest extends ListSystemTest {

    private static boolean hasKeyword(String account, String folder, String keyword, String word) {
        return Client.curl(
                        account + ":" + account + "-demo",
                        "imap://" + Suite.HOST + ":" + Suite.imap() + "/" + folder + "?KEYWORD%20" + keyword
                                + "%20SUBJECT%20" + word)
                .output()
                .matches("(?s).*\\* SEARCH \\d.*");
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
}
