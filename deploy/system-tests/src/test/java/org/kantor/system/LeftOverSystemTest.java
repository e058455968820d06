package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of writing that a browser kept when its draft went another way meanwhile, or is still being written. */
class LeftOverSystemTest extends WritingSystemTest {

    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /** A draft of carol's to bob, with a word of text that the server has. */
    private String drafted() {
        signIn("carol");
        var word = word();
        compose();
        page.keyboard().type("bob@example.org,");
        composer(page).locator("input.subject").fill(word);
        write("isi surat");
        Client.await(
                "the draft",
                () -> drafts("carol", word).length == 1 && draft("carol", word).contains("isi surat"));
        assertThat(composer(page).locator(".saved")).containsText("saved");
        isKept(page, 0);
        return word;
    }

    private void write(String text) {
        composer(page).locator(".rich").focus();
        page.keyboard().press("Control+End");
        page.keyboard().type(text);
    }

    /** Types what the server never hears of, and closes the page. */
    private void writeAndClose(String... keys) {
        page.route(ASKED, Route::abort);
        composer(page).locator(".rich").focus();
        page.keyboard().press("Control+End");
        List.of(keys).forEach(page.keyboard()::press);
        isKept(page, 1);
    }

    /** The same person in another browser sends the draft as it is. */
    private void sendElsewhere(String word) {
        try (var elsewhere = browser.newContext(new Browser.NewContextOptions().setLocale("en-GB"))) {
            var here = page;
            page = elsewhere.newPage();
            page.setDefaultTimeout(PATIENCE);
            signIn("carol");
            page.locator(".nav a.f")
                    .filter(new Locator.FilterOptions().setHasText("Drafts"))
                    .click();
            row(word).click();
            assertThat(composer(page).locator("input.subject")).hasValue(word);
            page.keyboard().press("Control+Enter");
            Client.await("the message", () -> Client.has("bob", "INBOX", word));
            page = here;
        }
        assertThat(drafts("carol", word)).isEmpty();
    }

    private void comeBack() {
        page.close();
        page = context.newPage();
        page.navigate(Suite.web() + "/calendar");
    }

    @Test
    void whatWasSentFromElsewhereIsSaidToBeAndNotTakenUp() {
        var word = drafted();
        writeAndClose("x", "Backspace");
        sendElsewhere(word);
        comeBack();
        isTold("was sent");
        isKept(page, 0);
        assertThat(composer(page)).hasCount(0);
        assertThat(drafts("carol", word)).isEmpty();
    }

    @Test
    void whatWasWrittenBesideWhatWasSentFromElsewhereIsADraftOfItsOwn() {
        var word = drafted();
        writeAndClose("x", "y", "z");
        sendElsewhere(word);
        comeBack();
        isTold("sent from elsewhere");
        isKept(page, 0);
        assertThat(composer(page)).hasCount(0);
        assertThat(drafts("carol", word)).hasSize(1);
        page.locator(".toast button").click();
        assertThat(composer(page).locator(".rich")).containsText("xyz");
        assertThat(composer(page).locator(".problem")).containsText("sent from elsewhere");
        composer(page).locator("[data-do=discard]").click();
    }

    @Test
    void whatAnotherProgramDeletedIsADraftOfItsOwnThatSaysSo() {
        var word = drafted();
        writeAndClose("x", "y", "z");
        Client.curl(
                        "carol:carol-demo",
                        "imap://" + Suite.HOST + ":" + Suite.imap() + "/Drafts",
                        "-X",
                        "STORE " + drafts("carol", word)[0] + " +FLAGS (\\Deleted)")
                .ok();
        Client.curl("carol:carol-demo", "imap://" + Suite.HOST + ":" + Suite.imap() + "/Drafts", "-X", "EXPUNGE")
                .ok();
        assertThat(drafts("carol", word)).isEmpty();
        comeBack();
        isTold("changed or deleted");
        assertThat(drafts("carol", word)).hasSize(1);
        page.locator(".toast button").click();
        assertThat(composer(page).locator(".rich")).containsText("xyz");
        composer(page).locator("[data-do=discard]").click();
    }

    @Test
    void picturesThatTheServerNeverHadAreNamedAndTheOthersAreKept() {
        var word = drafted();
        page.setInputFiles("k-composer .file-input >> nth=1", new FilePayload("pertama.png", "image/png", PICTURE));
        assertThat(composer(page).locator(".rich img")).hasCount(1);
        Client.await("the picture", () -> draft("carol", word).contains("image/png"));
        assertThat(composer(page).locator(".saved")).containsText("saved");
        page.route(ASKED, Route::abort);
        page.setInputFiles("k-composer .file-input >> nth=1", new FilePayload("kedua.png", "image/png", PICTURE));
        assertThat(composer(page).locator(".rich img")).hasCount(2);
        Client.await("the second picture", () -> keptText(page).contains("kedua"));
        page.unroute(ASKED);
        page.reload();
        assertThat(composer(page).locator(".problem")).containsText("kedua.png");
        assertThat(composer(page).locator(".problem")).not().containsText("pertama.png");
        assertThat(composer(page).locator(".rich img")).hasCount(1);
        composer(page).locator("[data-do=discard]").click();
    }

    @Test
    void withoutLocksTooWhatIsBeingWrittenInAnotherTabIsLeftToItUntilThatEnds() {
        context.addInitScript("Object.defineProperty(navigator, 'locks', { value: undefined })");
        signIn("carol");
        var word = writeWithoutServer();
        var other = context.newPage();
        other.navigate(Suite.web() + "/calendar");
        assertThat(other.locator(".week")).isVisible();
        other.evaluate("document.querySelector('k-kept').look(true)");
        assertThat(drafts("carol", word)).isEmpty();
        assertThat(other.locator(".toast")).hasCount(0);
        page.navigate("about:blank");
        assertThat(other.locator(".toast")).containsText("lies among Drafts");
        assertThat(drafts("carol", word)).hasSize(1);
        isKept(other, 0);
    }
}
