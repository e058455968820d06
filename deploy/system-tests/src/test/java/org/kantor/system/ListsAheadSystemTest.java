package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list that was left and is gone to again: the browser shows at once what was there, and the server what is there now. */
class ListsAheadSystemTest extends BrowserSystemTest {

    /** What the browser asks, while it is held back. */
    private final List<Route> asked = new ArrayList<>();

    private final String here = word();
    private final String there = word();

    /** A message in the inbox and one in Sent, which is on the screen. */
    @BeforeEach
    void leaveTheInbox() {
        deliver("carol@example.org", here, "Text");
        Client.append("carol", "Sent", message(there));
        signIn("carol");
        assertThat(row(here)).isVisible();
        folder("Sent").click();
        assertThat(row(there)).isVisible();
        page.route(ASKED, asked::add);
    }

    private static String message(String subject) {
        return "From: joko@sumbermakmur.example\r\nSubject: " + subject + "\r\n\r\nText\r\n";
    }

    private void answer() {
        page.unroute(ASKED);
        asked.forEach(Route::resume);
        asked.clear();
    }

    private void isAhead(String title) {
        assertThat(page.locator(".lhead h1")).hasText(title);
        assertThat(page.locator("k-mail-list[ahead]")).isVisible();
        assertThat(page.locator(".nav a.f.on")).containsText(title);
    }

    private void isTheServers(String title) {
        assertThat(page.locator("k-mail-list:not([ahead])")).isVisible();
        assertThat(page.locator(".lhead h1")).hasText(title);
        assertThat(page.locator(".nav a.f.on")).containsText(title);
    }

    @Test
    void whatWasThereIsShownBeforeTheServerAnswersAndThenWhatIsThere() {
        folder("Inbox").click();
        assertThat(row(here)).isVisible();
        assertThat(row(there)).hasCount(0);
        isAhead("Inbox");
        Client.imap(
                "carol",
                "INBOX",
                "STORE " + Client.search("carol:carol-demo", "INBOX", here) + " +FLAGS.SILENT (\\Deleted)");
        Client.imap("carol", "INBOX", "EXPUNGE");
        var since = word();
        deliver("carol@example.org", since, "Text");
        answer();
        assertThat(row(since)).isVisible();
        assertThat(row(here)).hasCount(0);
        isTheServers("Inbox");
    }

    @Test
    void whatIsDoneMeanwhileIsDoneToWhatIsSeen() {
        folder("Inbox").click();
        row(here).hover();
        row(here).locator("[data-act=archive]").click();
        // nothing looks as if it had been done, and what everything is, nobody knows yet
        assertThat(row(here)).isVisible();
        page.keyboard().press("*");
        page.keyboard().press("a");
        assertThat(page.locator(".bulk .picked")).not().isVisible();
        answer();
        isTheServers("Inbox");
        Client.await("the message in Archive", () -> Client.has("carol", "Archive", here));
        assertThat(row(here)).hasCount(0);
        assertThat(page.locator(".toast:last-child")).containsText("Archived");
        folder("Sent").click();
        assertThat(row(there)).isVisible();
    }

    @Test
    void whatIsDoneMeanwhileIsDoneThoughSomebodyGoesOnBeforeTheServerAnswers() {
        folder("Inbox").click();
        row(here).hover();
        row(here).locator("[data-act=archive]").click();
        page.locator(".rail a[href^=calendar]").click();
        answer();
        assertThat(page.locator(".week")).isVisible();
        assertThat(page).hasURL(Suite.web() + "/calendar");
        Client.await("the message in Archive", () -> Client.has("carol", "Archive", here));
        assertThat(page.locator(".toast:last-child")).containsText("Archived");
    }

    @Test
    void aConversationThatWasAnsweredMeanwhileIsNotDoneAway() {
        answer();
        var talk = word();
        deliver("carol@example.org", talk, 0);
        folder("Inbox").click();
        assertThat(row(talk)).isVisible();
        folder("Sent").click();
        isTheServers("Sent");
        page.route(ASKED, asked::add);
        folder("Inbox").click();
        row(talk).hover();
        row(talk).locator("[data-act=archive]").click();
        deliver("carol@example.org", "Re: " + talk, "Text", "References: <" + talk + ".0@sumbermakmur.example>");
        Client.await("the answer", () -> Client.count("carol", "INBOX", "SUBJECT " + talk) == 2);
        answer();
        isTheServers("Inbox");
        assertThat(row(talk).locator(".ct")).hasText("2");
        isTold("Nothing was done");
    }

    @Test
    void aFolderThatIsGoneIsNotShownForLong() {
        var name = "F" + word();
        page.unroute(ASKED);
        Client.imap("carol", "", "CREATE " + name);
        var message = word();
        Client.append("carol", name, message(message));
        folder(name).click();
        assertThat(row(message)).isVisible();
        folder("Sent").click();
        isTheServers("Sent");
        page.route(ASKED, asked::add);
        page.evaluate("document.querySelector('k-folders').change = () => {}");
        folder(name).click();
        assertThat(row(message)).isVisible();
        isAhead(name);
        Client.imap("carol", "", "DELETE " + name);
        answer();
        isTheServers("Inbox");
        assertThat(row(here)).isVisible();
        assertThat(row(message)).hasCount(0);
    }

    @Test
    void whatIsAskedIsSentBeforeAnyTimer() {
        answer();
        page.waitForFunction("Object.values(Vaadin.Flow.clients).every((client) => !client.isActive?.())");
        var sent = page.evaluate("""
                async () => {
                  let sent = 0;
                  const send = XMLHttpRequest.prototype.send;
                  XMLHttpRequest.prototype.send = function (...body) {
                    sent++;
                    return send.apply(this, body);
                  };
                  document.querySelector('k-mail-list .row:not(.gone)').click();
                  await null;
                  XMLHttpRequest.prototype.send = send;
                  return sent;
                }""");
        assertThat(sent).isEqualTo(1);
        assertThat(page.locator(".reader .rsub")).isVisible();
    }

    @Test
    void whereNothingIsKnownRowsAreStillToComeAfterAMomentAndNothingIsDoneToThoseThatWereThere() {
        var inArchive = word();
        Client.append("carol", "Archive", message(inArchive));
        page.unroute(ASKED);
        asked.forEach(Route::resume);
        asked.clear();
        row(there).click();
        assertThat(page.locator(".rsub")).hasText(there);
        page.route(ASKED, asked::add);
        // of timers that begin together, the shorter ends first, however busy the machine is
        var early = folder("Archive").evaluate("""
                async (link) => {
                  const ended = new Promise((end) => setTimeout(end, 100));
                  link.click();
                  await ended;
                  return document.querySelector('k-mail-list').ariaBusy;
                }""");
        assertThat(early).isNull();
        assertThat(page.locator("k-mail-list[aria-busy=true]")).isVisible();
        assertThat(row(there)).not().isVisible();
        page.keyboard().press("e");
        answer();
        assertThat(row(inArchive)).isVisible();
        assertThat(page.locator("k-mail-list[aria-busy]")).hasCount(0);
        assertThat(page.locator(".toast")).hasCount(0);
        folder("Sent").click();
        assertThat(row(there)).isVisible();
    }
}
