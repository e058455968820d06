package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Map;

/** What tests of writing mail share: the composer, the drafts that it leaves, and what the browser keeps of it. */
abstract class WritingSystemTest extends BrowserSystemTest {

    static Locator composer(Page page) {
        return page.locator("k-composer:not(.sending)");
    }

    final void compose() {
        compose(page);
    }

    static void compose(Page in) {
        assertThat(in.locator(".row").first()).isVisible();
        in.keyboard().press("c");
        assertThat(composer(in).locator("k-recipients input").first()).isFocused();
    }

    /** Begins a message that the server does not get, as nothing that the page asks from then on arrives. @return its subject */
    final String writeWithoutServer() {
        var word = word();
        compose();
        page.route(ASKED, Route::abort);
        composer(page).locator("input.subject").fill(word);
        isKept(page, 1);
        return word;
    }

    static String[] drafts(String user, String word) {
        var found = Client.search(user + ":" + user + "-demo", "Drafts", word).strip();
        return found.isEmpty() ? new String[0] : found.split(" ");
    }

    /** What the browser keeps of each window, by its number. */
    static Map<?, ?> kept(Page in) {
        return (Map<?, ?>) in.evaluate("""
                () => new Promise((done) => {
                  const opening = indexedDB.open('kantor-writing');
                  opening.onsuccess = () => {
                    const all = opening.result.transaction('kept').objectStore('kept').getAll();
                    all.onsuccess = () => {
                      opening.result.close();
                      const left = Object.keys(localStorage).filter((key) => key.startsWith('kantor-writing:'));
                      done(Object.fromEntries([
                        ...all.result.map((one) => [one.id, JSON.stringify(one)]),
                        ...left.map((key) => [key.split(':')[1], localStorage.getItem(key)]),
                      ]));
                    };
                  };
                })""");
    }

    static String keptText(Page in) {
        return kept(in).values().toString();
    }

    final void isKept(Page in, int records) {
        Client.await(records + " records in the browser", () -> kept(in).size() == records);
    }

    /** The source of the only draft with such a subject. */
    static String draft(String user, String word) {
        return Client.curl(
                        user + ":" + user + "-demo",
                        "imap://" + Suite.HOST + ":" + Suite.imap() + "/Drafts;MAILINDEX=" + drafts(user, word)[0])
                .ok()
                .output();
    }
}
