package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.curl;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tasks on the page and over CalDAV: each sees what the other does. */
class TasksSystemTest extends BrowserSystemTest {

    private static final String BOB = "bob:bob-demo";

    private static String calendars() {
        return Suite.web() + "/dav/calendars/bob/";
    }

    private static void put(String path, String title, String... lines) {
        var object = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VTODO\r\nUID:" + title
                + "\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:" + title + "\r\n"
                + String.join(
                        "", List.of(lines).stream().map(line -> line + "\r\n").toList())
                + "END:VTODO\r\nEND:VCALENDAR\r\n";
        var code = curl(
                BOB,
                calendars() + path,
                "-X",
                "PUT",
                "-H",
                "Content-Type: text/calendar",
                "--data-binary",
                object,
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}");
        assertThat(code.output()).isEqualTo("201");
    }

    private static String get(String path) {
        return curl(BOB, calendars() + path).ok().output();
    }

    /** Every object of the account's own list that has this word. */
    private static String report(String word) {
        return curl(
                        BOB,
                        calendars() + "tasks/",
                        "-X",
                        "REPORT",
                        "-H",
                        "Depth: 1",
                        "--data-binary",
                        "<C:calendar-query xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><D:prop><C:calendar-data/></D:prop><C:filter>"
                                + "<C:comp-filter name='VCALENDAR'><C:comp-filter name='VTODO'><C:prop-filter name='SUMMARY'><C:text-match>"
                                + word
                                + "</C:text-match></C:prop-filter></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>")
                .ok()
                .output();
    }

    private void openTasks(String view) {
        signIn("bob");
        page.navigate(Suite.web() + "/tasks" + view);
        assertThat(page.locator("k-task-entry input")).isVisible();
        assertThat(page.locator("k-tasks > *").first()).isVisible();
    }

    private Locator task(String word) {
        return page.locator(".trow").filter(new Locator.FilterOptions().setHasText(word));
    }

    @Test
    void whatAClientPutsShowsWithoutAReloadAndIsDoneForItToo() {
        openTasks("/all");
        var word = word();
        put("tasks/" + word + ".ics", word, "X-APPLE-SORT-ORDER:17", "PRIORITY:2");
        assertThat(task(word)).isVisible();
        assertThat(task(word).locator(".tsign[role=img]")).hasAttribute("aria-label", "High priority");
        task(word).locator(".cb").click();
        isTold("Task done");
        Client.await("done", () -> get("tasks/" + word + ".ics").contains("STATUS:COMPLETED"));
        assertThat(get("tasks/" + word + ".ics")).contains("X-APPLE-SORT-ORDER:17", "PRIORITY:2");
        assertThat(task(word)).hasCount(0);
        page.locator(".toast .undo").click();
        assertThat(task(word)).isVisible();
        assertThat(get("tasks/" + word + ".ics")).doesNotContain("COMPLETED");
        curl(BOB, calendars() + "tasks/" + word + ".ics", "-X", "DELETE").ok();
        assertThat(task(word)).hasCount(0);
    }

    @Test
    void whatRepeatsMovesOn() {
        openTasks("/all");
        var word = word();
        put("tasks/" + word + ".ics", word, "DUE;VALUE=DATE:20300107", "RRULE:FREQ=WEEKLY;COUNT=3");
        task(word).locator(".cb").click();
        isTold("14 Jan 2030");
        assertThat(task(word)).hasCount(1);
        assertThat(task(word).locator(".when")).hasText("14 Jan 2030");
        assertThat(task(word).locator(".cb")).hasAttribute("aria-checked", "false");
        assertThat(get("tasks/" + word + ".ics"))
                .contains("DUE;VALUE=DATE:20300114", "COUNT=2")
                .doesNotContain("COMPLETED");
    }

    @Test
    void aLineIsUnderstoodWhileItIsTypedAndEditedInTheDrawer() {
        openTasks("");
        var word = word();
        page.locator(".compose").click();
        assertThat(page.locator("k-task-entry input")).isFocused();
        page.keyboard().type("Send " + word + " besok 15:00 #Tasks");
        assertThat(page.locator("k-task-entry mark")).hasText(new String[] {"besok", "15:00", "#Tasks"});
        assertThat(page.locator("#task-understood")).hasText("Tomorrow 15:00, Tasks");
        page.keyboard().press("Enter");
        isTold("Task added to Tasks");
        assertThat(page.locator("k-task-entry input")).hasValue("");
        page.navigate(Suite.web() + "/tasks/week");
        task(word).click();
        assertThat(page.locator(".tdrawer .ttitle textarea")).hasValue("Send " + word);
        page.locator(".tdrawer .ttitle textarea").fill("Bring " + word);
        page.keyboard().press("Tab");
        assertThat(task("Bring " + word)).isVisible();
        page.locator(".tdrawer vaadin-text-area").last().locator("textarea").fill("Row by row");
        page.keyboard().press("Tab");
        Client.await("saved", () -> report(word).contains("Row by row"));
        assertThat(report(word)).contains("SUMMARY:Bring " + word).containsPattern("DUE[^:]*:\\d{8}T150000");
        // both edits have one notice, which takes both back
        assertThat(page.locator(".toast", new Page.LocatorOptions().setHasText("Task changed")))
                .hasCount(1);
        page.locator(".toast", new Page.LocatorOptions().setHasText("Task changed"))
                .locator(".undo")
                .click();
        assertThat(page.locator(".tdrawer .ttitle textarea")).hasValue("Send " + word);
        assertThat(page.locator(".tdrawer vaadin-text-area").last().locator("textarea"))
                .hasValue("");
        assertThat(report(word)).doesNotContain("Row by row", "Bring");
        page.locator(".tdrawer .rbar .ib").first().click();
        assertThat(task(word)).hasCount(0);
        assertThat(page.locator(".tdrawer")).isHidden();
        page.locator(".toast .undo").click();
        assertThat(task(word)).isVisible();
    }

