package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Searching in all mail. */
class SearchSystemTest extends BrowserSystemTest {

    @Test
    void whatIsSearchedIsFoundInEveryFolderAndLeadsToItsMessage() {
        signIn("alice");
        var word = word();
        deliver("alice@example.org", "Laporan " + word, "Isinya penting");
        assertThat(row(word)).isVisible();
        page.keyboard().press("/");
        page.keyboard().type("from:joko laporan " + word.substring(0, 8));
        page.keyboard().press("Enter");
        assertThat(page.locator(".found .list h1")).hasText("Search results");
        assertThat(page.locator(".searchbox .in .op")).hasText(Pattern.compile("from: ?joko"));
        var found = row(word);
        assertThat(found).hasCount(1);
        assertThat(found.locator(".chip")).hasText("Inbox");
        assertThat(found.locator("mark")).hasText(new String[] {"Laporan", word});
        screenshot("search");
        found.click();
        page.waitForURL(Pattern.compile(".*/search\\?q=.*&open=[0-9]+-[0-9]+"));
        assertThat(page.locator(".reader .rsub")).containsText(word);
        assertThat(found).not().isVisible();
        page.reload();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.locator(".reader .back").click();
        assertThat(page).hasURL(Pattern.compile(".*/search\\?q=[^&]*"));
        assertThat(found).isVisible();
        assertThat(found).not().hasClass(Pattern.compile(".*unread.*"));
        page.locator(".searchbox .in .op").click();
        assertThat(page.locator(".searchbox .in .op")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile(".*search\\?q=laporan.*"));
        assertThat(found).hasCount(1);
        // what was searched is offered, then messages, people and folders while somebody types
        page.locator(".searchbox .ib").click();
        assertThat(page.locator(".list h1")).hasText("Inbox");
        page.locator(".searchbox input").focus();
        var offered = page.locator(".searchbox .si");
        assertThat(offered.nth(0)).hasText("laporan " + word.substring(0, 8));
        assertThat(offered.nth(1)).hasText("from:joko laporan " + word.substring(0, 8));
        page.keyboard().type(word);
        assertThat(offered.filter(new Locator.FilterOptions().setHasText("Laporan " + word)))
                .containsText("Inbox");
        page.locator(".searchbox input").fill("sireg");
        assertThat(offered.filter(new Locator.FilterOptions().setHasText("bob@example.org")))
                .isVisible();
        page.locator(".searchbox input").fill(word);
        offered.filter(new Locator.FilterOptions().setHasText("Laporan " + word))
                .click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
    }

    /** What is marked in the subject and in each message that is open. */
    private Object marked(int messages) {
        assertThat(page.locator(".reader k-message-frame.ready")).hasCount(messages);
        return page.evaluate("""
                () => [window, ...[...document.querySelectorAll('.reader k-message-frame iframe')].map((frame) => frame.contentWindow)].map((view) =>
                  [...view.CSS.highlights.get('found')].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset)).join(' '))""");
    }

    @Test
    void whatWasSearchedIsMarkedInTheMessagesThatAreOpenedFromItAndInNoOther() {
        signIn("bob");
        var word = word();
        deliver("bob@example.org", word, 1);
        assertThat(row(word).first()).isVisible();
        page.locator(".searchbox input").fill("téxt " + word.substring(0, 8));
        page.keyboard().press("Enter");
        assertThat(row(word)).hasCount(2);
        row(word).first().click();
        assertThat(marked(2)).isEqualTo(List.of(word, "Text", "Text"));
        screenshot("search-marked");
        // of messages that have been read the newest is open
        page.reload();
        assertThat(marked(1)).isEqualTo(List.of(word, "Text"));
        page.locator(".searchbox .ib").click();
        row(word).first().click();
        assertThat(marked(1)).isEqualTo(List.of("", ""));
    }

    @Test
    void whoHasOnlyWrittenIsOfferedAsSender() {
        signIn("carol");
        var word = word();
        deliver("carol@example.org", word, "Text", "From: Bulk " + word + " <" + word + "@bulk.example>");
        assertThat(row(word)).isVisible();
        page.keyboard().press("/");
        page.keyboard().type("faktur from:" + word.substring(0, 6));
        assertThat(page.locator(".panel2 .si").filter(new Locator.FilterOptions().setHasText(word + "@bulk.example")))
                .isVisible();
        screenshot("past-sender");
    }

    @Test
    void aSearchTakesAnyCharacter() {
        signIn("carol");
        page.navigate(Suite.web() + "/search?q=faktur%00%01%7F%EF%BF%BF%F0%9F%93%8E");
        assertThat(page.locator(".found .list h1")).hasText("Search results");
    }

    @Test
    void aSearchWithoutHitsOffersToLookIntoSpamAndTrashToo() {
        signIn("carol");
        var word = word();
        deliver("carol@example.org", word, "soon deleted");
        row(word).click();
        page.keyboard().press("#");
        assertThat(page.locator(".toast:last-child")).isVisible();
        page.locator(".searchbox input").fill(word);
        page.keyboard().press("Enter");
        assertThat(page.locator(".found .empty h2")).containsText(word);
        screenshot("search-nothing");
        page.locator(".found .empty .btn").click();
        assertThat(row(word).locator(".chip")).hasText("Trash");
        page.locator(".searchbox .ib").click();
        assertThat(page.locator(".list h1")).hasText("Inbox");
        assertThat(page.locator(".searchbox input")).hasValue("");
    }
}
