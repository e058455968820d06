package org.kantor.webmail.shell;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** What a page does that hears that its session is over: it is loaded again where nothing is lost, else it says what becomes of what was begun. */
class ConnectionBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"></head><body>
            <div class="connection" hidden data-lost="lost" data-over="kept" data-unkept="not kept"><span class="grow"></span></div>
            <main>%s</main>
            <script>
              customElements.define('k-keeps-form', class extends HTMLElement { copy() { return this.dataset.full === undefined; } });
              window.Vaadin = {
                Flow: { clients: { page: { getUIId: () => 0 } } },
                connectionState: { state: 'connected', addStateChangeListener(listener) { this.changed = listener; document.body.id = 'ready'; } },
              };
            </script>
            <script type="module" src="ui/connection.js"></script></body></html>""";

    private void loseTheSessionOf(String main) {
        open(PAGE.formatted(main), Page::content);
        page.evaluate("window.former = true");
        for (var field : page.locator("main [data-type]").all()) {
            field.fill("words");
        }
        page.evaluate("document.querySelector('main [data-saved]')?.removeAttribute('data-typed')");
        // whoever asks the server of this page finds nobody there
        page.evaluate("Vaadin.connectionState.state = 'connection-lost'; Vaadin.connectionState.changed()");
    }

    private void isLoadedAgain() {
        page.waitForFunction("window.former === undefined && document.body?.id === 'ready'");
    }

    private void says(String words) {
        assertThat(page.locator(".connection")).isVisible();
        assertThat(page.locator(".connection .grow")).hasText(words);
    }

    @Test
    void aPageOnWhichNothingWasBegunIsLoadedAgain() {
        loseTheSessionOf("<input aria-label='Search' data-type>");
        isLoadedAgain();
    }

    @Test
    void aFormThatIsKeptIsSaidToBeKept() {
        loseTheSessionOf("<div><input data-type><k-keeps-form></k-keeps-form></div>");
        says("kept");
        page.close();
        loseTheSessionOf("<dialog class='ask' open><input data-type><k-keeps-form></k-keeps-form></dialog>");
        says("kept");
    }

    @Test
    void aFormThatTheBrowserHasNoRoomForIsSaidNotToBe() {
        loseTheSessionOf("<div><input data-type><k-keeps-form data-full></k-keeps-form></div>");
        says("not kept");
    }

    @Test
    void aFormWhoseFieldsAreSavedEachByItselfDoesNotStayForBeingOpen() {
        loseTheSessionOf("<div><input><k-keeps-form data-each></k-keeps-form></div>");
        isLoadedAgain();
        page.close();
        loseTheSessionOf("<div><input><k-keeps-form data-each data-full></k-keeps-form></div>");
        says("not kept");
    }

    @Test
    void whatIsTypedIntoADialogueThatIsNotKeptIsSaidNotToBe() {
        loseTheSessionOf("<dialog class='ask' open><input data-type></dialog>");
        says("not kept");
    }

    @Test
    void aSecretThatIsShownOnceStaysOnThePage() {
        loseTheSessionOf("<dialog class='ask' open><span class='secret'>word</span></dialog>");
        says("not kept");
    }

    @Test
    void aQuestionStaysAndLosesNothing() {
        loseTheSessionOf("<dialog class='ask' open><button>Delete</button></dialog>");
        says("kept");
    }

    @Test
    void aSignatureThatWasTypedAndNotSavedStays() {
        loseTheSessionOf("<div data-unkept><input data-type></div>");
        says("not kept");
        page.close();
        loseTheSessionOf("<div data-unkept data-saved><input data-type></div>");
        isLoadedAgain();
        page.close();
        loseTheSessionOf("<div data-unkept><input value='saved'></div>");
        isLoadedAgain();
    }
}
