package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the webmail: how it comes up, what it hears of while it is open, and what it shows when something fails. Leaves screenshots in {@code target/screenshots}. */
class WebmailSystemTest extends BrowserSystemTest {

    private static String log() {
        try {
            return Files.readString(Suite.HOME.resolve("logs").resolve("server.log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(String path) {
        return Client.run(
                        "curl", "-sS", "-o", "/dev/null", "-D", "-", "-H", "Accept-Encoding: gzip", Suite.web() + path)
                .ok()
                .output();
    }

    @Test
    void newMailAppearsWithoutAReloadAndIsRead() {
        signIn("alice");
        assertThat(page.locator(".nav a.f").first()).containsText("Inbox");
        var word = word();
        deliver("alice@example.org", word, "Selamat pagi dari Jakarta");
        assertThat(row(word)).isVisible();
        assertThat(row(word)).hasClass(Pattern.compile(".*unread.*"));
        screenshot("list");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        assertThat(page.frameLocator(".reader iframe").locator("body")).containsText("Selamat pagi dari Jakarta");
        assertThat(row(word)).not().hasClass(Pattern.compile(".*unread.*"));
        screenshot("reader");
    }

    @Test
    void aPageComesUpWhileItsFormerSelfIsStillThere() {
        // a page that is left says so; loaded again quickly, or when its browser died, the server has not heard of it
        page.addInitScript("navigator.sendBeacon = () => true");
        signIn("bob");
        for (var path : List.of("/", "/search?q=a", "/calendar", "/people", "/settings")) {
            for (var i = 0; i < 3; i++) {
                page.navigate(Suite.web() + path);
                assertThat(page.locator(".main > *")).isVisible();
                assertThat(page.locator(".empty .mono")).hasCount(0);
            }
        }
    }

    @Test
    void aPageAsksForItsViewOnceAndBeforeItsScriptsAreThere() {
        signIn("bob");
        var asked = new ArrayList<Response>();
        var scripts = new ArrayList<Route>();
        page.onResponse(response -> {
            if (response.url().contains("v-r=init")) {
                asked.add(response);
                scripts.forEach(Route::resume);
            }
        });
        page.route(Pattern.compile(".*/VAADIN/build/indexhtml-.*"), route -> {
            if (asked.isEmpty()) {
                scripts.add(route);
            } else {
                route.resume();
            }
        });
        page.navigate(Suite.web() + "/");
        assertThat(page.locator(".nav a.f.on")).containsText("Inbox");
        // links go on working, and the outlet has one view in it
        page.locator(".rail a").nth(1).click();
        assertThat(page.locator(".main .cal")).isVisible();
        assertThat(page.locator(".app")).hasCount(1);
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().text()).contains("k-mail-list");
    }

    /** Components that a page of mail does not need are defined later, all of them at once when one is made. */
    @Test
    void aPageWithOtherComponentsThanMailHasThemWhole() {
        signIn("dave");
        var failures = new ArrayList<String>();
        page.onPageError(failures::add);
        page.navigate(Suite.web() + "/gallery");
        assertThat(page.locator(".main vaadin-combo-box").first()).isVisible();
        var components =
                ".main :is(vaadin-combo-box, vaadin-date-picker, vaadin-select, vaadin-text-area, vaadin-virtual-list)";
        assertThat(page.locator(components + ":not(:defined)")).hasCount(0);
        assertThat(failures).isEmpty();
    }

    @Test
    void whatAChangeLeavesAsItWasIsNotSentAgain() {
        signIn("carol");
        assertThat(page.locator(".folders a.f.on")).isVisible();
        page.evaluate("window.former = [...document.querySelectorAll('.nav a.f:not(.on) > *')]");
        var word = word();
        deliver("carol@example.org", word, "One more");
        assertThat(row(word)).isVisible();
        assertThat(page.evaluate("window.former.length > 10 && window.former.every(part => part.isConnected)"))
                .isEqualTo(true);
    }

    @Test
    void aFlagSetByAnotherClientShowsAtOnceAndOneSetHereIsSeenThere() {
        var word = word();
        deliver("bob@example.org", word, "flags");
        var number = Client.await("the message", () -> {
            var found = Client.search("bob:bob-demo", "INBOX", word);
            return found.isEmpty() ? null : found;
        });
        signIn("bob");
        assertThat(row(word)).isVisible();
        Client.imap("bob", "INBOX", "STORE " + number + " +FLAGS (\\Flagged)");
        assertThat(row(word)).hasClass(Pattern.compile(".*starred.*"));
        row(word).click();
        assertThat(row(word)).not().hasClass(Pattern.compile(".*unread.*"));
        Client.await("the message read for IMAP too", () -> Client.finds("bob", "INBOX", "SEEN SUBJECT " + word));
    }

    /** The gallery fails where it is asked to: in the view, in what is around it, in the answer to the browser, in a button. */
    @Test
    void whateverFailsThePageWithItsNumberIsShownAndLeadsOn() {
        signIn("alice");
        for (var part : List.of("view", "frame", "answer")) {
            page.navigate(Suite.web() + "/gallery?fails=" + part);
            assertThat(page.locator("[role=alert] h1")).hasText("This page could not be shown");
            var number = page.locator("[role=alert] .mono");
            assertThat(number).hasText(Pattern.compile("KTR-[0-9A-F]{4}-[0-9A-F]{4}"));
            var told = number.textContent();
            Client.await("the failure " + told + " in the log", () -> log().contains("Failure " + told));
            screenshot("failed-" + part);
            page.getByText("Try again").click();
            assertThat(number).not().hasText(told);
            assertThat(page.locator("[role=alert] h1")).hasText("This page could not be shown");
        }
        // what Flow has no page for
        page.navigate(Suite.web() + "/?v-r=heartbeat&v-uiId=none");
        assertThat(page.locator("[role=alert] .mono")).hasText(Pattern.compile("KTR-[0-9A-F]{4}-[0-9A-F]{4}"));
        page.navigate(Suite.web() + "/gallery?fails=button");
        page.getByText("Fail", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator(".toastpos .toast:last-child"))
                .containsText(Pattern.compile("KTR-[0-9A-F]{4}-[0-9A-F]{4}"));
    }

    @Test
    void styleSheetsAndScriptsTravelCompressedAndWhatPeopleWroteDoesNot() {
        for (var path : List.of("/ui/base.css", "/ui/kantor.js", "/ui/icons.svg")) {
            assertThat(head(path)).as(path).containsIgnoringCase("content-encoding: gzip");
        }
        assertThat(head("/")).doesNotContainIgnoringCase("content-encoding");
    }

    @Test
    void newMailIsAnnouncedAndCountedInTheTitle() {
        signIn("dave");
        page.navigate(Suite.web() + "/calendar");
        assertThat(page.locator(".week")).isVisible();
        deliver("dave@example.org", word(), "hello");
        assertThat(page.locator(".new-mail[aria-live=polite]")).hasText(Pattern.compile("1 new message from joko.*"));
        assertThat(page.locator(".rail a.news")).hasCount(1);
        page.locator(".rail a.news").click();
        assertThat(page.locator(".rail a.news")).hasCount(0);
        assertThat(page).hasTitle(Pattern.compile("\\([0-9]+\\) Inbox - Kantor"));
    }
}
