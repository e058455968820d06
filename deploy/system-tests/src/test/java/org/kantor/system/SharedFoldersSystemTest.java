package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.MouseButton;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Folders that somebody shares, in the webmail of whom they are shared with. Leaves screenshots in {@code target/screenshots}. */
class SharedFoldersSystemTest extends BrowserSystemTest {

    @Test
    void aFolderThatSomebodySharesHasTheVerbsThatOnesRightsLeave() {
        var word = word();
        var folder = "Team-" + word;
        Client.fill("bob", folder, word, 0);
        Client.imap("bob", folder, "STORE 1:* -FLAGS.SILENT (\\Seen)");
        Client.imap("bob", "", "SETACL " + folder + " carol lr");
        signIn("carol");
        var entry = page.locator(".nav .shared a.f").filter(new Locator.FilterOptions().setHasText(folder));
        assertThat(page.locator(".nav .shared")).containsText("Other people");
        assertThat(entry).isVisible();
        entry.click();
        assertThat(page.locator(".list h1")).hasText(folder);
        assertThat(row(word)).hasCount(1);
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        assertThat(page.frameLocator(".reader iframe").locator("body")).containsText("Text");
        assertThat(row(word)).hasClass(Pattern.compile(".*unread.*"));
        assertThat(page.locator(".reader [data-act=archive]")).hasAttribute("aria-disabled", "true");
        screenshot("shared-read-only");
        for (var key : List.of("s", "#", "e", "b", "m")) {
            page.keyboard().press(key);
            assertThat(page.locator(".toast:last-child"))
                    .containsText(key.matches("[bm]") ? "your own messages" : "has not given you");
            assertThat(row(word)).hasCount(1);
            page.evaluate("document.querySelectorAll('.toast').forEach((toast) => toast.remove())");
        }
        // the menu and the palette give the same reason
        row(word).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        for (var verb : List.of("snooze", "mute", "due")) {
            var item = page.locator("#row-menu [data-row=" + verb + "]");
            assertThat(item).hasAttribute("aria-disabled", "true");
            assertThat(item).hasAttribute("title", Pattern.compile(".*your own messages only.*"));
            assertThat(page.locator(".reader [data-act=" + verb + "]").or(item).first())
                    .hasAttribute("aria-disabled", "true");
        }
        page.keyboard().press("Escape");
        page.keyboard().press("Control+k");
        for (var verb : List.of("Snooze", "Mute", "Follow up")) {
            page.locator("dialog.pal input").fill(">" + verb);
            assertThat(page.locator("dialog.pal .si[aria-disabled=true]")
                            .filter(new Locator.FilterOptions().setHasText(verb))
                            .first())
                    .containsText("your own messages only");
        }
        screenshot("palette-denied");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.pal")).not().isVisible();
        var address = page.url();
        Client.imap("bob", "", "SETACL " + folder + " carol lrswite");
        page.reload();
        assertThat(row(word)).hasCount(1);
        page.keyboard().press("s");
        assertThat(row(word)).hasClass(Pattern.compile(".*starred.*"));
        Client.await("the star for its owner", () -> Client.finds("bob", folder, "FLAGGED"));
        page.keyboard().press("#");
        assertThat(row(word)).hasCount(0);
        Client.await(
                "the message in one's own Trash",
                () -> Client.has("carol", "Trash", word) && !Client.has("bob", folder, word));
        takeBack("Trash");
        assertThat(row(word)).hasCount(1);
        Client.await(
                "the message where it was",
                () -> !Client.has("carol", "Trash", word) && Client.has("bob", folder, word));
        Client.imap("bob", "", "DELETEACL " + folder + " carol");
        page.navigate(address);
        assertThat(page.locator(".list h1")).hasText("Inbox");
        assertThat(entry).hasCount(0);
        Client.imap("bob", "", "DELETE " + folder);
    }