    @Test
    void theOrderIsChosenAndKept() {
        openTasks("/all");
        var word = word();
        put("tasks/" + word + "1.ics", word + "b", "DUE;VALUE=DATE:20300107");
        put("tasks/" + word + "2.ics", word + "a", "DUE;VALUE=DATE:20300108", "PRIORITY:1");
        assertThat(task(word)).hasText(new Pattern[] {Pattern.compile("b.*7 Jan"), Pattern.compile("a.*8 Jan")});
        order("By name");
        assertThat(task(word)).hasText(new Pattern[] {Pattern.compile("a.*8 Jan"), Pattern.compile("b.*7 Jan")});
        page.reload();
        assertThat(page.locator("k-tasks .grp")).hasText("By name");
        order("By priority");
        assertThat(page.locator("k-tasks .grp").first()).hasText("High priority");
        order("By due date");
        assertThat(task(word)).hasText(new Pattern[] {Pattern.compile("b.*7 Jan"), Pattern.compile("a.*8 Jan")});
    }

    private void order(String name) {
        page.locator("[popovertarget=task-order]").click();
        page.locator("#task-order [role=menuitemradio]", new Page.LocatorOptions().setHasText(name))
                .click();
    }

    @Test
    void aMessageBecomesATaskAndLeadsBack() {
        var word = word();
        deliver("bob@example.org", word, "Please send 400 sensors.");
        signIn("bob");
        row(word).click();
        assertThat(page.locator(".rsub")).containsText(word);
        page.locator(".reader [popovertarget^=message-menu]").last().click();
        page.locator(".menu:popover-open [data-verb=makeTask]").click();
        isTold("Task added to Tasks");
        page.locator(".rail a[href=tasks]").click();
        assertThat(page.locator("k-tasks")).isVisible();
        page.navigate(Suite.web() + "/tasks/all");
        task(word).locator(".ti").click();
        assertThat(page.locator(".tmail")).containsText("joko@sumbermakmur.example");
        page.locator(".tmail").click();
        assertThat(page).hasURL(Pattern.compile(".*/mail/\\d+/\\d+"));
        assertThat(page.locator(".rsub")).containsText(word);
    }

    @Test
    void listsAreMadeRenamedAndDeletedAndAreNoCalendars() {
        openTasks("");
        var word = word();
        page.locator("#new-list").click();
        page.locator("dialog.ask input").fill(word);
        page.locator("dialog.ask [aria-label=Pink]").click();
        page.locator("dialog.ask .btn.primary").click();
        assertThat(page.locator(".tlist h1")).hasText(word);
        page.keyboard().press("c");
        page.keyboard().type("Helmets");
        page.keyboard().press("Enter");
        assertThat(task("Helmets")).isVisible();
        assertThat(curl(
                                BOB,
                                calendars(),
                                "-X",
                                "PROPFIND",
                                "-H",
                                "Depth: 1",
                                "--data-binary",
                                "<D:propfind xmlns:D='DAV:'><D:prop><D:displayname/></D:prop></D:propfind>")
                        .ok()
                        .output())
                .contains(word);
        page.navigate(Suite.web() + "/calendar");
        assertThat(page.locator(".cals button").first()).isVisible();
        assertThat(page.locator(".cals").getByText(word)).hasCount(0);
        page.goBack();
        var line = page.locator(".fr").filter(new Locator.FilterOptions().setHasText(word));
        line.hover();
        line.locator(".more").click();
        page.locator(".menu:popover-open").getByText("Name and colour").click();
        page.locator("dialog.ask input").fill("R" + word);
        page.locator("dialog.ask .btn.primary").click();
        assertThat(page.locator(".tlist h1")).hasText("R" + word);
        line.hover();
        line.locator(".more").click();
        page.locator(".menu:popover-open").getByText("Delete list").click();
        page.locator("dialog.ask .btn.danger").click();
        assertThat(page.locator(".tlist h1")).hasText("Today");
        assertThat(line).hasCount(0);
    }

    @Test
    void aPhoneShowsOnePaneAndNothingIsWiderThanIt() {
        open(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setLocale("id-ID")
                .setHasTouch(true)
                .setIsMobile(true));
        openTasks("/all");
        var word = word();
        put(
                "tasks/" + word + ".ics",
                word,
                "DUE;VALUE=DATE:20300107",
                "PRIORITY:5",
                "CATEGORIES:" + "Gudang".repeat(12));
        assertThat(task(word)).isVisible();
        assertThat(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        task(word).locator(".ti").tap();
        assertThat(page.locator(".tdrawer")).isVisible();
        var drawer = page.locator(".tdrawer").boundingBox();
        assertThat(drawer.width).isEqualTo(390);
        assertThat(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        page.locator(".tclose").tap();
        assertThat(page.locator(".tdrawer")).isHidden();
        var touched = page.locator(".trow .tick").first().boundingBox();
        assertThat(touched.height).isGreaterThanOrEqualTo(44);
    }
}
