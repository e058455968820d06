package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** It is Wednesday 25 November 2026, 10:12 in Jakarta (03:12 UTC). */
class DatesTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-25T03:12:00Z"), ZoneId.of("UTC"));

    private static Dates dates(Locale locale) {
        return new Dates(NOW, ZoneId.of("Asia/Jakarta"), locale, (key, values) -> key);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T03:04:00Z,10:04",
        "2026-11-24T17:00:00Z,00:00",
        "2026-11-24T16:59:00Z,Tue",
        "2026-11-19T03:00:00Z,Thu",
        "2026-11-18T03:00:00Z,18 Nov",
        "2026-01-02T03:00:00Z,2 Jan",
        "2025-11-02T03:00:00Z,2 Nov 2025",
        "2026-11-27T03:00:00Z,27 Nov"
    })
    void theNearerTheShorter(Instant at, String shown) {
        assertThat(dates(Locale.ENGLISH).brief(at)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T03:04:00Z,day.today",
        "2026-11-25T16:59:00Z,day.today",
        "2026-11-25T17:00:00Z,due.tomorrow",
        "2026-11-30T03:04:00Z,due.week",
        "2026-12-02T03:04:00Z,due.later",
        "2026-11-24T03:04:00Z,day.yesterday",
        "2026-11-23T03:04:00Z,Monday",
        "2026-11-22T03:04:00Z,day.lastWeek",
        "2026-11-16T03:04:00Z,day.lastWeek",
        "2026-11-15T03:04:00Z,November 2026",
        "2025-10-15T03:04:00Z,October 2025"
    })
    void messagesAreGroupedByDayThenWeekThenMonth(Instant at, String group) {
        assertThat(dates(Locale.ENGLISH).group(at)).isEqualTo(group);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-24T09:20:00Z,'Sel 16:20'", "2026-11-02T09:20:00Z,'2 Nov, 16:20'"})
    void aMessageShowsItsTimeInTheReadersLanguage(Instant at, String shown) {
        assertThat(dates(Locale.of("id")).withTime(at)).isEqualTo(shown);
    }
}
