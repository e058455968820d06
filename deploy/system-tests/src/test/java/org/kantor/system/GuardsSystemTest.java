package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.run;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;

/** What tests of the guards of the web share: requests with a browser's session and nothing else of it, and what is answered. */
abstract class GuardsSystemTest extends BrowserSystemTest {

    static final String SESSION = "KANTORSESSION";
    static final String EVIL = "https://evil.example";

    final Cookie session(BrowserContext from) {
        return from.cookies().stream()
                .filter(cookie -> cookie.name.equals(SESSION))
                .findFirst()
                .orElseThrow();
    }

    /** curl with the browser's session and nothing else of it, without following. */
    final String[] withSession(String... options) {
        var command = new ArrayList<>(List.of(
                "curl", "-sS", "-i", "--path-as-is", "--max-time", "30", "-b", SESSION + "=" + session(context).value));
        command.addAll(List.of(options));
        return command.toArray(String[]::new);
    }

    final String answer(String... options) {
        return run(withSession(options)).output();
    }

    static String status(String answer) {
        return answer.lines().filter(line -> line.startsWith("HTTP/")).reduce("", (one, other) -> other);
    }

    /** The number by which the open message is asked for. */
    final String openMessage(String word) {
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        return page.locator(".reader k-message-frame")
                .last()
                .getAttribute("src")
                .replaceAll("message/([0-9]+)/.*", "$1");
    }

    /** Somebody else, signed in in a browser of their own. */
    final Page other(String name) {
        var theirs = browser.newContext().newPage();
        theirs.navigate(Suite.web() + "/");
        theirs.fill("#username", name);
        theirs.fill("#password", name + "-demo");
        theirs.keyboard().press("Enter");
        assertThat(theirs.locator(".app")).isVisible();
        return theirs;
    }

    /** An input takes no line end, a request does. */
    static void fill(Locator form, int field, String escaped) {
        form.locator("input")
                .nth(field)
                .evaluate("(input) => { Object.defineProperty(input, 'value', { value: '" + escaped
                        + "', configurable: true }); input.dispatchEvent(new Event('input')); }");
        form.page().waitForTimeout(0);
    }
}
