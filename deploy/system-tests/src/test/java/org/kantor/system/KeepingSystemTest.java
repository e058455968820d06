package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That nothing somebody did or wrote is lost: without a connection, with a page that is left, with a session that ends. */
class KeepingSystemTest extends WritingSystemTest {

    private void archiveWithoutConnection(String word) {
        assertThat(row(word)).isVisible();
        page.evaluate("window.mark = true");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        context.setOffline(true);
        page.keyboard().press("e");
        assertThat(page.locator(".connection")).isVisible();
        context.setOffline(false);
        Client.await("what was done without a connection", () -> Client.has("carol", "Archive", word));
        assertThat(page.locator(".connection")).isHidden();
        assertThat(page.evaluate("window.mark")).isEqualTo(true);
    }

    @Test
    void whatIsDoneWithoutAConnectionIsDoneWhenItIsBackAndTheBarGoes() {
        var words = new String[] {word(), word()};
        for (var word : words) {
            deliver("carol@example.org", word, "x");
        }
        signIn("carol");
        archiveWithoutConnection(words[0]);
        page.reload();
        archiveWithoutConnection(words[1]);
    }

    @Test
    void aFileWaitsForTheConnectionAndIsNamedWhereAPageThatIsLoadedAnewDoesNotHaveIt() {
        signIn("carol");
        var word = word();
        compose();
        composer(page).locator("input.subject").fill(word);
        assertThat(composer(page).locator(".saved")).containsText("saved");
        context.setOffline(true);
        page.setInputFiles(
                "k-composer .file-input >> nth=0", new FilePayload("catatan.txt", "text/plain", new byte[9]));
        var file = composer(page).locator(".att .file");
        assertThat(file).containsText("goes on by itself");
        screenshot("upload-waits");
        file.locator(".linkbtn").click();
        assertThat(file).containsText("goes on by itself");
        context.setOffline(false);
        assertThat(file.locator(".quota")).hasCount(0);
        Client.await("the file in the draft", () -> draft("carol", word).contains("catatan.txt"));
        isKept(page, 0);
        // under way when the page goes
        var door = Pattern.compile(".*/VAADIN/dynamic/resource/.*");
        page.route(door, Route::abort);
        page.setInputFiles("k-composer .file-input >> nth=0", new FilePayload("kedua.txt", "text/plain", new byte[9]));
        assertThat(file.last()).containsText("goes on by itself");
        isKept(page, 1);
        page.unroute(door);
        page.onDialog(Dialog::accept);
        page.reload();
        assertThat(composer(page).locator(".problem")).containsText("have to be attached again: kedua.txt");
        assertThat(file).hasCount(1);
        assertThat(file).containsText("catatan.txt");
        isKept(page, 0);
        composer(page).locator("[data-do=discard]").click();
    }

    @Test
    void aMessageThatIsRefusedBelowAnotherOnAPhoneSaysSoAndIsShown() {
        signIn("carol");
        assertThat(page.locator(".row").first()).isVisible();
        var subjects = List.of(word(), word());
        var open = page.locator("k-composer:not(.small, .sending)");
        for (var subject : subjects) {
            page.evaluate("document.activeElement.blur()");
            page.keyboard().press("c");
            assertThat(open.locator("k-recipients input").first()).isFocused();
            page.keyboard().type("nobody-" + subject + "@example.org,");
            open.locator("input.subject").fill(subject);
        }
        page.setViewportSize(390, 844);
        var more = page.locator(".docked > .more");
        more.click();
        page.locator("#docked-menu .mi").click();
        assertThat(open.locator("input.subject")).hasValue(subjects.getFirst());
        context.setOffline(true);
        open.locator("input.subject").press("Control+Enter");
        assertThat(open.locator("input.subject")).hasValue(subjects.getLast());
        open.locator(".rich").click();
        page.keyboard().type("lanjut ");
        context.setOffline(false);
        assertThat(more).containsText("Not sent: " + subjects.getFirst());
        screenshot("refused-below");
        page.keyboard().type("terus");
        assertThat(open.locator(".rich")).containsText("lanjut terus");
        more.click();
        assertThat(open.locator(".problem")).containsText("nobody here with the address nobody-" + subjects.getFirst());
    }

