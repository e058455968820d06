package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;

/**
 * What people do in the webmail, done by keyboard alone: nothing is clicked and nothing is given the focus but by keys, and a pointer's event in the page fails the test.
 * Each task is asked for on the server when it is done, and leaves the focus on something.
 */
abstract class KeyboardSystemTest extends BrowserSystemTest {

    static final int MOST_PRESSES = 90;
    static final String NAME = "carol";

    private final List<String> pointers = new ArrayList<>();

    /** By keys too: the name has the focus when the page opens. */
    @Override
    void signIn(String name) {
        watch();
        page.navigate(Suite.web() + "/");
        assertThat(page.locator("#username")).isFocused();
        type(name);
        press("Tab");
        type(name + "-demo");
        press("Enter");
        assertThat(page.locator(".app")).isVisible();
        assertThat(page.locator(".nav .compose")).isVisible();
    }

    final void watch() {
        context.exposeBinding("pointerWasUsed", (source, arguments) -> pointers.add(String.valueOf(arguments[0])));
        context.addInitScript(
                "for (const name of ['mousedown', 'pointerdown', 'touchstart']) addEventListener(name, (event) => event.isTrusted && pointerWasUsed(name), true)");
    }

    @AfterEach
    void nothingWasClicked() {
        assertThat(pointers).isEmpty();
    }

    final void press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    final void type(String text) {
        page.keyboard().type(text);
    }

    /** Goes on by Tab until this has the focus. */
    final void tabTo(Locator target) {
        walk("Tab", target);
    }

    final void tabBackTo(Locator target) {
        walk("Shift+Tab", target);
    }

    final void walk(String key, Locator target) {
        assertThat(target.first()).isVisible();
        walk(key, () -> has(target.first()), target.toString());
    }

    final void walk(String key, BooleanSupplier reached, String what) {
        for (var presses = 0; presses < MOST_PRESSES; presses++) {
            if (reached.getAsBoolean()) {
                return;
            }
            press(key);
        }
        throw new AssertionError("not reached by " + key + ": " + what);
    }

    static boolean has(Locator target) {
        return (Boolean)
                target.evaluate(
                        "(element) => { const root = element.getRootNode(); return element === root.activeElement || element === document.activeElement; }");
    }

    /** The focus is on something that shows. */
    final void focusIsSomewhere() {
        page.waitForFunction("""
                () => {
                  const on = document.activeElement;
                  return on && on !== document.body && on !== document.documentElement && on.getClientRects().length > 0;
                }""");
    }

    final void pick(String text) {
        assertThat(page.locator("dialog.picker input[role=combobox]")).isFocused();
        type(text);
        press("Enter");
    }

    final void palette(String text) {
        press("Control+k");
        assertThat(page.locator(".pal input")).isFocused();
        type(text);
        assertThat(page.locator(".pal .si.on")).containsText(Pattern.compile(text, Pattern.CASE_INSENSITIVE));
        press("Enter");
        assertThat(page.locator(".pal")).isHidden();
    }

    static void deliver(String word) {
        deliver(NAME + "@example.org", word, "Text about " + word);
    }

    /** Waits until IMAP finds the message in the mailbox with such a criterion. */
    static void has(String mailbox, String criterion, String word) {
        Client.await(criterion + " in " + mailbox, () -> Client.finds(NAME, mailbox, criterion + " SUBJECT " + word));
    }

    static void isIn(String mailbox, String word) {
        has(mailbox, "ALL", word);
    }

    /** Opens the newest message, which has this word. */
    final void openNewest(String word) {
        assertThat(row(word)).isVisible();
        press("j");
        assertThat(page.locator(".reader .rsub")).containsText(word);
        focusIsSomewhere();
    }

    final String deliverAndOpen() {
        var word = word();
        deliver(word);
        signIn(NAME);
        openNewest(word);
        return word;
    }

    final Locator composer() {
        return page.locator("k-composer");
    }
}
