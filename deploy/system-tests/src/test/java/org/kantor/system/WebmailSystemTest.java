package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.swaks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
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
        for (var path : List.of("/", "/search?q=a", "/calendar", "/people", "/settings/appearance")) {
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
    void whatIsSearchedIsFoundInEveryFolderAndLeadsToItsMessage() {
        signIn("alice");
        var word = word();
        deliver("alice@example.org", "Laporan " + word, "Isinya penting");
        assertThat(row(word)).isVisible();
        page.keyboard().press("/");
        page.keyboard().type("from:joko laporan " + word.substring(0, 8));
        page.keyboard().press("Enter");
        assertThat(page.locator(".found .list h1")).hasText("Search results");
        assertThat(page.locator(".searchbox .in .op")).hasText(Pattern.compile("from: ?joko"));
        var found = row(word);
        assertThat(found).hasCount(1);
        assertThat(found.locator(".chip")).hasText("Inbox");
        assertThat(found.locator("mark")).hasText(new String[] {"Laporan", word});
        screenshot("search");
        found.click();
        page.waitForURL(Pattern.compile(".*/search\\?q=.*&open=[0-9]+-[0-9]+"));
        assertThat(page.locator(".reader .rsub")).containsText(word);
        assertThat(found).not().isVisible();
        page.reload();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.locator(".reader .back").click();
        assertThat(page).hasURL(Pattern.compile(".*/search\\?q=[^&]*"));
        assertThat(found).isVisible();
        assertThat(found).not().hasClass(Pattern.compile(".*unread.*"));
        page.locator(".searchbox .in .op").click();
        assertThat(page.locator(".searchbox .in .op")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile(".*search\\?q=laporan.*"));
        assertThat(found).hasCount(1);
    }

    @Test
    void aSearchTakesAnyCharacter() {
        signIn("carol");
        page.navigate(Suite.web() + "/search?q=faktur%00%01%7F%EF%BF%BF%F0%9F%93%8E");
        assertThat(page.locator(".found .list h1")).hasText("Search results");
    }

    @Test
    void aSearchWithoutHitsOffersToLookIntoSpamAndTrashToo() {
        signIn("carol");
        var word = word();
        deliver("carol@example.org", word, "soon deleted");
        row(word).click();
        page.keyboard().press("#");
        assertThat(page.locator(".toast:last-child")).isVisible();
        page.locator(".searchbox input").fill(word);
        page.keyboard().press("Enter");
        assertThat(page.locator(".found .empty h2")).containsText(word);
        screenshot("search-nothing");
        page.locator(".found .empty .btn").click();
        assertThat(row(word).locator(".chip")).hasText("Trash");
        page.locator(".searchbox .ib").click();
        assertThat(page.locator(".list h1")).hasText("Inbox");
        assertThat(page.locator(".searchbox input")).hasValue("");
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

    /** The key acts on what the newest notice offers. */
    private void takeBack() {
        assertThat(page.locator(".toast .undo").last()).isVisible();
        page.keyboard().press("z");
    }

    @Test
    void archivingIsUndoneWithOneKey() {
        var word = word();
        deliver("carol@example.org", word, "archive me");
        signIn("carol");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.keyboard().press("e");
        assertThat(row(word)).hasCount(0);
        Client.await(
                "the message in Archive",
                () -> !Client.search("carol:carol-demo", "Archive", word).isEmpty());
        takeBack();
        assertThat(row(word)).isVisible();
        Client.await(
                "the message in the inbox again",
                () -> !Client.search("carol:carol-demo", "INBOX", word).isEmpty());
    }

    @Test
    void aMessageIsWrittenAndReachesBobAndTheSentFolder() {
        signIn("alice");
        var word = word();
        page.keyboard().press("c");
        var composer = page.locator(".composer");
        assertThat(composer).isVisible();
        composer.locator("input").first().fill("bob@example.org");
        page.keyboard().press("Enter");
        composer.locator("input.subject").fill(word);
        composer.locator(".rich [contenteditable], .rich[contenteditable]")
                .first()
                .click();
        page.keyboard().type("Halo Bob");
        screenshot("composer");
        composer.locator(".send").first().click();
        assertThat(composer).hasCount(0);
        assertThat(Client.awaitMessage("bob:bob-demo", word)).contains("Halo Bob");
        Client.await(
                "the copy in Sent",
                () -> !Client.search("alice:alice-demo", "Sent", word).isEmpty());
    }

    @Test
    void aDiscardedDraftComesBackWithOneKey() {
        signIn("carol");
        var word = word();
        page.keyboard().press("c");
        page.locator(".composer input.subject").fill(word);
        Client.await(
                "the draft kept",
                () -> !Client.search("carol:carol-demo", "Drafts", word).isEmpty());
        page.locator(".composer [data-do=discard]").click();
        assertThat(page.locator(".composer")).isHidden();
        page.locator(".toast:last-child .undo").click();
        assertThat(page.locator(".composer input.subject")).hasValue(word);
        page.locator(".composer [data-do=discard]").click();
        Client.await(
                "the draft gone",
                () -> Client.search("carol:carol-demo", "Drafts", word).isEmpty());
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

    private static String log() {
        try {
            return Files.readString(Suite.HOME.resolve("logs").resolve("server.log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    void signingOutMeansOutInKeycloakToo() {
        signIn("alice");
        page.locator(".face-button").click();
        page.locator("#sign-out").click();
        page.waitForURL(Pattern.compile(".*/realms/kantor/.*|.*/sign-out.*|.*signed-out.*"));
        page.navigate(Suite.web() + "/");
        assertThat(page.locator("#username")).isVisible();
        screenshot("login");
    }

    @Test
    void theAdministratorSeesUsersAndNobodyElseDoes() {
        signIn("dave");
        page.navigate(Suite.web() + "/admin/users");
        assertThat(page.locator(".admin-table")).containsText("alice@example.org");
        page.getByText("Alice Hartono").first().click();
        assertThat(page.locator(".drawer")).isVisible();
        screenshot("admin-users");
        close();
        open();
        signIn("bob");
        page.navigate(Suite.web() + "/admin/users");
        assertThat(page.locator(".app, body").first()).isVisible();
        assertThat(page.locator(".admin-table")).hasCount(0);
    }

    @Test
    void anAppPasswordMadeInTheSettingsOpensImap() {
        signIn("carol");
        page.navigate(Suite.web() + "/settings/devices");
        page.getByText("New app password").click();
        page.locator("vaadin-dialog vaadin-text-field input").first().fill("curl");
        page.getByText("Make password").click();
        var secret = page.locator("#app-password").textContent();
        assertThat(Client.curl("carol:" + secret, "imap://127.0.0.1:" + Suite.imap() + "/INBOX?ALL")
                        .ok()
                        .output())
                .contains("* SEARCH");
    }

    @Test
    void styleSheetsAndScriptsTravelCompressedAndWhatPeopleWroteDoesNot() {
        for (var path : List.of("/ui/base.css", "/ui/kantor.js", "/aura/aura.css", "/ui/icons.svg")) {
            assertThat(head(path)).as(path).containsIgnoringCase("content-encoding: gzip");
        }
        assertThat(head("/")).doesNotContainIgnoringCase("content-encoding");
    }

    private static String head(String path) {
        return Client.run(
                        "curl", "-sS", "-o", "/dev/null", "-D", "-", "-H", "Accept-Encoding: gzip", Suite.web() + path)
                .ok()
                .output();
    }

    @Test
    void everyMainScreenIsDrawnAtEverySizeAndScheme() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            open(new Browser.NewContextOptions()
                    .setViewportSize(1440, 900)
                    .setLocale("en-GB")
                    .setColorScheme(scheme));
            signIn("alice");
            for (var place : List.of("mail", "calendar", "people", "settings")) {
                page.navigate(Suite.web() + "/" + (place.equals("mail") ? "" : place));
                assertThat(page.locator(".main > *").first()).isVisible();
                for (var width : List.of(1440, 1024, 390)) {
                    page.setViewportSize(width, width == 390 ? 844 : 900);
                    page.waitForCondition(
                            () -> (Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"));
                    screenshot(place + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
                }
                page.setViewportSize(1440, 900);
            }
        }
    }

    // ---- people, with CardDAV beside them ----

    @Test
    void aContactOfAnotherClientAppearsAndADeletedOneIsBroughtBack() {
        var word = word();
        var resource = Client.dav("addressbooks", "bob") + word + ".vcf";
        signIn("bob");
        page.navigate(Suite.web() + "/people");
        assertThat(page.locator(".plist h1")).isVisible();
        Client.put(
                "bob",
                resource,
                "text/vcard",
                "BEGIN:VCARD\nVERSION:3.0\nUID:%s\nFN:Aaa %s\nN:%s;Aaa;;;\nX-KEPT:yes\nEND:VCARD\n"
                        .formatted(word, word, word));
        var line = page.locator(".prow").filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(word));
        line.click();
        assertThat(page.locator(".ppage .rsub")).containsText(word);
        page.locator(".pbar button").nth(2).click();
        assertThat(line).isHidden();
        takeBack();
        assertThat(line).isVisible();
        assertThat(Client.curl("bob:bob-demo", resource).ok().output()).contains("X-KEPT:yes");
        Client.curl("bob:bob-demo", resource, "-f", "-X", "DELETE").ok();
        assertThat(line).isHidden();
    }

    private static void putCard(String resource, String uid, String lines) {
        Client.put(
                "bob",
                resource,
                "text/vcard",
                "BEGIN:VCARD\nVERSION:3.0\nUID:%s\n%s\nEND:VCARD\n".formatted(uid, lines));
    }

    @Test
    void theLinksOfGroupsStayWhileSomebodySearchesAndEachHasAName() {
        var word = word();
        var resource = Client.dav("addressbooks", "bob") + word + ".vcf";
        putCard(resource, word, "FN:\nX-ADDRESSBOOKSERVER-KIND:group");
        signIn("bob");
        page.navigate(Suite.web() + "/people");
        var link = page.locator(".nav a.f").getByText("(no name)");
        assertThat(link).isVisible();
        link.evaluate("element => element.closest('a').dataset.kept = 'yes'");
        page.locator(".psearch input").fill(word);
        assertThat(page.locator(".plist .pnobody")).isVisible();
        assertThat(page.locator(".nav a[data-kept]")).hasCount(1);
        link.click();
        assertThat(page.locator(".plist h1")).hasText("(no name)");
        assertThat(page.locator(".gpage .rsub")).hasText("(no name)");
        Client.curl("bob:bob-demo", resource, "-f", "-X", "DELETE").ok();
    }

    @Test
    void aGroupsPageIsReachedAndStaysWhereThereIsNoRoomBesideTheList() {
        var word = word();
        var book = Client.dav("addressbooks", "bob");
        for (var one : List.of("a", "b")) {
            putCard(
                    book + word + one + ".vcf",
                    word + one,
                    "FN:Person %s %s\nEMAIL:%s@b.example".formatted(one, word, one + word));
        }
        for (var width : List.of(768, 390)) {
            putCard(book + word + ".vcf", word, "FN:Team %s\nX-ADDRESSBOOKSERVER-KIND:group".formatted(word));
            open(new com.microsoft.playwright.Browser.NewContextOptions()
                    .setViewportSize(width, 800)
                    .setLocale("en-GB"));
            signIn("bob");
            page.navigate(Suite.web() + "/people/mine?group=Team%20" + word);
            assertThat(page.locator(".plist h1")).hasText("Team " + word);
            org.assertj.core.api.Assertions.assertThat(page.locator(".plist").boundingBox().width)
                    .isGreaterThan(page.locator(".main").boundingBox().width - 2);
            page.locator(".gtools").click();
            var members = page.locator(".gmembers .person");
            for (var one : List.of("a", "b")) {
                page.locator(".gpage .padd input").fill("person " + one + " " + word);
                page.locator("vaadin-combo-box-item:visible")
                        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Person " + one))
                        .click();
                assertThat(members.filter(
                                new com.microsoft.playwright.Locator.FilterOptions().setHasText("Person " + one)))
                        .isVisible();
            }
            members.first().locator("button").click();
            assertThat(members).hasCount(1);
            assertThat(members).isVisible();
            screenshot("group-" + width);
            page.locator(".gpage .back").click();
            assertThat(page.locator(".gpage")).isHidden();
            assertThat(page.locator(".prow")).hasCount(1);
            assertThat(page.locator(".prow")).isVisible();
        }
        for (var one : List.of("a", "b", "")) {
            Client.curl("bob:bob-demo", book + word + one + ".vcf", "-f", "-X", "DELETE")
                    .ok();
        }
    }

    // ---- folders ----

    private static String folders(String user) {
        return Client.curl(user + ":" + user + "-demo", "imap://127.0.0.1:" + Suite.imap() + "/", "-X", "LSUB \"\" *")
                .ok()
                .output();
    }

    private com.microsoft.playwright.Locator folder(String word) {
        return page.locator(".nav a.f").filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(word));
    }

    private void inFolderMenu(String word, String item) {
        folder(word)
                .click(new com.microsoft.playwright.Locator.ClickOptions()
                        .setButton(com.microsoft.playwright.options.MouseButton.RIGHT));
        page.locator("#folder-menu:popover-open").getByText(item).click();
    }

    @Test
    void aFolderIsMadeRenamedAndDeletedWithTheWayBack() {
        var word = word();
        signIn("carol");
        page.locator("#new-folder").click();
        page.locator(".folderform input").fill(word);
        page.keyboard().press("Enter");
        assertThat(folder(word)).isVisible();
        assertThat(folders("carol")).contains(word);
        inFolderMenu(word, "Rename folder");
        page.locator(".folderform input").fill(word + "x");
        page.locator(".folderform .btn.primary").click();
        assertThat(folder(word + "x")).isVisible();
        assertThat(folders("carol")).contains(word + "x");
        folder(word + "x").click();
        assertThat(page.locator(".lhead h1")).hasText(word + "x");
        inFolderMenu(word + "x", "Delete folder");
        assertThat(folder(word)).hasCount(0);
        assertThat(page.locator(".lhead h1")).hasText("Inbox");
        assertThat(folders("carol")).doesNotContain(word);
        takeBack();
        assertThat(folder(word + "x")).isVisible();
    }

    // ---- news, and the session's end ----

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

    @Test
    void aPageWhoseSessionIsGoneLoadsAgainByItself() {
        signIn("bob");
        assertThat(page.locator(".row").first()).isVisible();
        page.evaluate("window.before = true");
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("KANTORSESSION"));
        page.locator(".row").nth(1).click();
        page.waitForFunction("() => !window.before && document.querySelector('.row')");
        page.locator(".row").nth(1).click();
        assertThat(page.locator(".reader .rsub")).isVisible();
    }

    @Test
    void whatIsBeingWrittenStaysWhenTheSessionIsGone() {
        signIn("bob");
        page.keyboard().press("c");
        page.locator(".composer input.subject").fill("half a thought");
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("KANTORSESSION"));
        page.locator(".composer input.subject").pressSequentially(" more");
        assertThat(page.locator(".connection.over")).isVisible();
        assertThat(page.locator(".composer input.subject")).hasValue("half a thought more");
        page.locator(".connection .again").click();
        assertThat(page.locator(".composer input.subject")).hasValue("half a thought more");
        page.locator(".composer [data-do=discard]").click();
    }

    @Test
    void anAnswerOfKeycloakThatNobodyAskedForLogsNobodyIn() {
        page.navigate(Suite.web() + "/?code=00000000-0000-0000-0000-000000000000&state=forged");
        assertThat(page.locator(".app")).hasCount(0);
        var signedIn = context.cookies().stream().anyMatch(cookie -> cookie.name.equals("KANTORSESSION"))
                && context.request().get(Suite.web() + "/").text().contains("v-outlet");
        assertThat(signedIn).isFalse();
        signIn("alice");
    }

    /** The answer fits the log-in that the second tab began, not the first's. */
    @Test
    void whoeverLogsInWithTwoTabsOpenIsIn() {
        page.navigate(Suite.web() + "/");
        assertThat(page.locator("#username")).isVisible();
        try (var second = context.newPage()) {
            second.navigate(Suite.web() + "/");
            assertThat(second.locator("#username")).isVisible();
            page.fill("#username", "carol");
            page.fill("#password", "carol-demo");
            page.keyboard().press("Enter");
            assertThat(page.locator(".app")).isVisible();
        }
    }

    @Test
    void theAddressOfAMessageLeadsThroughTheLogInToIt() {
        var word = word();
        deliver("carol@example.org", word, "deep link");
        signIn("carol");
        row(word).click();
        page.waitForURL(Pattern.compile(".*/mail/[0-9]+/[0-9]+"));
        assertThat(page.locator(".reader .rsub")).containsText(word);
        var address = page.url();
        page.goBack();
        assertThat(page.locator(".reader.closed")).hasCount(1);
        close();
        open();
        page.navigate(address);
        page.fill("#username", "carol");
        page.fill("#password", "carol-demo");
        page.keyboard().press("Enter");
        assertThat(page.locator(".reader .rsub")).containsText(word);
    }
}
