package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tabs of a list, by whom messages are for. Leaves screenshots in {@code target/screenshots}. */
class ListTabsSystemTest extends ListSystemTest {

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
}
