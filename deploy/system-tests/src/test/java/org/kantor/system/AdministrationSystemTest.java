package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** The console of whoever administers: users and messages that wait. Leaves screenshots in {@code target/screenshots}. */
class AdministrationSystemTest extends BrowserSystemTest {

    private static final String FIRST = "first-Secret-1";

    /** Somebody new, whom no other test knows; the user name. */
    private static String user() {
        var name = word();
        Admin.kantor(
                "users",
                "create",
                name + "@example.org",
                "--given-name",
                "New",
                "--family-name",
                "Person",
                "--password",
                FIRST);
        return name;
    }

    private static boolean opens(String name, String password) {
        return Client.curl(name + ":" + password, "imap://" + Suite.HOST + ":" + Suite.imap() + "/INBOX?ALL")
                        .exit()
                == 0;
    }

    private void find(String what) {
        page.locator(".admin-filter input").fill(what);
        // the rows are those of the filter from then on
        assertThat(page.locator(".phead .num")).hasText("1");
        page.locator("vaadin-grid-cell-content")
                .filter(new Locator.FilterOptions().setHasText(what).setVisible(true))
                .first()
                .click();
        assertThat(page.locator(".drawer")).isVisible();
    }

    private Locator button(String text) {
        return page.locator(".drawer .btn").filter(new Locator.FilterOptions().setHasText(text));
    }

    private void told(String text) {
        assertThat(page.locator(".toast:last-child")).containsText(text);
    }

    @Test
    void whoIsDisabledFindsAllDoorsClosedUntilEnabled() {
        var name = user();
        assertThat(opens(name, FIRST)).isTrue();
        try (var there = browser.newPage()) {
            there.navigate(Suite.web() + "/");
            there.fill("#username", name);
            there.fill("#password", FIRST);
            there.keyboard().press("Enter");
            assertThat(there.locator(".app")).isVisible();
            signIn("dave");
            page.navigate(Suite.web() + "/admin/users");
            find(name + "@example.org");
            button("Disable user").click();
            // Esc does nothing but leave the question
            assertThat(page.locator("dialog.ask")).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog.ask")).hasCount(0);
            assertThat(opens(name, FIRST)).isTrue();
            button("Disable user").click();
            page.locator("dialog.ask .btn.danger").click();
            told("is disabled");
            assertThat(page.locator(".admin-table .badge").first()).hasText("Disabled");
            Client.await("no door is open", () -> !opens(name, FIRST));
            // an open page says so by itself
            assertThat(there).hasURL(Suite.web() + "/signed-out");
            there.navigate(Suite.web() + "/");
            // the log-in page, once the session has ended there too
            assertThat(there.getByText("You have no account here, or it is disabled.")
                            .or(there.locator("#username")))
                    .isVisible();
            assertThat(there.locator(".app")).hasCount(0);
            button("Enable user").click();
            told("can log in again");
            Client.await("the door is open", () -> opens(name, FIRST));
        }
    }

    @Test
    void aNewPasswordIsTheOnlyOneFromThenOn() {
        var name = user();
        assertThat(opens(name, FIRST)).isTrue();
        signIn("dave");
        page.navigate(Suite.web() + "/admin/users");
        find(name + "@example.org");
        button("Reset password").click();
        var field = page.locator("dialog.ask input");
        assertThat(field).isFocused();
        page.keyboard().type("short");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.ask")).containsText("too short: it needs at least 8 characters");
        field.fill(name);
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.ask")).containsText("must not be the user name");
        assertThat(opens(name, FIRST)).isTrue();
        field.fill("second-Secret-2");
        page.keyboard().press("Enter");
        told("is changed");
        assertThat(page.locator("dialog.ask")).hasCount(0);
        Client.await("the new password opens", () -> opens(name, "second-Secret-2"));
        Client.await("the former one does not", () -> !opens(name, FIRST));
    }

    @Test
    void aMessageThatWaitsIsDeletedFromTheQueueAfterAQuestion() {
        // a destination that is out of reach waits for all: none that other tests write to
        var recipient = word() + "@jauh.example";
        Client.submit(recipient, word());
        Client.await("a message in the queue", () -> Admin.queue().contains(recipient));
        signIn("dave");
        page.navigate(Suite.web() + "/admin/queue");
        find(recipient);
        assertThat(page.locator(".drawer-title")).hasText(recipient);
        button("Delete").click();
        assertThat(page.locator("dialog.ask")).containsText(recipient);
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.ask")).hasCount(0);
        assertThat(Admin.queue()).contains(recipient);
        button("Delete").click();
        page.locator("dialog.ask .btn.danger").click();
        told("Done for " + recipient);
        assertThat(page.locator(".drawer")).isHidden();
        assertThat(page.locator(".phead .num")).hasText("0");
        assertThat(Admin.queue()).doesNotContain(recipient);
    }

    @Test
    void theTableOfUsersIsFilteredWalkedThroughByKeysAndFitsAPhone() {
        signIn("dave");
        page.navigate(Suite.web() + "/admin/users");
        var rows = page.locator(".admin-table .who");
        var alice = rows.filter(new Locator.FilterOptions().setHasText("Alice Hartono"));
        assertThat(alice).isVisible();
        page.locator(".admin-filter input").fill("bob@");
        assertThat(rows.locator("visible=true")).hasCount(1);
        assertThat(page.locator(".phead .num")).hasText("1");
        page.locator(".admin-filter input").fill("");
        assertThat(alice).isVisible();
        alice.click();
        assertThat(page.locator(".drawer h2")).hasText("Alice Hartono");
        screenshot("admin-users");
        page.keyboard().press("j");
        assertThat(page.locator(".drawer h2")).hasText("Bob Siregar");
        page.keyboard().press("k");
        assertThat(page.locator(".drawer h2")).hasText("Alice Hartono");
        page.setViewportSize(390, 844);
        page.reload();
        assertThat(alice).containsText("alice@example.org");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        screenshot("admin-users-390");
    }
}
