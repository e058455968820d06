package org.kantor.groupware.ical;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An RRULE (RFC 5545 section 3.3.10) as it was written.
 *
 * @param count 0 if there is none
 * @param until null if there is none
 */
public record RecurrenceRule(
        Frequency frequency,
        int interval,
        int count,
        @Nullable When until,
        List<Integer> bySecond,
        List<Integer> byMinute,
        List<Integer> byHour,
        List<WeekdayNumber> byDay,
        List<Integer> byMonthDay,
        List<Integer> byYearDay,
        List<Integer> byWeekNumber,
        List<Integer> byMonth,
        List<Integer> bySetPosition,
        DayOfWeek weekStart) {

    /** From the longest to the shortest. */
    public enum Frequency {
        YEARLY,
        MONTHLY,
        WEEKLY,
        DAILY,
        HOURLY,
        MINUTELY,
        SECONDLY
    }

    /** @param number which of the period's weekdays of that name, from its end if negative; 0 for all */
    public record WeekdayNumber(int number, DayOfWeek weekday) {}

    private enum Part {
        FREQ,
        INTERVAL,
        COUNT,
        UNTIL,
        BYSECOND,
        BYMINUTE,
        BYHOUR,
        BYDAY,
        BYMONTHDAY,
        BYYEARDAY,
        BYWEEKNO,
        BYMONTH,
        BYSETPOS,
        WKST
    }

    private static final int MAX_LIST = 400;
    private static final int MAX_TIMES_A_DAY = 288;
    private static final int MAX_NUMBER = 1_000_000;

    /** @throws InvalidCalendar if the text is no rule, or says two things that exclude each other */
    public static RecurrenceRule parse(String text, Zones zones) {
        Map<Part, String> parts = new EnumMap<>(Part.class);
        for (var pair : text.strip().split(";", -1)) {
            var equals = pair.indexOf('=');
            if (pair.isEmpty() || pair.startsWith("X-")) {
                continue;
            }
            try {
                var part = Part.valueOf(pair.substring(0, Math.max(equals, 0)).toUpperCase(Locale.ROOT));
                parts.put(part, pair.substring(equals + 1).toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new InvalidCalendar("A recurrence rule has an unknown part.");
            }
        }
        var until = parts.get(Part.UNTIL);
        var rule = new RecurrenceRule(
                frequency(parts.getOrDefault(Part.FREQ, "")),
                single(parts, Part.INTERVAL, 1),
                single(parts, Part.COUNT, 0),
                until == null ? null : When.parse(until, "", zones),
                numbers(parts, Part.BYSECOND, 0, 60),
                numbers(parts, Part.BYMINUTE, 0, 59),
                numbers(parts, Part.BYHOUR, 0, 23),
                weekdays(parts.getOrDefault(Part.BYDAY, "")),
                numbers(parts, Part.BYMONTHDAY, -31, 31),
                numbers(parts, Part.BYYEARDAY, -366, 366),
                numbers(parts, Part.BYWEEKNO, -53, 53),
                numbers(parts, Part.BYMONTH, 1, 12),
                numbers(parts, Part.BYSETPOS, -366, 366),
                parts.containsKey(Part.WKST) ? weekday(parts.getOrDefault(Part.WKST, "")) : DayOfWeek.MONDAY);
        if (until != null && parts.containsKey(Part.COUNT)) {
            throw new InvalidCalendar("A recurrence rule has both COUNT and UNTIL.");
        }
        if (size(rule.byHour) * size(rule.byMinute) * size(rule.bySecond) > MAX_TIMES_A_DAY) {
            throw new InvalidCalendar("A recurrence rule has too many times a day.");
        }
        return rule;
    }

    private static int size(List<Integer> part) {
        return Math.max(1, part.size());
    }

    public boolean ends() {
        return count > 0 || until != null;
    }

    private static Frequency frequency(String text) {
        try {
            return Frequency.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidCalendar("A recurrence rule has no FREQ.");
        }
    }

    private static int single(Map<Part, String> parts, Part part, int otherwise) {
        var text = parts.get(part);
        return text == null ? otherwise : number(text, part, 1, MAX_NUMBER);
    }

    private static List<Integer> numbers(Map<Part, String> parts, Part part, int least, int most) {
        var text = parts.get(part);
        if (text == null) {
            return List.of();
        }
        var numbers = new ArrayList<Integer>();
        for (var item : text.split(",", MAX_LIST + 1)) {
            var number = number(item, part, least, most);
            if (number == 0 && least < 0) {
                throw wrong(part);
            }
            numbers.add(number);
        }
        return List.copyOf(numbers);
    }

    private static int number(String text, Part part, int least, int most) {
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of bounds.
        }
        throw wrong(part);
    }

    private static InvalidCalendar wrong(Part part) {
        return new InvalidCalendar("A recurrence rule has a wrong " + part + ".");
    }

    private static List<WeekdayNumber> weekdays(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        var weekdays = new ArrayList<WeekdayNumber>();
        for (var item : text.split(",", MAX_LIST + 1)) {
            var day = item.strip();
            if (day.length() < 2) {
                throw wrong(Part.BYDAY);
            }
            var number = day.substring(0, day.length() - 2);
            weekdays.add(new WeekdayNumber(
                    number.isEmpty() ? 0 : number(number, Part.BYDAY, -53, 53),
                    weekday(day.substring(day.length() - 2))));
        }
        return List.copyOf(weekdays);
    }

    private static DayOfWeek weekday(String text) {
        for (var day : DayOfWeek.values()) {
            if (day.name().startsWith(text) && text.length() == 2) {
                return day;
            }
        }
        throw wrong(Part.BYDAY);
    }
}
