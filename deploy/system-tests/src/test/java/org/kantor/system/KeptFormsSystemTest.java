package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That what is typed into a form is not lost with its page, and that a page which reaches nobody says so. */
class KeptFormsSystemTest extends WritingSystemTest {

    private Locator field(String name) {
        return page.locator("[data-field=" + name + "] input").first();
    }

    private String value(String name) {
        return String.valueOf(page.evaluate("name => document.querySelector(`[data-field=${name}]`).value", name));
    }

    private void newEvent(String word) {
        page.navigate(Suite.web() + "/calendar");
        assertThat(page.locator(".week")).isVisible();
        page.locator(".side button", new Page.LocatorOptions().setHasText("event"))
                .first()
                .click();
        assertThat(page.locator(".evform")).isVisible();
        field("title").fill(word);
        page.locator("[data-field=notes] textarea").fill("catatan " + word);
        isKept(page, 1);
    }

    @Test
    void anEventThatWasBeingWrittenIsThereAgainWhenThePageIsLoadedAgain() {
        signIn("carol");
        var word = word();
        newEvent(word);
        page.locator("[data-field=startTime] input").fill("07:30");
        page.keyboard().press("Enter");
        Client.await("the time", () -> keptText(page).contains("07:30"));
        page.reload();
        isTold("here again");
        assertThat(page.locator(".evform")).isVisible();
        page.waitForCondition(() -> value("title").equals(word));
        assertThat(value("notes")).isEqualTo("catatan " + word);
        assertThat(value("startTime")).isEqualTo("07:30");
        page.locator(".evform .btn.primary").click();
        assertThat(page.locator(".week")).isVisible();
        isKept(page, 0);
        page.reload();
        assertThat(page.locator(".week")).isVisible();
        assertThat(page.locator(".evform")).hasCount(0);
    }