    @Test
    void onAPhoneTheBarLiesOverNothingThatIsWrittenWith() {
        signIn("carol");
        page.setViewportSize(390, 844);
        var word = word();
        compose();
        composer(page).locator("k-recipients input").first().fill("carol@example.org,");
        composer(page).locator("input.subject").fill(word);
        assertThat(composer(page).locator(".saved")).containsText("saved");
        context.setOffline(true);
        composer(page).locator(".rich").focus();
        page.keyboard().type("tanpa sambungan");
        var bar = page.locator(".connection");
        assertThat(bar).isVisible();
        page.waitForCondition(() -> composer(page).boundingBox().y >= bar.boundingBox().y + bar.boundingBox().height);
        screenshot("connection-phone");
        composer(page).locator("[data-do=send]").click();
        context.setOffline(false);
        assertThat(bar).isHidden();
        page.waitForCondition(() -> page.locator(".topbar").boundingBox().y == 0);
        assertThat(row(word).first()).isVisible();
    }

    @Test
    void theBarGoesThoughNothingWasDoneThatTheServerAnswers() {
        signIn("carol");
        assertThat(page.locator(".row").first()).isVisible();
        for (var time = 0; time < 2; time++) {
            context.setOffline(true);
            page.keyboard().press("j");
            assertThat(page.locator(".connection")).isVisible();
            context.setOffline(false);
            assertThat(page.locator(".connection")).isHidden();
        }
    }

    @Test
    void whoeverWritesWithoutAConnectionIsNotToldThatTheSessionIsOver() {
        signIn("carol");
        page.reload();
        var word = word();
        compose();
        composer(page).locator("input.subject").fill(word);
        assertThat(composer(page).locator(".saved")).containsText("saved");
        context.setOffline(true);
        composer(page).locator(".rich").focus();
        page.keyboard().type("tanpa sambungan");
        assertThat(page.locator(".connection")).isVisible();
        assertThat(page.locator(".connection.over")).hasCount(0);
        context.setOffline(false);
        assertThat(page.locator(".connection")).isHidden();
        assertThat(composer(page).locator(".saved")).containsText("saved");
        assertThat(page.locator(".connection.over")).hasCount(0);
        Client.await(
                "what was written meanwhile",
                () -> Client.finds("carol", "Drafts", "SUBJECT " + word + " BODY sambungan"));
    }

    @Test
    void aDiscardedDraftIsGoneAtOnceAndUndoBringsItBackAsItWas() {
        signIn("carol");
        var word = word();
        compose();
        composer(page).locator("input.subject").fill(word);
        Client.await("the draft", () -> Client.has("carol", "Drafts", word));
        composer(page).locator("[data-do=discard]").click();
        assertThat(page.locator(".toast:last-child")).containsText("discarded");
        page.navigate(Suite.web() + "/calendar");
        assertThat(page.locator(".week")).isVisible();
        assertThat(Client.has("carol", "Drafts", word)).isFalse();
        page.navigate(Suite.web() + "/");
        var other = word();
        compose();
        composer(page).locator("input.subject").fill(other);
        Client.await("the draft", () -> Client.has("carol", "Drafts", other));
        composer(page).locator("[data-do=discard]").click();
        Client.await("the draft gone", () -> !Client.has("carol", "Drafts", other));
        page.locator(".toast:last-child .undo").click();
        assertThat(composer(page).locator("input.subject")).hasValue(other);
        Client.await("the draft back", () -> Client.has("carol", "Drafts", other));
        composer(page).locator("input.subject").fill(other + " lagi");
        assertThat(composer(page).locator(".saved")).containsText("saved");
        assertThat(Client.search("carol:carol-demo", "Drafts", other).strip().split(" "))
                .hasSize(1);
    }

    @Test
    void formerVersionsOfADraftAreNothingToRecoverAndADiscardedDraftIs() {
        signIn("carol");
        var word = word();
        compose();
        for (var version = 1; version < 4; version++) {
            composer(page).locator("input.subject").fill(word + "v" + version);
            var now = version;
            Client.await("the version", () -> Client.has("carol", "Drafts", word + "v" + now));
        }
        composer(page).locator("[data-do=discard]").click();
        Client.await("the draft gone", () -> !Client.has("carol", "Drafts", word));
        page.navigate(Suite.web() + "/mail/recover");
        assertThat(page.locator("[role=listitem]").filter(new Locator.FilterOptions().setHasText(word)))
                .hasCount(1);
        assertThat(page.locator("[role=listitem]").filter(new Locator.FilterOptions().setHasText(word)))
                .containsText(word + "v3");
    }

