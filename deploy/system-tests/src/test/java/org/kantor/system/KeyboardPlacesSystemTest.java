package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Folders, groups, settings and the way between the places, by keyboard alone. */
class KeyboardPlacesSystemTest extends KeyboardSystemTest {

    private static String folders() {
        return Client.imap(NAME, "", "LSUB \"\" *");
    }

    private void openMenu() {
        press("Shift+F10");
        assertThat(page.locator("#folder-menu:focus-within")).isVisible();
    }

    private static String dav(String url, String... options) {
        return Client.curl(NAME + ":" + NAME + "-demo", url, options).ok().output();
    }

    /** All cards, as a CardDAV client reads them. */
    private static String cards(String book) {
        return dav(
                book,
                "-X",
                "REPORT",
                "-H",
                "Depth: 1",
                "-H",
                "Content-Type: application/xml",
                "--data",
                "<c:addressbook-query xmlns:c='urn:ietf:params:xml:ns:carddav' xmlns:d='DAV:'><d:prop><c:address-data/></d:prop><c:filter/></c:addressbook-query>");
    }

    /** All events, as a CalDAV client reads them. */
    private static String events(String calendar) {
        return dav(
                calendar,
                "-X",
                "REPORT",
                "-H",
                "Depth: 1",
                "-H",
                "Content-Type: application/xml",
                "--data",
                "<c:calendar-query xmlns:c='urn:ietf:params:xml:ns:caldav' xmlns:d='DAV:'><d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name='VCALENDAR'/></c:filter></c:calendar-query>");
    }

    @Test
    void placesAreReachedByTwoKeysAndByThePalette() {
        signIn(NAME);
        press("g", "s");
        assertThat(page.locator(".lhead h1")).hasText("Sent");
        focusIsSomewhere();
        press("g", "l");
        pick("Archive");
        assertThat(page.locator(".lhead h1")).hasText("Archive");
        focusIsSomewhere();
        press("g", "i");
        assertThat(page.locator(".lhead h1")).hasText("Inbox");
        press("g", "c");
        assertThat(page.locator(".week")).isVisible();
        focusIsSomewhere();
        var title = page.locator(".calhead .muted").first();
        var week = title.textContent();
        press("j");
        assertThat(title).not().hasText(week);
        press("t");
        assertThat(title).hasText(week);
        press("g", "p");
        assertThat(page.locator(".plist h1")).isVisible();
        focusIsSomewhere();
        press("g", ",");
        assertThat(page.locator(".settings h1")).isVisible();
        focusIsSomewhere();
        palette("devices");
        assertThat(page.locator(".settings h1")).hasText("Devices and programs");
        focusIsSomewhere();
        press("?");
        assertThat(page.locator("dialog.keys")).isVisible();
        press("Escape");
        assertThat(page.locator("dialog.keys")).isHidden();
        focusIsSomewhere();
    }

    @Test
    void sixAndShiftGoThroughTheRegionsBackwards() {
        signIn(NAME);
        assertThat(page.locator(".row").first()).isVisible();
        // from nowhere to the last, which is the first's neighbour
        page.evaluate("document.activeElement.blur()");
        press("Shift+F6");
        assertThat(page.locator(".rail :focus")).hasCount(1);
        press("Shift+F6");
        assertThat(page.locator(".topbar :focus")).hasCount(1);
        press("F6");
        assertThat(page.locator(".rail :focus")).hasCount(1);
        press("F6");
        assertThat(page.locator(".side :focus")).hasCount(1);
        press("Shift+F6");
        assertThat(page.locator(".rail :focus")).hasCount(1);
    }