    @Test
    void anEventWhoseSessionEndedIsThereAgainAfterTheLogInAndCancelForgetsIt() {
        signIn("carol");
        var word = word();
        newEvent(word);
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("KANTORSESSION"));
        page.evaluate("dispatchEvent(new Event('k-signed-out'))");
        assertThat(page).hasURL(Suite.web() + "/signed-out");
        page.navigate(Suite.web() + "/calendar");
        assertThat(page.locator(".evform")).isVisible();
        page.waitForCondition(() -> value("title").equals(word));
        page.locator(".evform .btn", new Page.LocatorOptions().setHasText("Cancel"))
                .click();
        assertThat(page.locator(".week")).isVisible();
        isKept(page, 0);
    }

    @Test
    void anEventFormThatIsBuiltAnewHasWhatWasTyped() {
        signIn("carol");
        var word = word();
        newEvent(word);
        page.evaluate("window.former = document.querySelector('.evform')");
        page.route(
                ASKED,
                route -> route.resume(new Route.ResumeOptions()
                        .setPostData(route.request().postData().replaceFirst("\\{", "{\"resynchronize\":true,"))));
        // not told to the server yet
        page.locator("[data-field=notes] textarea").fill("belum dikirim");
        page.locator("[data-field=location] input").focus();
        page.waitForCondition(() -> Boolean.FALSE.equals(page.evaluate("window.former.isConnected")));
        page.unroute(ASKED);
        page.waitForCondition(() -> value("notes").equals("belum dikirim"));
        assertThat(value("title")).isEqualTo(word);
        page.locator(".evform .btn", new Page.LocatorOptions().setHasText("Cancel"))
                .click();
        isKept(page, 0);
    }

    @Test
    void aContactThatWasBeingWrittenIsThereAgainWhenThePageIsLoadedAgain() {
        signIn("carol");
        var word = word();
        page.navigate(Suite.web() + "/people");
        page.locator(".side button", new Page.LocatorOptions().setHasText("contact"))
                .first()
                .click();
        assertThat(page.locator(".pform")).isVisible();
        page.locator("[data-field=given] input").fill(word);
        page.locator("[data-field='people.mail'] input").fill(word + "@example.com");
        page.locator(".pform button", new Page.LocatorOptions().setHasText("Add an address"))
                .first()
                .click();
        page.locator("[data-field='people.mail'] input").nth(1).fill("dua." + word + "@example.com");
        Client.await("what was typed", () -> keptText(page).contains("dua." + word));
        page.reload();
        isTold("here again");
        page.waitForCondition(() -> value("given").equals(word));
        assertThat(page.locator("[data-field='people.mail']")).hasCount(2);
        page.locator(".pform .btn.primary").click();
        assertThat(page.locator(".pform")).hasCount(0);
        isKept(page, 0);
    }

    @Test
    void theNameOfAGroupThatWasBeingWrittenIsThereAgain() {
        signIn("carol");
        var word = word();
        page.navigate(Suite.web() + "/people");
        page.locator("#new-group").click();
        field("name").fill(word);
        Client.await("the name", () -> keptText(page).contains(word));
        page.reload();
        assertThat(page.locator("dialog.ask")).isVisible();
        page.waitForCondition(() -> value("name").equals(word));
        page.locator("dialog.ask .btn").first().click();
        assertThat(page.locator("dialog.ask")).hasCount(0);
        isKept(page, 0);
    }

    @Test
    void whatIsTypedIntoATaskIsSavedByThePageThatComesAfterItsSession() {
        signIn("carol");
        var word = word();
        page.navigate(Suite.web() + "/tasks/all");
        page.locator("k-task-entry input").fill(word);
        page.keyboard().press("Enter");
        page.locator(".trow .ti", new Page.LocatorOptions().setHasText(word)).click();
        assertThat(page.locator(".tdrawer")).isVisible();
        page.waitForCondition(() -> value("title").equals(word));
        page.locator("[data-field=notes] textarea").fill("catatan " + word);
        Client.await("the notes and nothing else", () -> keptText(page).contains("[[\\\"notes"));
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("KANTORSESSION"));
        page.evaluate("dispatchEvent(new Event('k-signed-out'))");
        assertThat(page).hasURL(Suite.web() + "/signed-out");
        page.navigate(Suite.web() + "/tasks/all");
        assertThat(page.locator(".tdrawer")).isVisible();
        page.waitForCondition(() -> value("notes").equals("catatan " + word));
        assertThat(page.locator(".toast", new Page.LocatorOptions().setHasText("Task changed")))
                .isVisible();
        isKept(page, 0);
        page.locator(".tclose").click();
        page.locator(".trow .ti", new Page.LocatorOptions().setHasText(word)).click();
        assertThat(page.locator(".tdrawer")).isVisible();
        page.waitForCondition(() -> value("notes").equals("catatan " + word));
    }

    @Test
    void aPageThatReachesNobodySaysSoInThePersonsLanguageAndGoesOnByItself() {
        open(new Browser.NewContextOptions().setLocale("id-ID"));
        signIn("dave");
        page.route("**/*v-r=init*", Route::abort);
        page.navigate(Suite.web() + "/");
        assertThat(page.locator("[role=alert]")).containsText("Kantor tidak dapat dijangkau");
        assertThat(page.locator("[role=alert] button")).isInViewport();
        screenshot("early-away");
        page.unroute("**/*v-r=init*");
        page.locator("[role=alert] button").click();
        assertThat(page.locator(".app")).isVisible();
        assertThat(page.locator(".empty h1")).hasCount(0);
        // and without the button
        page.route("**/*v-r=init*", Route::abort);
        page.navigate(Suite.web() + "/calendar");
        assertThat(page.locator("[role=alert]")).isVisible();
        page.unroute("**/*v-r=init*");
        assertThat(page.locator(".week")).isVisible();
    }

    @Test
    void whoeverIsTurnedAwayReadsWhyInTheirLanguage() {
        for (var locale : Map.of("id-ID", "tidak dipahami", "en-GB", "does not understand")
                .entrySet()) {
            open(new Browser.NewContextOptions().setLocale(locale.getKey()));
            // the second time, as if a log-in had not helped
            context.addCookies(List.of(new Cookie("KANTORAGAIN", "1").setUrl(Suite.web() + "/")));
            page.navigate(Suite.web() + "/?state=forged&code=00000000-0000-0000-0000-000000000000");
            assertThat(page.locator("body")).containsText(locale.getValue());
        }
    }
}