    @Test
    void whoeverDeletesForGoodIsToldHowLongItCanBeHadBack() {
        var word = word();
        deliver("carol@example.org", word, "x");
        signIn("carol");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.keyboard().press("#");
        Client.await("the message in Trash", () -> Client.has("carol", "Trash", word));
        page.locator(".nav a.f")
                .filter(new Locator.FilterOptions().setHasText("Trash"))
                .click();
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.keyboard().press("#");
        assertThat(page.locator("dialog[open]")).containsText("have it back for 30 days");
        page.keyboard().press("Escape");
    }

    // ---- what is written and not on the server yet ----

    @Test
    void whatIsTypedRightBeforeThePageIsLeftIsThereAgainAndOnlyOnce() {
        signIn("carol");
        for (var saved : List.of(false, true)) {
            page.navigate(Suite.web() + "/");
            var word = word();
            compose();
            composer(page).locator("input.subject").fill(word);
            if (saved) {
                Client.await("the draft", () -> drafts("carol", word).length == 1);
                assertThat(composer(page).locator(".saved")).containsText("saved");
                composer(page).locator(".rich").focus();
                page.keyboard().type("terakhir");
            }
            page.navigate(Suite.web() + "/calendar");
            assertThat(page.locator(".toast:last-child")).containsText("here again");
            assertThat(composer(page).locator("input.subject")).hasValue(word);
            if (saved) {
                assertThat(composer(page).locator(".rich")).containsText("terakhir");
            }
            assertThat(drafts("carol", word)).hasSize(1);
            isKept(page, 0);
            composer(page).locator("[data-do=discard]").click();
            Client.await("the draft gone", () -> drafts("carol", word).length == 0);
        }
        page.reload();
        assertThat(page.locator(".app")).isVisible();
        assertThat(page.locator(".toast:last-child")).hasCount(0);
    }

