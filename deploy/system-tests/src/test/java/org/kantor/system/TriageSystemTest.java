package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.MouseButton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What a list offers to whoever triages: tabs by whom messages are for, labels of other programs, copies, colours of others' folders, and the menus of folders and of the bar. */
class TriageSystemTest extends BrowserSystemTest {

    /** The grid keeps rows that it does not need at the moment. */
    private Locator shown(String word) {
        return row(word).locator("visible=true");
    }

    private Locator tab(String key) {
        return page.locator(".ltabs [data-tab=" + key + "]");
    }

    @Test
    void tabsTellWhatIsToMeFromWhatIsToMany() {
        var word = word();
        deliver("carol@example.org", "mine-" + word, "Text");
        deliver("carol@example.org", "copy-" + word, "Text", "To: bob@example.org", "Cc: Carol <CAROL@example.org>");
        deliver("carol@example.org", "other-" + word, "Text", "To: bob@example.org");
        deliver("carol@example.org", "news-" + word, "Text", "List-Unsubscribe: <https://news.example/leave>");
        signIn("carol");
        assertThat(shown(word)).hasCount(4);
        var before = Integer.parseInt(tab("toMe").locator(".n").innerText().replace(",", ""));
        page.keyboard().press("3");
        assertThat(tab("toMe")).hasAttribute("aria-selected", "true");
        assertThat(shown(word)).hasCount(2);
        assertThat(row("mine-" + word)).isVisible();
        assertThat(row("copy-" + word)).isVisible();
        screenshot("tab-to-me");
        // what comes is there by itself, if it belongs
        deliver("carol@example.org", "late-" + word, "Text");
        deliver("carol@example.org", "late-news-" + word, "Text", "Precedence: bulk");
        assertThat(shown(word)).hasCount(3);
        assertThat(tab("toMe").locator(".n")).hasText(Integer.toString(before + 1));
        row("mine-" + word).click();
        assertThat(tab("toMe").locator(".n")).hasText(Integer.toString(before));
        // what is open stays open, and marked, where it is listed
        page.keyboard().press("1");
        assertThat(shown(word)).hasCount(6);
        assertThat(row("mine-" + word)).hasClass(Pattern.compile(".*cur.*"));
        assertThat(page.locator(".reader .rsub")).containsText("mine-" + word);
        page.keyboard().press("Control+k");
        page.locator("dialog.pal input").fill(">newsletters");
        page.keyboard().press("Enter");
        assertThat(tab("newsletters")).hasAttribute("aria-selected", "true");
        assertThat(shown(word)).hasCount(2);
        assertThat(row("late-news-" + word)).isVisible();
        // arrows go along the tabs
        tab("newsletters").focus();
        page.keyboard().press("Home");
        assertThat(tab("all")).isFocused();
        assertThat(tab("all")).hasAttribute("aria-selected", "true");
        assertThat(shown(word)).hasCount(6);
        page.keyboard().press("ArrowLeft");
        assertThat(tab("newsletters")).isFocused();
        assertThat(shown(word)).hasCount(2);
    }

    @Test
    void allOfATabIsSelectedAndNothingElse() {
        var word = word();
        var folder = "Tabs-" + word;
        Client.imap("carol", "", "CREATE " + folder);
        for (var header : List.of(
                "To: carol@example.org\r\nSubject: a",
                "List-Id: <x.example>\r\nSubject: b",
                "List-Id: <x.example>\r\nSubject: c")) {
            Client.append("carol", folder, "From: joko@sumbermakmur.example\r\n" + header + word + "\r\n\r\nText\r\n");
        }
        signIn("carol");
        folder(folder).click();
        assertThat(shown(word)).hasCount(3);
        tab("newsletters").click();
        assertThat(shown(word)).hasCount(2);
        row("b" + word).locator(".av").click();
        assertThat(page.locator(".bulk .everything")).hasText("Select all 2 that match");
        page.locator(".bulk .everything").click();
        page.locator(".bulk [data-act=archive]").click();
        assertThat(page.locator(".list .empty")).containsText("No newsletters");
        Client.await(
                "the newsletters in Archive",
                () -> Client.has("carol", "Archive", "b" + word) && Client.has("carol", "Archive", "c" + word));
        tab("all").click();
        assertThat(shown(word)).hasCount(1);
        Client.imap("carol", "", "DELETE " + folder);
    }

