package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The calendar of the webmail in the system's Chromium, with CalDAV beside it. Leaves screenshots in {@code target/screenshots}. */
class CalendarSystemTest extends BrowserSystemTest {

    private static String event(String word, String times) {
        return """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Kantor//system test//EN
                BEGIN:VEVENT
                UID:%s
                DTSTAMP:20261101T000000Z
                %s
                SUMMARY:%s
                END:VEVENT
                END:VCALENDAR
                """.formatted(word, times, word);
    }

    private Locator block(String word) {
        return page.locator(".week .ev").filter(new Locator.FilterOptions().setHasText(word));
    }

    private void openCard(String word) {
        block(word).click();
        assertThat(page.locator("#event:popover-open .evtop")).isVisible();
    }

    @Test
    void anEventOfAnotherClientAppearsIsDraggedAndTakenBack() {
        var word = word();
        var resource = Client.dav("calendars", "bob") + word + ".ics";
        signIn("bob");
        page.navigate(Suite.web() + "/calendar/2027-03-10");
        assertThat(page.locator(".wd")).hasCount(7);
        Client.put("bob", resource, "text/calendar", event(word, "DTSTART:20270310T090000\nDTEND:20270310T100000"));
        assertThat(block(word)).containsText("09:00");
        var from = block(word).boundingBox();
        var column = page.locator(".dcol").first().boundingBox().width;
        page.mouse().move(from.x + 20, from.y + 10);
        page.mouse().down();
        page.mouse().move(from.x + 20, from.y + 30);
        page.mouse().move(from.x + 20 + column, from.y + 10 + from.height + 2);
        page.mouse().up();
        assertThat(block(word)).containsText("10:00");
        assertThat(page.locator("#event:popover-open")).hasCount(0);
        assertThat(Client.curl("bob:bob-demo", resource).ok().output()).contains("20270311T100000");
        takeBack();
        assertThat(block(word)).containsText("09:00");
        assertThat(Client.curl("bob:bob-demo", resource).ok().output()).contains("DTSTART:20270310T090000");
        openCard(word);
        page.locator("#event:popover-open .evtop button").nth(1).click();
        assertThat(block(word)).hasCount(0);
        takeBack();
        assertThat(block(word)).isVisible();
        Client.curl("bob:bob-demo", resource, "-f", "-X", "DELETE").ok();
        assertThat(block(word)).hasCount(0);
    }

    @Test
    void anEventIsWrittenWithTwentyFourHoursAndForAWholeDay() {
        var word = word();
        signIn("carol");
        page.navigate(Suite.web() + "/calendar/2027-03-10");
        page.locator(".dcol").nth(2).click(new Locator.ClickOptions().setPosition(40, 14 * 48));
        page.locator(".evform .evtitle input").fill(word);
        assertThat(page.locator(".evform vaadin-date-picker input").first()).hasValue("10/03/2027");
        assertThat(page.locator(".evform vaadin-time-picker input").first()).hasValue("14:00");
        page.locator(".evform .btn.primary").click();
        assertThat(block(word)).containsText("14:00");
        openCard(word);
        page.locator("#event:popover-open .evtop button").first().click();
        page.locator(".evform vaadin-checkbox input").check();
        page.locator(".evform .btn.primary").click();
        assertThat(page.locator(".allday .ev").filter(new Locator.FilterOptions().setHasText(word)))
                .isVisible();
        takeBack();
        assertThat(block(word)).containsText("14:00");
        openCard(word);
        page.locator("#event:popover-open .evtop button").nth(1).click();
        assertThat(block(word)).hasCount(0);
    }

    @Test
    void theDemonstrationsEventsStandAtTheirHoursWhereverTheBrowserIs() {
        for (var zone : List.of("Asia/Jakarta", "America/New_York")) {
            open(new Browser.NewContextOptions()
                    .setViewportSize(1440, 900)
                    .setLocale("id-ID")
                    .setTimezoneId(zone));
            signIn("alice");
            page.navigate(Suite.web() + "/calendar/" + Suite.wednesday());
            assertThat(block("Rapat mingguan")).containsText("09:00");
            assertThat(page.locator(".wd").first()).containsText("Sen");
            // the week begins at seven
            page.waitForFunction(
                    "() => Math.abs(document.querySelector('.tg').scrollTop + 8 - document.querySelector('.hrs').offsetHeight * 7 / 24) < 2");
        }
    }