    @Test
    void aFolderIsMadeRenamedAndDeleted() {
        var word = word();
        signIn(NAME);
        tabTo(page.locator("#new-folder"));
        press("Enter");
        assertThat(page.locator(".nameform input")).isFocused();
        type(word);
        press("Enter");
        assertThat(page.locator(".nameform")).hasCount(0);
        var folder = page.locator(".nav a.f").filter(new Locator.FilterOptions().setHasText(word));
        assertThat(folder).isVisible();
        assertThat(folders()).contains(word);
        focusIsSomewhere();
        tabTo(folder);
        openMenu();
        press("ArrowDown", "Enter");
        assertThat(page.locator(".nameform input")).isFocused();
        type("R" + word);
        press("Enter");
        assertThat(folder).hasText("R" + word);
        assertThat(folders()).contains("R" + word);
        focusIsSomewhere();
        tabTo(folder);
        press("Enter");
        assertThat(page.locator(".lhead h1")).hasText("R" + word);
        tabBackTo(folder);
        openMenu();
        press("ArrowUp", "Enter");
        assertThat(folder).hasCount(0);
        // what was open is no more
        assertThat(page.locator(".lhead h1")).hasText("Inbox");
        focusIsSomewhere();
        Client.await("the folder deleted", () -> !folders().contains(word));
        takeBack();
        assertThat(folder).isVisible();
        tabTo(folder);
        openMenu();
        press("ArrowUp", "Enter");
        assertThat(folder).hasCount(0);
    }

    @Test
    void aFolderWhoseNameIsTakenIsRefusedInThePersonsLanguageAtTheField() {
        open(new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("id-ID"));
        signIn(NAME);
        tabTo(page.locator("#new-folder"));
        press("Enter");
        assertThat(page.locator(".nameform input")).isFocused();
        type("Trash");
        press("Enter");
        assertThat(page.locator(".nameform vaadin-text-field [slot=error-message]"))
                .hasText("Sudah ada folder dengan nama ini.");
        assertThat(page.locator(".nameform input")).isFocused();
        press("Escape");
        assertThat(page.locator(".nameform")).hasCount(0);
    }

    @Test
    void theSourceOfAMessageIsOpenedFromItsMenu() {
        var word = deliverAndOpen();
        press("F6");
        tabTo(page.locator(".reader .msg .mh [popovertarget^=message-menu]").last());
        press("Enter");
        var source = page.locator(".menu:popover-open a[target=_blank]").first();
        assertThat(source).isVisible();
        assertThat(page.locator(".menu:popover-open [data-print]")).isVisible();
        walk("ArrowDown", source);
        try (var other = context.waitForPage(() -> press("Enter"))) {
            assertThat(other.locator("body")).containsText("Subject: " + word);
        }
        focusIsSomewhere();
    }

    @Test
    void aGroupIsMadeFilledWrittenToRenamedAndDeleted() {
        var word = word();
        var book = Client.dav("addressbooks", NAME);
        Client.put(NAME, book + word + ".vcf", "text/vcard", """
                BEGIN:VCARD
                VERSION:3.0
                UID:%1$s
                FN:Person %1$s
                N:%1$s;Person;;;
                EMAIL:%1$s@b.example
                END:VCARD
                """.formatted(word));
        signIn(NAME);
        press("g", "p");
        assertThat(page.locator(".plist h1")).isVisible();
        tabTo(page.locator("#new-group"));
        press("Enter");
        assertThat(page.locator(".nameform input")).isFocused();
        type("Team " + word);
        press("Enter");
        assertThat(page.locator(".plist h1")).hasText("Team " + word);
        var group = page.locator(".nav a.f").filter(new Locator.FilterOptions().setHasText("Team " + word));
        assertThat(group.locator(".n")).hasText("0");
        focusIsSomewhere();
        tabTo(page.locator(".gpage .padd input"));
        type("person " + word);
        assertThat(page.locator("vaadin-combo-box-item:visible").first()).containsText("Person " + word);
        press("ArrowDown", "Enter");
        assertThat(page.locator(".gmembers .person")).hasText("Person " + word);
        assertThat(group.locator(".n")).hasText("1");
        assertThat(page.locator(".gpage .padd input")).isFocused();
        Client.await(
                "the group in CardDAV",
                () -> cards(book).contains("X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:" + word)
                        && cards(book).contains("FN:Team " + word));
        tabTo(page.locator(".gpage .pbuttons .btn.primary"));
        press("Enter");
        assertThat(composer().locator("k-recipients[data-field=to] .person")).containsText("Person " + word);
        focusIsSomewhere();
        press("Escape");
        assertThat(composer()).hasCount(0);
        focusIsSomewhere();
        tabTo(page.locator(".gpage .pbar button[aria-label='Rename group']"));
        press("Enter");
        assertThat(page.locator(".nameform input")).isFocused();
        press("Control+a");
        type("Crew " + word);
        press("Enter");
        assertThat(page.locator(".plist h1")).hasText("Crew " + word);
        Client.await("the new name in CardDAV", () -> cards(book).contains("FN:Crew " + word));
        // out of it, and in again
        tabTo(page.locator(".gmembers .person button"));
        press("Enter");
        assertThat(page.locator(".gmembers .person")).hasCount(0);
        focusIsSomewhere();
        takeBack();
        assertThat(page.locator(".gmembers .person")).hasText("Person " + word);
        // the person's page says so, too
        tabTo(page.locator(".prow"));
        press("Enter");
        assertThat(page.locator(".ppage:visible .pgroup")).hasText("Crew " + word);
        focusIsSomewhere();
        tabTo(page.locator(".pgroup a:visible"));
        press("Enter");
        assertThat(page.locator(".gpage .rsub:visible")).hasText("Crew " + word);
        tabTo(page.locator(".gpage .pbar button[aria-label='Delete group']"));
        press("Enter");
        var renamed = page.locator(".nav a.f").filter(new Locator.FilterOptions().setHasText("Crew " + word));
        assertThat(renamed).hasCount(0);
        assertThat(page.locator(".plist h1")).hasText("My contacts");
        focusIsSomewhere();
        takeBack();
        assertThat(renamed.locator(".n")).hasText("1");
        assertThat(cards(book)).contains("FN:Crew " + word).contains("FN:Person " + word);
    }

