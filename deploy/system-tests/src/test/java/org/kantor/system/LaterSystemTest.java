package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;

/** What comes back later or not at all: snoozed messages, follow-ups, muted conversations. */
class LaterSystemTest extends ListSystemTest {

    private static boolean isToBeFollowedUp(String account, String folder, String word) {
        return Client.finds(account, folder, "KEYWORD $FollowUp SUBJECT " + word);
    }

    /** Dave has muted a conversation. @return its subject */
    private String mute() {
        var word = word();
        deliver("dave@example.org", word, 0);
        signIn("dave");
        row(word).click();
        page.keyboard().press("m");
        assertThat(row(word)).hasCount(0);
        return word;
    }

    /** Carol is asked by when she wants to deal with a message. @return its subject */
    private String followUp() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).click();
        page.keyboard().press("d");
        return word;
    }

    /** Of the time that the picker asks for: the soonest one but a moment. */
    private void inAMinute() {
        page.locator("dialog.picker k-when").evaluate("(field) => field.value = Date.now() + 61_000");
        page.locator("dialog.picker .other > .btn").click();
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
        Client.await("the message in Snoozed", () -> Client.has("carol", "Snoozed", word));
        page.locator(".nav a.f")
                .filter(new Locator.FilterOptions().setHasText("Snoozed"))
                .click();
        assertThat(page.locator(".lhead h1")).hasText("Snoozed");
        assertThat(row(word).locator("time")).containsText("08:00");
    }

    @Test
    void whatWaitsSaysUntilWhenAndIsBroughtBackNow() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).click();
        page.keyboard().press("b");
        pick("Tomorrow");
        assertThat(row(word)).hasCount(0);
        go("Snoozed");
        row(word).click();
        assertThat(page.locator(".reader .marks")).containsText("Snoozed until");
        assertThat(page.locator(".reader .marks")).containsText("08:00");
        screenshot("snoozed");
        page.locator(".reader .marks [data-act=unsnooze]").click();
        assertThat(row(word)).hasCount(0);
        Client.await("the message in INBOX", () -> Client.has("carol", "INBOX", word));
        takeBack("Back in the inbox");
        assertThat(row(word).locator("time")).containsText("08:00");
        Client.await("no message in INBOX", () -> !Client.has("carol", "INBOX", word));
        row(word).hover();
        row(word).locator(".acts [data-act=unsnooze]").click();
        assertThat(row(word)).hasCount(0);
        takeBack("Back in the inbox");
        row(word).click();
        page.keyboard().press("b");
        pick("Bring back now");
        assertThat(row(word)).hasCount(0);
        go("Inbox");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        assertThat(page.locator(".reader .marks")).isHidden();
    }

    @Test
    void anOpenMessageShowsItsLabelsAndLosesThemThere() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        assertThat(page.locator(".reader .marks")).isHidden();
        page.keyboard().press("l");
        pick("L" + word);
        var chip = page.locator(".reader .marks .chip.label");
        assertThat(chip).hasText("L" + word);
        assertThat(row(word).locator(".chip")).hasText("L" + word);
        screenshot("open-labels");
        var off = chip.locator("button");
        assertThat(off).hasAccessibleName("Remove label L" + word);
        off.focus();
        page.keyboard().press("Enter");
        assertThat(chip).isHidden();
        assertThat(row(word).locator(".chip")).hasCount(0);
        assertThat(page.locator(".reader .rsub")).isFocused();
        takeBack("Removed label L" + word);
        assertThat(chip).hasText("L" + word);
        // another client takes it off
        var keyword = page.locator(".nav a[data-label]")
                .filter(new Locator.FilterOptions().setHasText("L" + word))
                .getAttribute("data-label");
        Client.imap(
                "carol",
                "INBOX",
                "STORE " + Client.search("carol:carol-demo", "INBOX", word) + " -FLAGS.SILENT (" + keyword + ")");
        assertThat(chip).isHidden();
    }

    @Test
    void aMessageIsToBeFollowedUpByATimeWhichIsListedSeenByOthersAndDone() {
        var word = followUp();
        assertThat(page.locator("dialog.picker .si").first()).isVisible();
        screenshot("due-picker");
        pick("Tomorrow");
        assertThat(row(word).locator(".chip.due")).containsText("17:00");
        assertThat(page.locator(".reader .marks .due")).containsText("17:00");
        assertThat(page.locator(".toast:last-child")).containsText("Follow up by");
        Client.await("the keyword", () -> isToBeFollowedUp("carol", "INBOX", word));
        takeBack();
        assertThat(row(word).locator(".chip.due")).hasCount(0);
        Client.await("no keyword", () -> !isToBeFollowedUp("carol", "INBOX", word));
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
    void whatIsDueIsToldAndOverdueStandsFirstAndWhatIsSnoozedComesBackOnTime() {
        var snoozed = word();
        deliver("carol@example.org", snoozed, 0);
        var word = followUp();
        pick("Another day");
        var field = page.locator("dialog.picker k-when");
        field.evaluate("(field) => field.value = Date.now() - 60_000");
        page.locator("dialog.picker .other > .btn").click();
        assertThat(page.locator("dialog.picker .hint")).hasText("That time has passed.");
        inAMinute();
        assertThat(row(word).locator(".chip.due")).isVisible();
        row(snoozed).click();
        page.keyboard().press("b");
        pick("Another day");
        inAMinute();
        assertThat(row(snoozed)).hasCount(0);
        assertThat(page.locator(".toast:last-child")
                        .filter(new Locator.FilterOptions().setHasText("Follow up now: " + word)))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
        assertThat(page.locator(".due-mail")).containsText(word);
        assertThat(row(snoozed)).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
        go("Follow up");
        assertThat(shown(word).locator(".chip.due.over")).isVisible();
        assertThat(page.locator(".grp").first()).hasText("Overdue");
        screenshot("due-overdue");
        shown(word).locator(".av").click();
        page.keyboard().press("Shift+D");
        assertThat(shown(word)).hasCount(0);
        page.reload();
        assertThat(page.locator(".list h1")).hasText("Follow up");
        assertThat(page.locator(".toast:last-child")).hasCount(0);
    }

    @Test
    void aMutedConversationSaysSoAndIsUnmutedWhereItIsMet() {
        var word = mute();
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
        var word = mute();
        assertThat(page.locator(".toast:last-child")).containsText("Muted");
        deliver("dave@example.org", word, 1);
        Client.await("all in Archive", () -> Client.count("dave", "Archive", "SUBJECT " + word) >= 2);
        assertThat(row(word)).hasCount(0);
    }
}
