package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.MouseButton;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is done with messages besides reading them: emptied, copied, dealt with on a phone, had back. Leaves screenshots in {@code target/screenshots}. */
class TriageSystemTest extends ListSystemTest {

    @Test
    void spamIsEmptiedByItsMenuAndTakenBack() {
        var word = word();
        deliver("carol@example.org", word, "Text");
        signIn("carol");
        row(word).click();
        page.keyboard().press("!");
        assertThat(shown(word)).hasCount(0);
        folder("Spam").click();
        assertThat(shown(word)).hasCount(1);
        folderMenu("Spam", "Empty Spam");
        assertThat(page.locator(".list .empty")).isVisible();
        Client.await("nothing in Spam", () -> !Client.has("carol", "Spam", word));
        takeBack("to be had back for 30 days");
        assertThat(shown(word)).hasCount(1);
    }

    @Test
    void theKeyOfSpamPressedInSpamSaysThatItIsNone() {
        var word = word();
        deliver("carol@example.org", word, "Text");
        signIn("carol");
        row(word).click();
        page.keyboard().press("!");
        assertThat(shown(word)).hasCount(0);
        folder("Spam").click();
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.keyboard().press("!");
        assertThat(shown(word)).hasCount(0);
        Client.await("the message in the inbox", () -> Client.has("carol", "INBOX", word));
        assertThat(Client.has("carol", "Spam", word)).isFalse();
        takeBack("Moved to Inbox");
        assertThat(shown(word)).hasCount(1);
        Client.await("the message in Spam", () -> Client.has("carol", "Spam", word));
    }

    @Test
    void aMessageIsCopiedToAFolderAndTheCopyTakenBack() {
        var word = word();
        var folder = "Copies-" + word;
        deliver("carol@example.org", word, "Text");
        Client.imap("carol", "", "CREATE " + folder);
        signIn("carol");
        row(word).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator("#row-menu [data-row=copy]").click();
        assertThat(page.locator("dialog.picker input[role=combobox]")).hasAttribute("placeholder", "Copy to");
        pick(folder);
        assertThat(shown(word)).hasCount(1);
        Client.await("both", () -> Client.has("carol", folder, word) && Client.has("carol", "INBOX", word));
        takeBack("Copied to " + folder);
        Client.await("the copy gone", () -> !Client.has("carol", folder, word));
        assertThat(Client.has("carol", "INBOX", word)).isTrue();
        Client.imap("carol", "", "DELETE " + folder);
    }

    @Test
    void whatHasNoRoomInTheBarOfASelectionIsUnderMore() {
        var word = word();
        deliver("carol@example.org", word + "a", "Text");
        deliver("carol@example.org", word + "b", "Text");
        signIn("carol");
        page.setViewportSize(390, 844);
        row(word + "a").locator(".av").click();
        row(word + "b").locator(".av").click();
        assertThat(page.locator(".bulk [data-act=star]")).isHidden();
        page.locator(".bulk [data-act=more]").click();
        assertThat(page.locator("#row-menu")).isVisible();
        screenshot("bulk-more-390");
        page.locator("#row-menu [data-row=star]").click();
        assertThat(row(word + "a")).hasClass(Pattern.compile(".*starred.*"));
        assertThat(row(word + "b")).hasClass(Pattern.compile(".*starred.*"));
        assertThat(page.locator("#row-menu")).isHidden();
    }

    @Test
    void whatCanBeRecoveredStandsInLinesThatFitAndComesBack() {
        var word = word();
        var subject = word + " " + "a long subject that goes on and on ".repeat(8);
        Client.append(
                "carol",
                "Trash",
                "From: " + "Somebody with a long name ".repeat(6) + "<joko@sumbermakmur.example>\r\nSubject: " + subject
                        + "\r\n\r\nText\r\n");
        signIn("carol");
        folderMenu("Trash", "Empty Trash");
        Client.await("nothing in Trash", () -> !Client.has("carol", "Trash", word));
        page.navigate(Suite.web() + "/mail/recover");
        var line = page.locator(".recover [role=listitem]").filter(new Locator.FilterOptions().setHasText(word));
        for (var width : List.of(1440, 390)) {
            page.setViewportSize(width, 844);
            assertThat(line).hasCount(1);
            assertThat(line.evaluate("""
                    (line) => {
                      const boxes = [...line.children].map((child) => child.getBoundingClientRect());
                      const within = boxes.every((box) => box.left >= 0 && box.right <= innerWidth && box.width > 30);
                      const apart = boxes.every((one, i) => boxes.every((other, j) => i >= j
                        || one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top));
                      return `${within} ${apart} ${line.getBoundingClientRect().height < 120}`;
                    }""")).isEqualTo("true true true");
            screenshot("recover-" + width);
        }
        line.locator(".btn").click();
        assertThat(line).hasCount(0);
        Client.await("the message in Trash", () -> Client.has("carol", "Trash", word));
    }

    /** A finger pushes a row aside, by so many pixels. */
    private void swipe(String word, int by) {
        var box = row(word).boundingBox();
        var x = box.x + box.width / 2 - by / 2.0;
        var y = box.y + box.height / 2;
        var devtools = context.newCDPSession(page);
        touch(devtools, "touchStart", x, y);
        for (var step = 1; step <= 5; step++) {
            touch(devtools, "touchMove", x + by * step / 5.0, y);
        }
        touch(devtools, "touchEnd", x, y);
        devtools.detach();
    }

    private static void touch(CDPSession devtools, String type, double x, double y) {
        var points = new JsonArray();
        if (!type.equals("touchEnd")) {
            var point = new JsonObject();
            point.addProperty("x", x);
            point.addProperty("y", y);
            points.add(point);
        }
        var event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        devtools.send("Input.dispatchTouchEvent", event);
    }

    @Test
    void onAPhoneAMessageThatIsPushedRightIsArchivedAndOnePushedLeftIsSnoozedAndBothAreTakenBack() {
        var word = word();
        deliver("carol@example.org", word, "Text");
        open(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true)
                .setLocale("en-GB"));
        signIn("carol");
        assertThat(row(word)).isVisible();
        // not far enough
        swipe(word, 60);
        swipe(word, 200);
        assertThat(shown(word)).hasCount(0);
        assertThat(page.locator(".toast:last-child")).containsText("Archived");
        Client.await("the message in Archive", () -> Client.has("carol", "Archive", word));
        page.locator(".toast .undo").last().tap();
        assertThat(shown(word)).hasCount(1);
        Client.await("the message in the inbox", () -> Client.has("carol", "INBOX", word));
        assertThat(Client.has("carol", "Archive", word)).isFalse();
        swipe(word, -200);
        page.locator("dialog.picker [role=option]")
                .filter(new Locator.FilterOptions().setHasText("Tomorrow"))
                .tap();
        assertThat(shown(word)).hasCount(0);
        Client.await("no message in the inbox", () -> !Client.has("carol", "INBOX", word));
        assertThat(Client.has("carol", "Snoozed", word)).isTrue();
        page.locator(".toast .undo").last().tap();
        assertThat(shown(word)).hasCount(1);
        Client.await("the message in the inbox", () -> Client.has("carol", "INBOX", word));
        assertThat(Client.has("carol", "Snoozed", word)).isFalse();
    }
}
