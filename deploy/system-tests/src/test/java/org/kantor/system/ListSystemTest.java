package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;

/** What tests of lists of messages share. */
abstract class ListSystemTest extends BrowserSystemTest {

    /** The grid keeps rows that it does not need at the moment. */
    final Locator shown(String word) {
        return row(word).locator("visible=true");
    }

    final void choose(String item) {
        page.locator("#list-menu .mi")
                .filter(new Locator.FilterOptions().setHasText(item))
                .click();
    }

    final void listMenu() {
        page.locator("[popovertarget=list-menu]").click();
    }

    final void go(String entry) {
        page.locator(".nav a.f")
                .filter(new Locator.FilterOptions().setHasText(entry))
                .first()
                .click();
        assertThat(page.locator(".list h1")).hasText(entry);
    }

    static boolean isFlagged(String account, String word) {
        return Client.finds(account, "INBOX", "FLAGGED SUBJECT " + word);
    }
}