    @Test
    void aFolderOfSomebodyElseHasOnesOwnColour() {
        var word = word();
        var folder = "Hue-" + word;
        Client.imap("bob", "", "CREATE " + folder);
        Client.imap("bob", "", "SETACL " + folder + " carol lr");
        signIn("carol");
        var entry = page.locator(".nav .shared a.f").filter(new Locator.FilterOptions().setHasText(folder));
        entry.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator("#shared-menu .mi")
                .filter(new Locator.FilterOptions().setHasText("Colour"))
                .click();
        page.locator("dialog.ask [role=radio][aria-label=Violet]").click();
        page.locator("dialog.ask .btn.primary").click();
        assertThat(entry.locator("k-icon.h-violet")).isVisible();
        page.reload();
        assertThat(entry.locator("k-icon.h-violet")).isVisible();
        screenshot("shared-colour");
        assertThat(Client.curl(
                                "bob:bob-demo",
                                "imap://" + Suite.HOST + ":" + Suite.imap() + "/",
                                "-v",
                                "-X",
                                "GETMETADATA " + folder + " /private/vendor/kantor/hue")
                        .ok()
                        .output())
                .contains("* METADATA")
                .doesNotContainIgnoringCase("violet");
        Client.imap("bob", "", "DELETE " + folder);
    }

    @Test
    void whatOthersShareIsReadableOnAPhoneHoweverLongItsNameAndRights() {
        var word = word();
        var folder = "Shared-" + word + "/" + "A-name-that-goes-on-".repeat(5);
        Client.imap("bob", "", "CREATE " + folder);
        Client.imap("bob", "", "SETACL " + folder + " carol lrswipkxte");
        signIn("carol");
        page.setViewportSize(390, 844);
        page.navigate(Suite.web() + "/settings/folders");
        var line = page.locator(".setline.theirs").filter(new Locator.FilterOptions().setHasText(word));
        assertThat(line).containsText("Bob Siregar");
        line.scrollIntoViewIfNeeded();
        screenshot("shared-with-me-390");
        assertThat(line.evaluate("""
                (line) => {
                  const boxes = [...line.children].map((child) => child.getBoundingClientRect());
                  const [, text, may] = boxes;
                  return `${text.width > 200} ${may.width > 200} ${may.top >= text.bottom - 1} ${boxes.every((box) => box.right <= innerWidth)}`;
                }""")).isEqualTo("true true true true");
        Client.imap("bob", "", "DELETE " + folder);
    }

    @Test
    void aFolderThatIsSharedNowAppearsAndOneThatIsNotAnyMoreIsLeftWithoutLoadingThePageAgain() {
        var word = word();
        var folder = "Now-" + word;
        Client.fill("bob", folder, word, 0);
        signIn("carol");
        assertThat(page.locator(".list h1")).hasText("Inbox");
        page.evaluate("window.same = true");
        var entry = page.locator(".nav .shared a.f").filter(new Locator.FilterOptions().setHasText(folder));
        assertThat(entry).hasCount(0);
        Client.imap("bob", "", "SETACL " + folder + " carol lr");
        assertThat(entry).isVisible();
        entry.click();
        row(word).click();
        assertThat(page.locator(".reader [data-act=archive]")).hasAttribute("aria-disabled", "true");
        assertThat(page.locator(".reader [data-act=delete]")).hasAttribute("aria-disabled", "true");
        Client.imap("bob", "", "SETACL " + folder + " carol lrswte");
        assertThat(page.locator(".reader [data-act=delete]")).not().hasAttribute("aria-disabled", "true");
        Client.imap("bob", "", "DELETEACL " + folder + " carol");
        assertThat(page.locator(".list h1")).hasText("Inbox");
        assertThat(page.locator(".toast:last-child")).containsText("no longer shares " + folder + " with you");
        assertThat(entry).hasCount(0);
        assertThat(page.locator(".reader .rsub")).not().isVisible();
        assertThat(page.evaluate("window.same === true")).isEqualTo(true);
        Client.imap("bob", "", "DELETE " + folder);
    }
}
