package org.kantor.groupware.ical;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** How long a component lasts: days by the calendar and then time by the clock (RFC 5545 sections 3.3.6 and 3.8.5.3). */
record Length(long days, Duration time) {

    private static final Pattern DURATION = Pattern.compile(
            "([+-]?)P(?:(\\d{1,6})W)?(?:(\\d{1,7})D)?(?:T(?:(\\d{1,8})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})S)?)?");

    static final Length NOTHING = new Length(0, Duration.ZERO);

    /** The DURATION value. @throws InvalidCalendar if the text is none */
    static Length parse(String text) {
        var match = DURATION.matcher(text.strip());
        if (!match.matches() || text.strip().endsWith("P") || text.strip().endsWith("T")) {
            throw new InvalidCalendar("A DURATION is not valid.");
        }
        var sign = match.group(1).equals("-") ? -1 : 1;
        return new Length(
                sign * (number(match.group(2)) * 7 + number(match.group(3))),
                Duration.ofHours(number(match.group(4)))
                        .plusMinutes(number(match.group(5)))
                        .plusSeconds(number(match.group(6)))
                        .multipliedBy(sign));
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Between two values of the same kind: whole days between dates, the exact time between date-times. */
    static Length between(When start, When end) {
        if (start.isDate() && end.isDate()) {
            return new Length(Math.max(0, ChronoUnit.DAYS.between(start.local(), end.local())), Duration.ZERO);
        }
        var exact = Duration.between(start.instant(), end.instant());
        return new Length(0, exact.isNegative() ? Duration.ZERO : exact);
    }

    Instant end(When start) {
        return start.zone().instant(start.local().plusDays(days)).plus(time);
    }

    LocalDateTime localEnd(When start) {
        return time.isZero() ? start.local().plusDays(days) : start.zone().local(end(start));
    }

    Duration approximate() {
        return Duration.ofDays(days).plus(time);
    }
}
