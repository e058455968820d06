package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That whoever signs out leaves nothing in the browser, and loses nothing without being told. */
class SignOutSystemTest extends WritingSystemTest {

    private void signOut() {
        page.evaluate("document.querySelector('#sign-out').click()");
    }

    private Locator question() {
        return page.locator("dialog.ask[open]");
    }

    private void nothingIsLeft() {
        assertThat(page.locator("#username")).isVisible();
        page.unroute(ASKED);
        signIn("carol");
        assertThat(page.locator(".row").first()).isVisible();
        isKept(page, 0);
        assertThat(page.locator(".toast")).hasCount(0);
        assertThat(page.evaluate("Object.values(localStorage).join().includes('subject')"))
                .isEqualTo(false);
    }

    @Test
    void whatTheServerDoesNotTakeIsNamedBeforeItIsDeleted() {
        signIn("carol");
        var word = writeWithoutServer();
        signOut();
        assertThat(question()).containsText(word);
        screenshot("sign-out-unsaved");
        page.keyboard().press("Enter");
        assertThat(question()).hasCount(0);
        assertThat(page.locator(".app")).isVisible();
        isKept(page, 1);
        signOut();
        question().locator(".danger").click();
        nothingIsLeft();
        assertThat(drafts("carol", word)).isEmpty();
    }

    @Test
    void whatWasRefusedBeforeIsNamedThoughNoWindowHasIt() {
        signIn("carol");
        var word = writeWithoutServer();
        page.close();
        page = context.newPage();
        // whatever is left over is given to a server that never answers
        page.addInitScript("addEventListener('k-take-up', (event) => event.stopImmediatePropagation(), true)");
        page.navigate(Suite.web() + "/calendar");
        assertThat(page.locator(".week")).isVisible();
        signOut();
        assertThat(question()).containsText(word);
        question().locator(".danger").click();
        nothingIsLeft();
        assertThat(drafts("carol", word)).isEmpty();
    }

    @Test
    void whatIsWrittenInOtherTabsBecomesADraftAndTheyKeepNothing() {
        signIn("carol");
        var word = word();
        var other = context.newPage();
        other.navigate(Suite.web() + "/");
        compose(other);
        composer(other).locator("input.subject").fill(word);
        assertThat(composer(other).locator(".saved")).containsText("saved");
        composer(other).locator(".rich").focus();
        other.keyboard().type("kata terakhir");
        signOut();
        assertThat(page.locator("#username")).isVisible();
        assertThat(other).hasURL(Suite.web() + "/signed-out");
        assertThat(draft("carol", word)).contains("kata terakhir");
        nothingIsLeft();
    }

    @Test
    void aTabThatIsStillOpenAfterwardsKeepsNothing() {
        signIn("carol");
        var word = word();
        var other = context.newPage();
        // it hears nothing of the others, as a page that sleeps
        other.addInitScript("delete window.BroadcastChannel");
        other.navigate(Suite.web() + "/");
        compose(other);
        composer(other).locator("input.subject").fill(word);
        assertThat(composer(other).locator(".saved")).containsText("saved");
        isKept(other, 0);
        page.bringToFront();
        signOut();
        assertThat(page.locator("#username")).isVisible();
        composer(other).locator("input.subject").fill(word + " sesudah");
        other.waitForCondition(
                () -> Boolean.TRUE.equals(other.evaluate("document.querySelector('k-composer').isUnsaved()")));
        other.evaluate("document.querySelector('k-composer').copy(true)");
        other.navigate("about:blank");
        other.close();
        nothingIsLeft();
    }

    @Test
    void aDatabaseThatNeverOpensHoldsUpNothing() {
        page.addInitScript("indexedDB.open = () => ({})");
        signIn("carol");
        var word = word();
        compose();
        page.keyboard().type("bob@example.org,");
        composer(page).locator("input.subject").fill(word);
        page.keyboard().press("Control+Enter");
        Client.await("the message", () -> Client.has("bob", "INBOX", word));
        var other = word();
        compose();
        composer(page).locator("input.subject").fill(other);
        page.navigate(Suite.web() + "/calendar");
        assertThat(composer(page).locator("input.subject")).hasValue(other);
        composer(page).locator("[data-do=discard]").click();
        Client.await("the draft gone", () -> drafts("carol", other).length == 0);
        signOut();
        assertThat(page.locator("#username")).isVisible();
        assertThat(List.of(drafts("carol", word))).isEmpty();
    }
}