    private Locator inMonth(String word) {
        return page.locator(".month .ev").filter(new Locator.FilterOptions().setHasText(word));
    }

    private Locator cell(String day) {
        return page.locator(".mday[data-day='" + day + "']");
    }

    private Locator period(String name) {
        return page.locator(".calhead .periods [data-verb=" + name + "]");
    }

    @Test
    void keysAndButtonsShowADayAWeekOrAMonthWhichIsRemembered() {
        signIn("dave");
        page.navigate(Suite.web() + "/calendar/week/2027-03-10");
        assertThat(page.locator(".wd")).hasCount(7);
        page.keyboard().press("3");
        assertThat(page.locator(".mday")).hasCount(42);
        assertThat(page.locator(".calhead h1")).hasText("March 2027");
        assertThat(page.locator(".week")).isHidden();
        page.keyboard().press("j");
        assertThat(page.locator(".calhead h1")).hasText("April 2027");
        page.keyboard().press("k");
        assertThat(page.locator(".calhead h1")).hasText("March 2027");
        page.navigate(Suite.web() + "/calendar/2027-03-10");
        assertThat(page.locator(".mday")).hasCount(42);
        screenshot("calendar-month");
        page.keyboard().press("1");
        assertThat(page.locator(".wd")).hasCount(1);
        assertThat(page.locator(".dcol")).hasCount(1);
        assertThat(page.locator(".calhead h1")).hasText("10 March 2027");
        page.keyboard().press("j");
        assertThat(page.locator(".calhead h1")).hasText("11 March 2027");
        screenshot("calendar-day");
        period("week").click();
        assertThat(page.locator(".wd")).hasCount(7);
        assertThat(period("week")).hasAttribute("aria-pressed", "true");
        // a phone has them above its list
        page.setViewportSize(390, 844);
        page.locator(".turn .periods [data-verb=month]").click();
        var days = page.locator(".agenda .mg button");
        assertThat(days).hasCount(42);
        assertThat(page.locator(".agenda .strip")).isHidden();
        assertThat(page.locator(".month")).isHidden();
        days.filter(new Locator.FilterOptions().setHasText("17")).click();
        assertThat(page.locator(".agenda .mg .one.wk")).hasText("17");
        assertThat(page.locator(".agenda .mg [aria-pressed=true]")).hasText("17");
        assertThat(page.locator(".agenda .mg .one.wk")).isFocused();
        assertThat(page.locator(".agenda .mg .one.wk.e")).hasCount(0);
        assertThat(page.locator(".agenda .nothing")).isVisible();
        var word = word();
        var resource = Client.dav("calendars", "dave") + word + ".ics";
        Client.put("dave", resource, "text/calendar", event(word, "DTSTART:20270317T090000\nDTEND:20270317T100000"));
        assertThat(page.locator(".agenda .ev")).containsText(word);
        assertThat(page.locator(".agenda .mg .one.wk.e")).hasText("17");
        page.locator(".turn [data-verb=nextPeriod]").click();
        assertThat(page.locator(".agenda .mg .one.wk")).hasText("1");
        assertThat(page.locator(".calhead h1")).containsText("April");
        screenshot("calendar-month-phone");
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        // 29 March, which is shown at the head of April
        page.locator(".agenda .mg .o").first().press("Enter");
        assertThat(page.locator(".calhead h1")).containsText("March");
        assertThat(page.locator(".agenda .mg .one.wk")).hasText("29");
        assertThat(page.locator(".agenda .mg .one.wk")).isFocused();
        page.locator(".turn .periods [data-verb=week]").click();
        assertThat(page.locator(".agenda .strip")).isVisible();
        // the day is empty for whoever comes next
        Client.curl("dave:dave-demo", resource, "-X", "DELETE").ok();
    }

