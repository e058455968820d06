package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Logging in, and what becomes of a page whose session ends. */
class SessionSystemTest extends BrowserSystemTest {

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
        assertThat(page.locator(".composer k-recipients input").first()).isFocused();
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
