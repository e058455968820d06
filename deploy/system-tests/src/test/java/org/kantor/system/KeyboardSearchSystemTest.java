package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Searching by keyboard alone. */
class KeyboardSearchSystemTest extends KeyboardSystemTest {

    @Test
    void aSearchWithAnOperatorIsMadeOpenedNarrowedSavedAndOpenedAgain() {
        var word = word();
        deliver(word);
        signIn(NAME);
        assertThat(row(word)).isVisible();
        press("/");
        type("from:joko " + word);
        press("Enter");
        assertThat(page.locator(".found .list h1")).hasText("Search results");
        assertThat(row(word)).hasCount(1);
        assertThat(page.locator(".found .list h1")).isFocused();
        press("j");
        assertThat(page.locator("vaadin-grid")).isFocused();
        press("Enter");
        assertThat(page.locator(".reader .rsub")).containsText(word);
        has("INBOX", "SEEN", word);
        focusIsSomewhere();
        // Alt and the arrow are the window's, which a browser without one has not
        page.goBack();
        assertThat(page.locator(".found .list h1")).hasText("Search results");
        assertThat(row(word)).hasCount(1);
        // the chip goes
        press("/");
        tabBackTo(page.locator(".searchbox .in .op"));
        press("Enter");
        assertThat(page.locator(".searchbox .in .op")).hasCount(0);
        assertThat(page.locator(".searchbox input")).isFocused();
        press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*search\\?q=" + word));
        assertThat(page.locator(".found .list h1")).hasText("Search results");
        assertThat(row(word)).hasCount(1);
        focusIsSomewhere();
        // saved, and there again after a reload
        press("/");
        tabTo(page.locator(".searchbox .linkbtn"));
        press("Enter");
        assertThat(page.locator(".saved-searches a.f").filter(new Locator.FilterOptions().setHasText(word)))
                .isVisible();
        focusIsSomewhere();
        press("g", "i");
        assertThat(page.locator(".lhead h1")).hasText("Inbox");
        page.reload();
        var saved = page.locator(".saved-searches a.f").filter(new Locator.FilterOptions().setHasText(word));
        assertThat(saved).isVisible();
        palette(word);
        assertThat(page.locator(".found .list h1")).hasText("Search results");
        assertThat(row(word)).hasCount(1);
        focusIsSomewhere();
        press("F6");
        tabTo(saved.locator("xpath=..").locator("button"));
        press("Enter");
        assertThat(saved).hasCount(0);
        focusIsSomewhere();
    }

    /** The heading has no place among what Tab reaches, so that nothing is next to it when it goes. */
    @Test
    void fromAHeadingASearchLeadsToTheHeadingOfWhatWasFoundAndAnotherSearchToo() {
        var word = word();
        deliver(word);
        signIn(NAME);
        assertThat(row(word)).isVisible();
        press("g", "s");
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        assertThat(page.locator(".lhead h1")).isFocused();
        for (var query : List.of(word, "from:joko " + word)) {
            press("/");
            assertThat(page.locator(".searchbox input")).isFocused();
            press("Control+a");
            type(query);
            press("Enter");
            assertThat(page).hasURL(Pattern.compile(".*search\\?q=" + query.replaceAll("[: ]", ".+")));
            assertThat(row(word)).hasCount(1);
            assertThat(page.locator(".found .list h1")).isFocused();
        }
    }

    /** What the server says of the address comes when it comes, such as after Back. */
    @Test
    void aChipKeepsTheFocusWhenTheServerSaysWhatIsLookedFor() {
        signIn(NAME);
        assertThat(page.locator(".row").first()).isVisible();
        press("/");
        type("from:joko is:unread faktur");
        var chips = page.locator(".searchbox .in .op");
        assertThat(chips).hasCount(2);
        tabBackTo(chips.last());
        page.evaluate(
                "() => { const search = document.querySelector('k-search'); search.shown = { ...search.shown }; }");
        assertThat(chips.last()).isFocused();
        press("Enter");
        assertThat(chips).hasCount(1);
        assertThat(page.locator(".searchbox input")).isFocused();
        assertThat(page.locator(".searchbox input")).hasValue("faktur");
        press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*search\\?q=from.*faktur"));
        assertThat(page.locator(".found .list h1")).isFocused();
    }
}
