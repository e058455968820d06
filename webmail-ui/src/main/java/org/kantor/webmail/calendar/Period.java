package org.kantor.webmail.calendar;

import java.time.LocalDate;
import java.util.Locale;

/** How much of the calendar is shown. */
enum Period {
    DAY,
    WEEK,
    MONTH;

    /** A word for addresses, texts and scripts. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first day that is shown with a day; a month has whole weeks, six of them. */
    LocalDate first(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> Look.firstOfWeek(day);
            case MONTH -> Look.firstOfWeek(day.withDayOfMonth(1));
        };
    }

    /** How many days are shown. */
    int days() {
        return switch (this) {
            case DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 42;
        };
    }

    /** The day by which the next or an earlier period is named. */
    LocalDate step(LocalDate day, int by) {
        return switch (this) {
            case DAY -> day.plusDays(by);
            case WEEK -> day.plusWeeks(by);
            case MONTH -> day.withDayOfMonth(1).plusMonths(by);
        };
    }
}
