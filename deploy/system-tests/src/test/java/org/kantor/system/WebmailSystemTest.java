package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.swaks;

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

/** The webmail in the system's Chromium, as a person uses it. Leaves screenshots in {@code target/screenshots}. */
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
        Client.curl(
                        "bob:bob-demo",
                        "imap://127.0.0.1:" + Suite.imap() + "/INBOX",
                        "-X",
                        "STORE " + number + " +FLAGS (\\Flagged)")
                .ok();
        assertThat(row(word)).hasClass(Pattern.compile(".*starred.*"));
        row(word).click();
        assertThat(row(word)).not().hasClass(Pattern.compile(".*unread.*"));
        Client.await(
                "the message read for IMAP too",
                () -> Client.curl(
                                "bob:bob-demo", "imap://127.0.0.1:" + Suite.imap() + "/INBOX?SEEN%20SUBJECT%20" + word)
                        .output()
                        .matches("(?s).*\\* SEARCH \\d.*"));
    }

    @Test
    void remoteImagesStayBlockedUntilAskedFor() {
        var word = word();
        swaks(
                        Suite.smtp(),
                        "--from",
                        "news@shop.example",
                        "--to",
                        "dave@example.org",
                        "--header",
                        "Subject: " + word,
                        "--add-header",
                        "MIME-Version: 1.0",
                        "--add-header",
                        "Content-Type: text/html; charset=utf-8",
                        "--body",
                        "<p>Hello</p><img src=\"https://tracker.example/p.gif\"><script>document.title='owned'</script>")
                .ok();
        var asked = new java.util.concurrent.CopyOnWriteArrayList<String>();
        context.onRequest(request -> {
            if (request.url().contains("tracker.example")) {
                asked.add(request.url());
            }
        });
        signIn("dave");
        row(word).click();
        assertThat(page.frameLocator(".reader iframe").locator("body")).containsText("Hello");
        assertThat(page.locator(".reader .blocked")).isVisible();
        screenshot("blocked");
        assertThat(asked).isEmpty();
        assertThat(page.title()).doesNotContain("owned");
    }

    /** The server changes the address when it hears that a message is closed. */
    @Test
    void aLinkIsFollowedHoweverSoonAfterAMessageIsClosed() {
        var word = word();
        deliver("bob@example.org", word, "soon closed");
        signIn("bob");
        // clicked before the server has answered, when its answer comes, and while the address is being written
        for (var moment : List.of(
                "setTimeout(go)",
                "addEventListener('vaadin-navigate', () => go(), { once: true, capture: true })",
                "addEventListener('vaadin-navigate', () => setTimeout(go), { once: true, capture: true })")) {
            page.locator(".nav a[data-use=inbox]").click();
            row(word).click();
            page.waitForURL(Pattern.compile(".*/mail/[0-9]+/[0-9]+"));
            page.evaluate("() => { const go = () => document.querySelector('.rail a[href=calendar]').click(); " + moment
                    + "; }");
            page.keyboard().press("u");
            assertThat(page.locator(".week")).isVisible();
            assertThat(page).hasURL(Suite.web() + "/calendar");
            page.reload();
            assertThat(page.locator(".week")).isVisible();
            page.locator(".rail a[href=mail]").click();
        }
    }

    @Test
    void theLinkPastTheNavigationLeadsToTheHeadingOfTheSamePage() {
        signIn("bob");
        page.navigate(Suite.web() + "/calendar");
        assertThat(page.locator(".week")).isVisible();
        page.locator(".skip").press("Enter");
        assertThat(page.locator(".calhead h1")).isFocused();
        assertThat(page).hasURL(Suite.web() + "/calendar");
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
    void anAddressThatLeadsNowhereSaysSoAndLeadsBackToTheMail() {
        signIn("alice");
        for (var nowhere : List.of(
                "no/such/place",
                "mail/99999999999999999999",
                "mail/1/99999999999999999999",
                "mail/starred/1/99999999999999999999")) {
            page.navigate(Suite.web() + "/" + nowhere);
            assertThat(page.locator(".empty h1")).hasText("There is no such page");
            assertThat(page.locator(".topbar")).isVisible();
        }
        page.getByText("Go to mail").click();
        assertThat(page.locator(".nav a.f").first()).containsText("Inbox");
    }

    @Test
    void theAdministratorSeesUsers() {
        signIn("dave");
        page.navigate(Suite.web() + "/admin/users");
        assertThat(page.locator(".admin-table")).containsText("alice@example.org");
        page.getByText("Alice Hartono").first().click();
        assertThat(page.locator(".drawer")).isVisible();
        screenshot("admin-users");
    }

    @Test
    void styleSheetsAndScriptsTravelCompressedAndWhatPeopleWroteDoesNot() {
        for (var path : List.of("/ui/base.css", "/ui/kantor.js", "/aura/aura.css", "/ui/icons.svg")) {
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