    @Test
    void theListOfPeopleIsOneStopOfTabAndIsWalkedThroughByArrows() {
        signIn(NAME);
        page.navigate(Suite.web() + "/people/directory");
        var rows = page.locator(".prow");
        assertThat(rows.nth(2)).isVisible();
        var names = rows.locator(".pn").allTextContents();
        tabTo(rows);
        assertThat(rows.nth(0)).isFocused();
        press("ArrowDown");
        assertThat(rows.nth(1)).isFocused();
        press("Tab");
        assertThat(page.locator(".plist :focus")).hasCount(0);
        press("Shift+Tab");
        assertThat(rows.nth(1)).isFocused();
        press("Enter");
        assertThat(page.locator(".ppage .rsub")).hasText(names.get(1));
        assertThat(page.locator(".prow.cur")).isFocused();
        press("j");
        assertThat(page.locator(".ppage .rsub")).hasText(names.get(2));
        assertThat(page.locator(".prow.cur")).isFocused();
        assertThat(page.locator(".prow.cur .pn")).hasText(names.get(2));
        assertThat(page.locator(".prow[tabindex='0']")).hasCount(1);
        press("k");
        assertThat(page.locator(".ppage .rsub")).hasText(names.get(1));
        assertThat(page.locator(".prow.cur")).isFocused();
    }

    @Test
    void anEventAndAContactAreWrittenOpenedAndDeleted() {
        var word = word();
        var calendar = Client.dav("calendars", NAME);
        signIn(NAME);
        page.navigate(Suite.web() + "/calendar/week/2027-03-10");
        assertThat(page.locator(".wd")).hasCount(7);
        press("c");
        var form = page.locator(".evform");
        tabTo(form.locator(".evtitle input"));
        type(word);
        tabTo(form.locator("[data-field=startDate] input"));
        press("Control+a");
        type("11/03/2027");
        press("Enter");
        tabTo(form.locator("[data-field=startTime] input"));
        press("Control+a");
        type("09:30");
        press("Enter");
        tabTo(form.locator("[data-field=location] input"));
        type("Cikarang");
        tabBackTo(form.locator(".btn.primary"));
        press("Enter");
        assertThat(form).hasCount(0);
        var block = page.locator(".week .ev").filter(new Locator.FilterOptions().setHasText(word));
        assertThat(block).containsText("09:30");
        focusIsSomewhere();
        assertThat(events(calendar))
                .contains("SUMMARY:" + word)
                .contains("20270311T093000")
                .contains("Cikarang");
        tabTo(block);
        press("Enter");
        var card = page.locator("#event:popover-open");
        assertThat(card).containsText("Cikarang");
        tabTo(card.locator(".evtop button:has(k-icon[name=trash-2])"));
        press("Enter");
        assertThat(block).hasCount(0);
        focusIsSomewhere();
        Client.await("no such event for CalDAV", () -> !events(calendar).contains(word));
        takeBack();
        assertThat(block).isVisible();
        tabTo(block);
        press("Enter");
        tabTo(card.locator(".evtop button:has(k-icon[name=trash-2])"));
        press("Enter");
        assertThat(block).hasCount(0);
        // a contact
        press("g", "p");
        assertThat(page.locator(".plist h1")).isVisible();
        press("c");
        tabTo(page.locator(".pform [data-field=given] input"));
        type("Person");
        press("Tab");
        type(word);
        tabTo(page.locator(".pform [data-field='people.mail'] input").first());
        type(word + "@b.example");
        tabBackTo(page.locator(".pform .btn.primary"));
        press("Enter");
        assertThat(page.locator(".ppage:visible .rsub")).hasText("Person " + word);
        focusIsSomewhere();
        var book = Client.dav("addressbooks", NAME);
        assertThat(cards(book)).contains("FN:Person " + word).contains(word + "@b.example");
        tabTo(page.locator(".ppage:visible .pbar button:has(k-icon[name=pencil])"));
        press("Enter");
        tabTo(page.locator(".pform [data-field=given] input"));
        tabBackTo(page.locator(".pform .btn:not(.primary)").first());
        press("Enter");
        assertThat(page.locator(".pform")).hasCount(0);
        focusIsSomewhere();
        tabTo(page.locator(".ppage:visible .pbar button:has(k-icon[name=trash-2])"));
        press("Enter");
        assertThat(page.locator(".ppage:visible .rsub").filter(new Locator.FilterOptions().setHasText(word)))
                .hasCount(0);
        focusIsSomewhere();
        Client.await("no such contact for CardDAV", () -> !cards(book).contains(word));
    }

