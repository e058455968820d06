package org.kantor.webmail.shell;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** The field for a day and a time in a real browser, whose language and zone are not the person's. */
class WhenBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en" data-zone="Asia/Jakarta" data-week=""><head><base href="/"></head><body><k-when></k-when>
            <script type="module">
              import { at, instant, wall } from '/ui/when.js';
              Object.assign(window, { at, instant, wall, field: document.querySelector('k-when') });
              document.body.id = 'ready';
            </script></body></html>""";

    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {});
    }

    private LocalDateTime shown(String script) {
        var millis = ((Number) page.evaluate(script)).longValue();
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), JAKARTA);
    }

    @Test
    void timesAreThoseOfThePersonsZoneAndDaysGoOnIntoTheNextMonth() {
        assertThat(shown("instant(2026, 11, 30 + 1, 8, 0).getTime()")).isEqualTo("2026-12-01T08:00");
        assertThat(shown("at(1, 8).getTime()").getHour()).isEqualTo(8);
        assertThat(page.evaluate("wall(new Date('2026-11-28T20:15:00Z'))").toString())
                .contains("day=29", "hour=3", "minute=15", "weekday=0");
    }

    @Test
    void theClockIsPutForwardAndBackByItsZone() {
        page.evaluate("document.documentElement.dataset.zone = 'Europe/Berlin'");
        assertThat(page.evaluate("instant(2026, 3, 29, 8, 0).toISOString()")).isEqualTo("2026-03-29T06:00:00.000Z");
        assertThat(page.evaluate("instant(2026, 10, 25, 8, 0).toISOString()")).isEqualTo("2026-10-25T07:00:00.000Z");
    }

    @Test
    void aDayIsChosenByArrowsAndATimeByItsFields() {
        page.evaluate("field.value = instant(2099, 1, 31, 9, 30).getTime()");
        assertThat(page.locator("k-when select").first().locator("option:checked"))
                .hasText("January 2099");
        // the week is Monday's in English, which is not American here
        assertThat(page.locator("k-when .wd").first()).hasText("Mon");
        page.locator("k-when [aria-selected=true]").focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("k-when select").first().locator("option:checked"))
                .hasText("February 2099");
        assertThat(page.locator("k-when [aria-selected=true]")).isFocused();
        page.keyboard().press("ArrowDown");
        page.locator("k-when select").nth(1).selectOption("17");
        page.locator("k-when select").nth(2).selectOption("45");
        assertThat(shown("field.value")).isEqualTo("2099-02-08T17:45");
    }

    @Test
    void aMonthWithFewerDaysTakesItsLast() {
        page.evaluate("field.value = instant(2099, 1, 31, 9, 30).getTime()");
        page.locator("k-when select").first().selectOption("February 2099");
        assertThat(shown("field.value")).isEqualTo("2099-02-28T09:30");
    }

    @Test
    void aDayThatIsOverCannotBeChosen() {
        page.evaluate("field.value = at(0, 12).getTime()");
        page.locator("k-when [aria-selected=true]").focus();
        page.keyboard().press("ArrowLeft");
        assertThat(page.evaluate("wall(new Date(field.value)).day === wall(new Date()).day"))
                .isEqualTo(true);
    }
}