    @Test
    void anAnswerThatWasNeverSavedKeepsWhatItAnswers() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.keyboard().press("r");
        assertThat(composer(page).locator(".person")).containsText("joko");
        page.keyboard().type("Setuju");
        page.navigate(Suite.web() + "/calendar");
        assertThat(composer(page).locator("input.subject")).hasValue("Re: " + word);
        var draft = draft("carol", word);
        assertThat(draft)
                .contains("In-Reply-To: <" + word + ".0@sumbermakmur.example>")
                .contains("Setuju");
        composer(page).locator("[data-do=discard]").click();
    }

    @Test
    void whatWasWrittenInATabThatIsClosedLiesInDraftsAndCanBeOpened() {
        signIn("carol");
        var word = word();
        var other = context.newPage();
        other.navigate(Suite.web() + "/calendar");
        assertThat(other.locator(".week")).isVisible();
        page.bringToFront();
        compose();
        context.setOffline(true);
        composer(page).locator("input.subject").fill(word);
        isKept(page, 1);
        page.close();
        context.setOffline(false);
        page = context.newPage();
        page.navigate(Suite.web() + "/calendar");
        assertThat(page.locator(".toast:last-child")).containsText("lies among Drafts");
        assertThat(drafts("carol", word)).hasSize(1);
        assertThat(composer(page)).hasCount(0);
        page.locator(".toast:last-child button").click();
        assertThat(composer(page).locator("input.subject")).hasValue(word);
        isKept(page, 0);
    }

    @Test
    void whatIsOpenInAnotherTabIsLeftToIt() {
        signIn("carol");
        var word = word();
        compose();
        composer(page).locator("input.subject").fill(word);
        context.setOffline(true);
        composer(page).locator("input.subject").fill(word + "lagi");
        isKept(page, 1);
        context.setOffline(false);
        var other = context.newPage();
        other.navigate(Suite.web() + "/calendar");
        assertThat(other.locator(".week")).isVisible();
        Client.await("the draft saved from where it is written", () -> drafts("carol", word + "lagi").length == 1);
        assertThat(drafts("carol", word)).hasSize(1);
        assertThat(other.locator(".toast:last-child")).hasCount(0);
        isKept(page, 0);
    }

    @Test
    void whatIsWrittenWhileTheServerIsStartedAnewIsThereAgain() throws IOException, InterruptedException {
        signIn("bob");
        var word = word();
        compose();
        composer(page).locator("input.subject").fill(word);
        Client.await("the draft", () -> drafts("bob", word).length == 1);
        assertThat(composer(page).locator(".saved")).containsText("saved");
        Admin.kantor("stop", "server");
        composer(page).locator(".rich").focus();
        page.keyboard().type("selama server mati");
        assertThat(page.locator(".connection")).isVisible();
        var start = Admin.begin("start", "server");
        assertThat(page.locator(".connection.over"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
        screenshot("keeping-over");
        page.keyboard().type(" dan sesudahnya");
        page.locator(".connection .again").click();
        assertThat(composer(page).locator(".rich"))
                .containsText(
                        "selama server mati dan sesudahnya",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(120_000));
        assertThat(composer(page).locator("input.subject")).hasValue(word);
        assertThat(drafts("bob", word)).hasSize(1);
        composer(page).locator("[data-do=discard]").click();
        assertThat(start.waitFor()).isZero();
    }

    @Test
    void aBrowserThatIsKilledLosesNothing() throws IOException {
        var profile = Files.createTempDirectory("kantor-browser-");
        var word = word();
        try (var first = persistent(profile)) {
            page = first.pages().getFirst();
            signIn("bob");
            compose();
            composer(page).locator("input.subject").fill(word);
            Client.await("the draft", () -> drafts("bob", word).length == 1);
            first.setOffline(true);
            composer(page).locator(".rich").focus();
            page.keyboard().type("belum disimpan");
            Client.await("the last word in the browser", () -> keptText(page).contains("belum disimpan"));
            ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains(profile.toString()))
                    .forEach(ProcessHandle::destroyForcibly);
        } catch (PlaywrightException e) {
            // it was killed
        }
        for (var lock : List.of("SingletonLock", "SingletonCookie", "SingletonSocket")) {
            Files.deleteIfExists(profile.resolve(lock));
        }
        try (var again = persistent(profile)) {
            page = again.newPage();
            page.navigate(Suite.web() + "/");
            if (page.locator("#username").count() > 0) {
                signIn("bob");
            }
            assertThat(page.locator(".toast:last-child")).containsText("lies among Drafts");
            page.locator(".toast:last-child button").click();
            assertThat(composer(page).locator(".rich")).containsText("belum disimpan");
            assertThat(drafts("bob", word)).hasSize(1);
            composer(page).locator("[data-do=discard]").click();
        }
    }

    private static BrowserContext persistent(Path profile) {
        return browser.browserType()
                .launchPersistentContext(
                        profile,
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(executable())
                                .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    @Test
    void whatWasSentIsNotTakenUpAgainThoughTheAnswerWasLost() {
        signIn("carol");
        var word = word();
        compose();
        page.keyboard().type("bob@example.org");
        page.keyboard().press("Enter");
        composer(page).locator("input.subject").fill(word);
        assertThat(composer(page).locator(".saved")).containsText("saved");
        page.route(ASKED, route -> {
            route.fetch();
            route.abort();
        });
        page.keyboard().press("Control+Enter");
        // the page's requests are passed on only while it is waited for the page
        page.waitForCondition(
                () -> Client.has("bob", "INBOX", word), new Page.WaitForConditionOptions().setTimeout(60_000));
        isKept(page, 1);
        page.close();
        page = context.newPage();
        page.navigate(Suite.web() + "/calendar");
        assertThat(page.locator(".week")).isVisible();
        isKept(page, 0);
        assertThat(drafts("carol", word)).isEmpty();
        assertThat(Client.search("bob:bob-demo", "INBOX", word).split(" ")).hasSize(1);
    }

    // ---- sessions ----

    @Test
    void whoeverSignsOutWhileWritingHasADraftAndLeavesNothingInTheBrowser() {
        signIn("carol");
        var word = word();
        compose();
        composer(page).locator("input.subject").fill(word);
        page.evaluate("document.querySelector('#sign-out').click()");
        assertThat(page.locator("#username")).isVisible();
        assertThat(drafts("carol", word)).hasSize(1);
        signIn("carol");
        assertThat(page.locator(".row").first()).isVisible();
        isKept(page, 0);
        assertThat(page.locator(".toast:last-child")).hasCount(0);
    }

    @Test
    void aBrowserThatIsSignedOutFromAnotherSaysSoAndKeepsWhatWasBeingWrittenForItsAuthorAlone() {
        signIn("carol");
        var word = word();
        compose();
        composer(page).locator("input.subject").fill(word);
        Client.await("the draft", () -> drafts("carol", word).length == 1);
        assertThat(composer(page).locator(".saved")).containsText("saved");
        // the server hears nothing of it
        page.route(ASKED, Route::abort);
        composer(page).locator(".rich").focus();
        page.keyboard().type("setengah kata");
        isKept(page, 1);
        var phone = page;
        var elsewhere = browser.newContext(new Browser.NewContextOptions().setLocale("en-GB"));
        page = elsewhere.newPage();
        signIn("carol");
        page.navigate(Suite.web() + "/settings/sessions");
        assertThat(page.locator(".main")).containsText("this browser");
        // one by one
        var each = page.locator(".setline button:has-text('Sign out')");
        while (each.count() > 0) {
            var left = each.count();
            each.first().click();
            assertThat(each).hasCount(left - 1);
        }
        assertThat(phone).hasURL(Suite.web() + "/signed-out");
        assertThat(phone.locator("body")).containsText("This browser was signed out");
        phone.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("signed-out.png")));
        elsewhere.close();
        page = phone;
        page.unroute(ASKED);
        // the session ends a moment after its pages have been told
        page.waitForCondition(
                () -> context.request().get(Suite.web() + "/").text().contains("id=\"username\""));
        signIn("dave");
        assertThat(page.locator(".row").first()).isVisible();
        assertThat(page.locator(".toast:last-child")).hasCount(0);
        isKept(page, 1);
        page.evaluate("document.querySelector('#sign-out').click()");
        assertThat(page.locator("#username")).isVisible();
        signIn("carol");
        assertThat(composer(page).locator(".rich")).containsText("setengah kata");
        assertThat(drafts("carol", word)).hasSize(1);
        isKept(page, 0);
        composer(page).locator("[data-do=discard]").click();
    }

    @Test
    void aPageWithoutASessionAsksNobodyAnyMore() {
        signIn("carol");
        compose();
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("KANTORSESSION"));
        composer(page).locator("input.subject").fill("x");
        assertThat(page.locator(".connection.over")).isVisible();
        var asked = new ArrayList<String>();
        page.onRequest(request -> asked.add(request.url()));
        composer(page).locator("input.subject").fill("y");
        page.evaluate("""
                async () => {
                  const request = new XMLHttpRequest();
                  request.open('POST', '?v-r=uidl&v-uiId=0');
                  request.send('{}');
                  await fetch('ui/tokens.css');
                }""");
        assertThat(asked).containsExactly(Suite.web() + "/ui/tokens.css");
    }

    @Test
    void whoeverSaysThatADraftOfAnotherIsTheirsGetsNothingOfIt() {
        signIn("alice");
        var secret = word();
        compose();
        composer(page).locator("input.subject").fill(secret);
        assertThat(composer(page).locator(".saved")).containsText("saved");
        var place = String.valueOf(page.evaluate("document.querySelector('k-composer').place"));
        assertThat(place).matches("[0-9]+:[0-9]+:[0-9]+");
        open(new Browser.NewContextOptions().setLocale("en-GB"));
        signIn("bob");
        assertThat(page.locator(".row").first()).isVisible();
        var word = word();
        page.evaluate("""
                ([place, subject]) => {
                  const kept = document.querySelector('k-kept');
                  for (const account of [kept.dataset.account, String(Number(kept.dataset.account) + 1), '']) {
                    kept.dispatchEvent(new CustomEvent('k-take-up', { detail: { json: JSON.stringify(
                        { id: crypto.randomUUID(), account, place, origin: '{}', names: ['x'], here: true, snapshot: { subject, text: 'x', plain: true, to: [], version: 1 } }) } }));
                  }
                }""", List.of(place, word));
        assertThat(composer(page).locator("input.subject")).hasValue(word);
        assertThat(drafts("bob", word)).hasSize(1);
        assertThat(drafts("bob", secret)).isEmpty();
        assertThat(drafts("alice", secret)).hasSize(1);
        composer(page).locator("[data-do=discard]").click();
        Client.await("the draft gone", () -> drafts("bob", word).length == 0);
    }
}