    @Test
    void foldersOfWhatOneSentHaveNoTabs() {
        signIn("carol");
        assertThat(tab("toMe")).isVisible();
        folder("Sent").click();
        assertThat(page.locator(".list h1")).hasText("Sent");
        assertThat(page.locator(".ltabs")).isHidden();
        folder("Spam").click();
        assertThat(page.locator(".list h1")).hasText("Spam");
        assertThat(tab("unread")).isVisible();
        assertThat(tab("toMe")).isHidden();
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

    private static byte[] zip(String name, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    @Test
    void theListOfAttachmentsWarnsOfWhatIsInArchivesAndTellsWhenAMessageWithoutADateCame() throws IOException {
        var word = word();
        var program = zip("inner.zip", zip("invoice.pdf.exe", "MZ".getBytes(StandardCharsets.US_ASCII)));
        var plain = zip("readme.txt", "text".getBytes(StandardCharsets.US_ASCII));
        var message = new StringBuilder("From: joko@sumbermakmur.example\r\nSubject: " + word
                + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nText\r\n");
        var name = "A" + word;
        for (var file : List.of(program, plain)) {
            message.append(
                            "--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=")
                    .append(name)
                    .append(".zip\r\n\r\n")
                    .append(Base64.getMimeEncoder().encodeToString(file))
                    .append("\r\n");
            name = "B" + word;
        }
        Client.append("carol", "INBOX", message.append("--b--\r\n").toString());
        signIn("carol");
        page.navigate(Suite.web() + "/mail/files?kind=archives");
        var risky = page.locator(".files .row").filter(new Locator.FilterOptions().setHasText("A" + word));
        assertThat(risky.locator("k-icon.risk")).hasAttribute("title", "Holds a program: inner.zip: invoice.pdf.exe");
        assertThat(risky.locator("a.from")).hasAttribute("href", Pattern.compile("mail/\\d+/\\d+"));
        assertThat(risky.locator("time")).hasText(Pattern.compile("\\d\\d:\\d\\d"));
        var harmless = page.locator(".files .row").filter(new Locator.FilterOptions().setHasText("B" + word));
        assertThat(harmless.locator("k-icon.risk")).hasCount(0);
        assertThat(harmless.locator("a.from")).hasAttribute("router-ignore", Pattern.compile(".*"));
        screenshot("files-risky");
        page.navigate(Suite.web() + "/search?q=" + word + "&show=files");
        assertThat(page.locator(".found-file k-icon.risk")).hasCount(1);
        screenshot("found-risky");
    }

    @Test
    void sixAndShiftGoThroughTheRegionsBackwards() {
        signIn("carol");
        assertThat(page.locator(".row").first()).isVisible();
        // from nowhere to the last, which is the first's neighbour
        page.evaluate("document.activeElement.blur()");
        page.keyboard().press("Shift+F6");
        assertThat(page.locator(".rail :focus")).hasCount(1);
        page.keyboard().press("Shift+F6");
        assertThat(page.locator(".topbar :focus")).hasCount(1);
        page.keyboard().press("F6");
        assertThat(page.locator(".rail :focus")).hasCount(1);
        page.keyboard().press("F6");
        assertThat(page.locator(".side :focus")).hasCount(1);
        page.keyboard().press("Shift+F6");
        assertThat(page.locator(".rail :focus")).hasCount(1);
    }

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

    @Test
    void theTableOfUsersIsFilteredWalkedThroughByKeysAndFitsAPhone() {
        signIn("dave");
        page.navigate(Suite.web() + "/admin/users");
        var rows = page.locator(".admin-table .who");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("Alice Hartono")))
                .isVisible();
        page.locator(".admin-filter input").fill("bob@");
        assertThat(rows.locator("visible=true")).hasCount(1);
        assertThat(page.locator(".phead .num")).hasText("1");
        page.locator(".admin-filter input").fill("");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("Alice Hartono")))
                .isVisible();
        rows.filter(new Locator.FilterOptions().setHasText("Alice Hartono")).click();
        assertThat(page.locator(".drawer h2")).hasText("Alice Hartono");
        page.keyboard().press("j");
        assertThat(page.locator(".drawer h2")).hasText("Bob Siregar");
        page.keyboard().press("k");
        assertThat(page.locator(".drawer h2")).hasText("Alice Hartono");
        page.setViewportSize(390, 844);
        page.reload();
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("Alice Hartono")))
                .containsText("alice@example.org");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        screenshot("admin-users-390");
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
}
