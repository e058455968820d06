package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything in a list is selected, more than the browser knows: what then means everything, and what does not. */
class SelectAllSystemTest extends BrowserSystemTest {

    private static final int MESSAGES = 120;

    private final String folder = "F" + word();
    private final String target = "T" + word();

    @BeforeEach
    void select() throws IOException {
        Client.imap("carol", "", "CREATE " + folder);
        Client.imap("carol", "", "CREATE " + target);
        put(IntStream.range(0, MESSAGES).mapToObj(number -> word()).toArray(String[]::new));
        signIn("carol");
        folder(folder).click();
        assertThat(page.locator(".lhead h1")).hasText(folder);
        assertThat(page.locator(".row").first()).isVisible();
    }

    @AfterEach
    void delete() {
        Client.imap("carol", "", "DELETE " + folder);
        Client.imap("carol", "", "DELETE " + target);
    }

    /** One message a subject, in one command (MULTIAPPEND). */
    private void put(String... subjects) throws IOException {
        try (var socket = new MailSocket(Suite.imap())) {
            socket.login("carol", "carol-demo");
            var command = new StringBuilder("b APPEND ").append(folder);
            for (var subject : subjects) {
                var message = "From: joko@sumbermakmur.example\r\nSubject: " + subject + "\r\n\r\nText\r\n";
                command.append(" {").append(message.length()).append("+}\r\n").append(message);
            }
            socket.send(command.append("\r\n").toString());
            socket.ok("b");
        }
    }

    private void selectAll() {
        page.keyboard().press("*");
        page.keyboard().press("a");
        assertThat(page.locator(".bulk .picked")).hasText(MESSAGES + " selected");
    }

    private static void awaitNumber(String path, String criterion, int number) {
        Client.await(number + " in " + path, () -> Client.count("carol", path, criterion) == number);
    }

    @Test
    void aRowsOwnButtonMeansThatRowAndDraggingMeansEverything() {
        selectAll();
        var row = page.locator(".row:not(.gone)").first();
        row.hover();
        row.locator("[data-act=archive]").click();
        assertThat(page.locator(".lhead .c")).hasText(Integer.toString(MESSAGES - 1));
        // what comes back would wait above the list, as everything that comes while all is selected
        page.keyboard().press("Escape");
        page.keyboard().press("z");
        assertThat(page.locator(".lhead .c")).hasText(Integer.toString(MESSAGES));
        awaitNumber(folder, "ALL", MESSAGES);
        selectAll();
        page.locator(".row:not(.gone)").nth(1).dragTo(folder(target));
        assertThat(page.locator(".list .empty")).isVisible();
        awaitNumber(target, "ALL", MESSAGES);
        awaitNumber(folder, "ALL", 0);
    }

    @Test
    void rowsThatTheBrowserDoesNotKnowAreMarkedReadTooAndWhatComesMeanwhileStays() throws IOException {
        Client.imap("carol", folder, "STORE 2:* +FLAGS.SILENT (\\Seen)");
        assertThat(page.locator(".row.unread")).hasCount(0);
        selectAll();
        var since = word();
        put(since);
        assertThat(page.locator(".pill")).isVisible();
        assertThat(page.locator(".bulk .picked")).hasText(MESSAGES + " selected");
        page.locator(".bulk [data-act=more]").click();
        page.locator("#row-menu [data-row=read]").click();
        awaitNumber(folder, "UNSEEN", 1);
        awaitNumber(folder, "UNSEEN SUBJECT " + since, 1);
        assertThat(row(since)).hasClass(Pattern.compile(".*unread.*"));
    }

    @Test
    void nothingMovesWhenARowIsSelectedAndSomebodyElsesDeletingIsSaid() {
        var row = page.locator(".row:not(.gone)").nth(2);
        for (var width : new int[] {1440, 1100}) {
            page.setViewportSize(width, 900);
            row.hover();
            var before = row.boundingBox().y;
            row.locator(".av").click();
            assertThat(page.locator(".bulk .picked")).hasText("1 selected");
            assertThat(row.boundingBox().y).isEqualTo(before);
            screenshot("selected-" + width);
            page.keyboard().press("Escape");
            assertThat(page.locator(".bulk .picked")).not().isVisible();
        }
        row.click();
        assertThat(page.locator(".reader .rsub")).isVisible();
        Client.imap("carol", folder, "STORE 1:* +FLAGS.SILENT (\\Deleted)");
        Client.imap("carol", folder, "EXPUNGE");
        assertThat(page.locator(".reader")).containsText("is not here any more");
        assertThat(page.locator(".reader .msg")).hasCount(0);
    }
}