    @Test
    void anEventOfTheMonthIsOpenedDraggedToAnotherDayAndTakenBack() {
        var word = word();
        var resource = Client.dav("calendars", "dave") + word + ".ics";
        signIn("dave");
        page.navigate(Suite.web() + "/calendar/month/2027-03-10");
        assertThat(page.locator(".mday")).hasCount(42);
        Client.put("dave", resource, "text/calendar", event(word, "DTSTART:20270310T090000\nDTEND:20270310T100000"));
        assertThat(inMonth(word)).containsText("09:00");
        inMonth(word).click();
        assertThat(page.locator("#event:popover-open")).isVisible();
        page.keyboard().press("Escape");
        var from = inMonth(word).boundingBox();
        var to = cell("2027-03-19").boundingBox();
        page.mouse().move(from.x + 20, from.y + 8);
        page.mouse().down();
        page.mouse().move(from.x + 40, from.y + 30);
        page.mouse().move(to.x + 40, to.y + 60);
        page.mouse().up();
        Client.await(
                "the other day, at the same hour",
                () -> Client.curl("dave:dave-demo", resource).ok().output().contains("20270319T090000"));
        takeBack();
        Client.await(
                "the day before",
                () -> Client.curl("dave:dave-demo", resource).ok().output().contains("DTSTART:20270310T090000"));
        Client.curl("dave:dave-demo", resource, "-f", "-X", "DELETE").ok();
        assertThat(inMonth(word)).hasCount(0);
        page.navigate(Suite.web() + "/calendar/week/2027-03-10");
        assertThat(page.locator(".wd")).hasCount(7);
    }

    @Test
    void aDayOfTheMonthTellsHowManyMoreItHasIsReachedByArrowsAndBeginsAnEvent() {
        var word = word();
        var home = Client.dav("calendars", "dave");
        for (var i = 0; i < 5; i++) {
            Client.put(
                    "dave",
                    home + word + i + ".ics",
                    "text/calendar",
                    event(word + i, "DTSTART:2027052%dT090000\nDTEND:20270525T100000".formatted(i == 0 ? 3 : 5)));
        }
        try {
            theMonthOf(word, home);
        } finally {
            for (var i = 0; i < 6; i++) {
                Client.curl("dave:dave-demo", home + word + i + ".ics", "-X", "DELETE");
            }
        }
    }

    private void theMonthOf(String word, String home) {
        signIn("dave");
        page.navigate(Suite.web() + "/calendar/month/2027-05-25");
        // a bar over the weeks' days, and three of five
        assertThat(inMonth(word + "0")).hasCount(2);
        var more = page.locator(".mow > .more");
        assertThat(more).hasText("2 more");
        // what was told of late draws the month anew
        Client.await("the focus on the first day", () -> {
            page.locator(".mday > button[tabindex='0']").focus();
            return cell("2027-05-01")
                    .locator("button")
                    .evaluate("(day) => day === document.activeElement")
                    .equals(true);
        });
        page.keyboard().press("ArrowDown");
        assertThat(cell("2027-05-08").locator("button")).isFocused();
        page.keyboard().press("ArrowRight");
        assertThat(cell("2027-05-09").locator("button")).isFocused();
        assertThat(page.locator(".mday > button[tabindex='0']")).hasCount(1);
        // a change of another client draws the month anew
        Client.put(
                "dave",
                home + word + "5.ics",
                "text/calendar",
                event(word + "5", "DTSTART:20270526T090000\nDTEND:20270526T100000"));
        assertThat(inMonth(word + "5")).isVisible();
        assertThat(cell("2027-05-09").locator("button")).isFocused();
        cell("2027-05-12").click(new Locator.ClickOptions().setPosition(60, 80));
        assertThat(page.locator(".evform vaadin-date-picker input").first()).hasValue("12/05/2027");
        assertThat(page.locator(".evform vaadin-time-picker input").first()).hasValue("09:00");
        page.keyboard().press("Escape");
        page.navigate(Suite.web() + "/calendar/month/2027-05-25");
        more.click();
        assertThat(page.locator(".calhead h1")).hasText("25 May 2027");
        assertThat(block(word)).hasCount(5);
        page.keyboard().press("2");
        assertThat(page.locator(".wd")).hasCount(7);
    }
}