    @Test
    void theDensityAndTheLanguageAreChanged() {
        signIn(NAME);
        palette("appearance");
        var density = page.locator(".seg [data-set=density]");
        tabTo(density.first());
        press("ArrowRight");
        assertThat(page.locator("html")).hasAttribute("data-density", "compact");
        focusIsSomewhere();
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-density", "compact");
        tabTo(density.last());
        press("ArrowLeft");
        assertThat(page.locator("html")).hasAttribute("data-density", "comfortable");
        palette("language");
        var language = page.locator("select[data-set=language]");
        tabTo(language);
        press("b");
        assertThat(page.locator("html")).hasAttribute("lang", "id");
        page.navigate(Suite.web() + "/settings/language");
        assertThat(page.locator(".settings h1")).containsText("Bahasa");
        context.clearCookies();
        open(new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB"));
        signIn(NAME);
        assertThat(page.locator(".nav .compose")).containsText("Pesan baru");
        palette("bahasa");
        tabTo(page.locator("select[data-set=language]"));
        press("Home");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void anAppPasswordIsMadeUsedAndRevoked() {
        signIn(NAME);
        var word = word();
        palette("devices");
        tabTo(page.locator(".phead .btn.primary"));
        press("Enter");
        var form = page.locator("dialog.ask");
        assertThat(form.locator("input").first()).isFocused();
        type(word);
        tabTo(form.locator(".btn.primary"));
        press("Enter");
        var secret = page.locator("#app-password").textContent();
        assertThat(Client.curl(NAME + ":" + secret, "imap://" + Suite.HOST + ":" + Suite.imap() + "/INBOX?ALL")
                        .ok()
                        .output())
                .contains("* SEARCH");
        press("Escape");
        assertThat(page.locator("#app-password")).hasCount(0);
        focusIsSomewhere();
        var line = page.locator(".setline").filter(new Locator.FilterOptions().setHasText(word));
        tabTo(line.locator("button"));
        press("Enter");
        assertThat(line).hasCount(0);
        focusIsSomewhere();
        assertThat(Client.curl(NAME + ":" + secret, "imap://" + Suite.HOST + ":" + Suite.imap() + "/INBOX?ALL")
                        .exit())
                .isNotZero();
    }

    @Test
    void oneSignsOut() {
        signIn(NAME);
        press("Shift+F6", "Shift+F6");
        tabTo(page.locator(".face-button"));
        press("Enter");
        assertThat(page.locator("#account-menu:focus-within")).isVisible();
        press("ArrowUp");
        assertThat(page.locator("#sign-out")).isFocused();
        press("Enter");
        page.waitForURL(Pattern.compile(".*/realms/kantor/.*|.*/sign-out.*|.*signed-out.*"));
        page.navigate(Suite.web() + "/");
        assertThat(page.locator("#username")).isFocused();
    }
}
