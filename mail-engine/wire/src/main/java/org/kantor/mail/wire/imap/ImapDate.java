package org.kantor.mail.wire.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The dates of RFC 3501 section 9: {@code date} in SEARCH, {@code date-time} in APPEND and INTERNALDATE. */
public final class ImapDate {

    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private ImapDate() {}

    /** {@code 1-Feb-1994}, with or without quotes. */
    static LocalDate date(Parser in) {
        var quoted = in.accept('"');
        var day = in.digits(1);
        if (in.seesDigit()) {
            day = day * 10 + in.digits(1);
        }
        var date = rest(in, day);
        if (quoted) {
            in.expect('"');
        }
        return date;
    }

    /** {@code "01-Feb-1994 21:52:25 -0800"}; a day below ten has a space or a zero before it. */
    static OffsetDateTime dateTime(Parser in) {
        in.expect('"');
        var day = in.accept(' ') ? in.digits(1) : in.digits(2);
        var date = rest(in, day);
        in.space();
        var hour = in.digits(2);
        in.expect(':');
        var minute = in.digits(2);
        in.expect(':');
        var second = in.digits(2);
        in.space();
        var west = in.accept('-');
        if (!west) {
            in.expect('+');
        }
        var offset = in.digits(2) * 60 + in.digits(2);
        in.expect('"');
        try {
            return OffsetDateTime.of(
                    date,
                    java.time.LocalTime.of(hour, minute, Math.min(second, 59)),
                    ZoneOffset.ofTotalSeconds((west ? -60 : 60) * offset));
        } catch (DateTimeException e) {
            throw new ImapSyntaxException("A date does not exist");
        }
    }

    private static LocalDate rest(Parser in, int day) {
        in.expect('-');
        var month = month(in);
        in.expect('-');
        var year = in.digits(4);
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            throw new ImapSyntaxException("A date does not exist");
        }
    }

    private static int month(Parser in) {
        for (var i = 0; i < MONTHS.length; i++) {
            if (in.sees(MONTHS[i].toUpperCase(java.util.Locale.ROOT))) {
                for (var k = 0; k < 3; k++) {
                    in.skip();
                }
                return i + 1;
            }
        }
        throw new ImapSyntaxException("A month is missing");
    }

    static String format(LocalDate date) {
        return date.getDayOfMonth() + "-" + MONTHS[date.getMonthValue() - 1] + "-" + four(date.getYear());
    }

    static String format(OffsetDateTime time) {
        var minutes = time.getOffset().getTotalSeconds() / 60;
        return two(time.getDayOfMonth())
                + "-"
                + MONTHS[time.getMonthValue() - 1]
                + "-"
                + four(time.getYear())
                + " "
                + two(time.getHour())
                + ":"
                + two(time.getMinute())
                + ":"
                + two(time.getSecond())
                + " "
                + (minutes < 0 ? "-" : "+")
                + two(Math.abs(minutes) / 60)
                + two(Math.abs(minutes) % 60);
    }

    /** INTERNALDATE without its quotes, in UTC. */
    public static String internalDate(long epochMillis) {
        return format(Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC));
    }

    private static String two(int value) {
        return value < 10 ? "0" + value : Integer.toString(value);
    }

    private static String four(int value) {
        var text = Integer.toString(value);
        return "0".repeat(Math.max(0, 4 - text.length())) + text;
    }
}
