package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Addresses of the page: links that are followed soon after one another lead where the last one does, and addresses that lead nowhere say so. */
class AddressSystemTest extends BrowserSystemTest {

    private static final String TO_CALENDAR =
            "const go = () => document.querySelector('.rail a[href=calendar]').click(); ";

    /** Runs a script in which {@code go} follows the link to the calendar. */
    private void when(String script) {
        page.evaluate("() => { " + TO_CALENDAR + script + " }");
    }

    /** Others may share folders of the same names. */
    private Locator own(String use) {
        return page.locator(".nav a[data-use=" + use + "]");
    }

    private static String address(Locator link) {
        return (String) link.evaluate("link => link.href");
    }

    private void isInTheCalendar() {
        assertThat(page.locator(".week")).isVisible();
        assertThat(page).hasURL(Suite.web() + "/calendar");
        page.reload();
        assertThat(page.locator(".week")).isVisible();
        page.locator(".rail a[href=mail]").click();
    }

    /** The router forgets a link that is followed while it waits for the server because of the link before, or comes to an end with that. */
    @Test
    void aLinkIsFollowedHoweverSoonAfterAnother() {
        signIn("bob");
        // clicked before the server has answered, when its answer comes, and when the router arrives
        for (var moment : List.of(
                "setTimeout(go)",
                "const heard = kantorLeft; window.kantorLeft = () => { window.kantorLeft = heard; heard(); go(); };",
                "addEventListener('vaadin-navigated', go, { once: true, capture: true })")) {
            assertThat(own("sent")).isVisible();
            when(moment + "; document.querySelector('.nav a[data-use=sent]').click();");
            isInTheCalendar();
        }
    }

    @Test
    void aLinkIsFollowedHoweverSoonAfterBack() {
        signIn("bob");
        own("sent").click();
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        own("archive").click();
        assertThat(page.locator(".lhead h1")).hasText("Archive");
        when(
                "const heard = kantorLeft; window.kantorLeft = () => { window.kantorLeft = heard; heard(); go(); }; history.back();");
        isInTheCalendar();
    }

    /** Between a link's address and its view the router would take Back for a part of the link. */
    @Test
    void backIsFollowedHoweverSoonAfterALink() {
        signIn("bob");
        own("sent").click();
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        goBackWithTheNextLink(1);
        own("archive").click();
        assertThat(page.locator("body.went-back")).isVisible();
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        page.goForward();
        assertThat(page.locator(".lhead h1")).hasText("Archive");
        page.goBack();
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        assertThat(page).hasURL(address(own("sent")));
    }

    @Test
    void twoBacksAtOnceAreBothFollowed() {
        signIn("bob");
        own("sent").click();
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        goBackWithTheNextLink(2);
        own("archive").click();
        assertThat(page.locator(".lhead h1")).hasText("Inbox");
        page.goForward();
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        assertThat(page).hasURL(address(own("sent")));
    }

    /** Goes back so often in the moment in which the next link's address is written. */
    private void goBackWithTheNextLink(int steps) {
        page.evaluate("""
                (steps) => {
                  const push = history.pushState;
                  history.pushState = function (...to) {
                    history.pushState = push;
                    push.apply(history, to);
                    for (let step = 0; step < steps; step++) {
                      history.back();
                    }
                  };
                  addEventListener('popstate', () => document.body.classList.add('went-back'), { once: true, capture: true });
                }""", steps);
    }

    @Test
    void aSecondClickOnALinkIsNoSecondStep() {
        signIn("bob");
        own("sent").click();
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        own("archive").dblclick();
        assertThat(page.locator(".lhead h1")).hasText("Archive");
        page.goBack();
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        // also when the router has arrived meanwhile
        own("archive").click();
        assertThat(page.locator(".lhead h1")).hasText("Archive");
        assertThat(page).hasURL(address(own("archive")));
        own("archive")
                .evaluate(
                        "link => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, detail: 2 }))");
        page.goBack();
        assertThat(page.locator(".lhead h1")).hasText("Sent");
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
            own("inbox").click();
            row(word).click();
            page.waitForURL(Pattern.compile(".*/mail/[0-9]+/[0-9]+"));
            when(moment);
            page.keyboard().press("u");
            isInTheCalendar();
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
}
