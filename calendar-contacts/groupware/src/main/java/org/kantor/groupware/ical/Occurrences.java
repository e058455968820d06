package org.kantor.groupware.ical;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.ical.RecurrenceRule.Frequency;
import org.kantor.groupware.ical.RecurrenceRule.WeekdayNumber;

/**
 * The local times that a recurrence rule gives, in order: the one hard idea of calendars. Each period of the rule's frequency (a year, a month, a day ...) is
 * taken as the list of its days; every BY part strikes days out, what is left gets its times of day, and BYSETPOS chooses among them. The start
 * of the series is always its first time, whether or not the rule gives it (RFC 5545 section 3.8.5.3).
 *
 * <p>A rule may give nothing for ever (30 February) or more than anybody can use (every second): after {@link #MAX_PERIODS} periods, or in the year
 * {@link #LAST_YEAR}, it ends. Not safe for several threads.
 */
public final class Occurrences implements Iterator<LocalDateTime> {

    static final int MAX_PERIODS = 200_000;
    static final int LAST_YEAR = 2200;

    private final RecurrenceRule rule;
    private final LocalDateTime start;
    private final @Nullable LocalDateTime until;
    private final LocalDateTime notBefore;
    private final List<Integer> months;
    private final List<Integer> monthDays;
    private final List<WeekdayNumber> weekdays;
    private final List<LocalTime> times;

    private final Deque<LocalDateTime> ready = new ArrayDeque<>();
    private LocalDateTime period;
    private int periods;
    private int given;
    private boolean ended;

    private Occurrences(
            RecurrenceRule rule, LocalDateTime start, @Nullable LocalDateTime until, LocalDateTime notBefore) {
        this.rule = rule;
        this.start = start;
        this.until = until;
        this.notBefore = notBefore;
        var noDay = rule.byDay().isEmpty()
                && rule.byMonthDay().isEmpty()
                && rule.byYearDay().isEmpty();
        var frequency = rule.frequency();
        var impliedDay = noDay
                && (frequency == Frequency.MONTHLY
                        || frequency == Frequency.YEARLY && rule.byWeekNumber().isEmpty());
        this.monthDays = impliedDay ? List.of(start.getDayOfMonth()) : rule.byMonthDay();
        this.months =
                impliedDay && frequency == Frequency.YEARLY && rule.byMonth().isEmpty()
                        ? List.of(start.getMonthValue())
                        : rule.byMonth();
        var impliedWeekday = noDay
                && (frequency == Frequency.WEEKLY
                        || frequency == Frequency.YEARLY && !rule.byWeekNumber().isEmpty());
        this.weekdays = impliedWeekday ? List.of(new WeekdayNumber(0, start.getDayOfWeek())) : rule.byDay();
        this.times = frequency.compareTo(Frequency.DAILY) <= 0 ? times(rule.byHour(), rule.byMinute()) : List.of();
        this.period = floor(start);
        if (rule.count() == 0 && notBefore.isAfter(start)) {
            skip();
        }
        if (!start.isBefore(notBefore)) {
            ready.add(start);
        }
        given = 1;
    }

    /**
     * @param until the last time that counts, in the same local time; null if the rule doesn't end so
     * @param notBefore earlier times are left out, cheaply unless the rule counts
     */
    public static Occurrences of(
            RecurrenceRule rule, LocalDateTime start, @Nullable LocalDateTime until, LocalDateTime notBefore) {
        return new Occurrences(rule, start, until, notBefore);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            fill();
        }
        return !ready.isEmpty();
    }

    @Override
    public LocalDateTime next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    /** Whether the rule was given up before its end: only an unreasonable one is. */
    public boolean exhausted() {
        return periods >= MAX_PERIODS;
    }

    private void fill() {
        if (++periods > MAX_PERIODS || period.getYear() > LAST_YEAR || rule.count() > 0 && given >= rule.count()) {
            ended = true;
            return;
        }
        for (var time : positions(inPeriod())) {
            if (!time.isAfter(start)) {
                continue;
            }
            if (until != null && time.isAfter(until) || rule.count() > 0 && given >= rule.count()) {
                ended = true;
                return;
            }
            given++;
            if (!time.isBefore(notBefore)) {
                ready.add(time);
            }
        }
        if (until != null && period.isAfter(until)) {
            ended = true;
        }
        period = step(period, rule.interval());
    }

    private LocalDateTime floor(LocalDateTime time) {
        return switch (rule.frequency()) {
            case YEARLY -> time.toLocalDate().withDayOfYear(1).atStartOfDay();
            case MONTHLY -> time.toLocalDate().withDayOfMonth(1).atStartOfDay();
            case WEEKLY ->
                time.toLocalDate()
                        .with(TemporalAdjusters.previousOrSame(rule.weekStart()))
                        .atStartOfDay();
            case DAILY -> time.truncatedTo(ChronoUnit.DAYS);
            case HOURLY -> time.truncatedTo(ChronoUnit.HOURS);
            case MINUTELY -> time.truncatedTo(ChronoUnit.MINUTES);
            case SECONDLY -> time.truncatedTo(ChronoUnit.SECONDS);
        };
    }

    private ChronoUnit unit() {
        return switch (rule.frequency()) {
            case YEARLY -> ChronoUnit.YEARS;
            case MONTHLY -> ChronoUnit.MONTHS;
            case WEEKLY -> ChronoUnit.WEEKS;
            case DAILY -> ChronoUnit.DAYS;
            case HOURLY -> ChronoUnit.HOURS;
            case MINUTELY -> ChronoUnit.MINUTES;
            case SECONDLY -> ChronoUnit.SECONDS;
        };
    }

    private LocalDateTime step(LocalDateTime from, long steps) {
        return from.plus(steps, unit());
    }

    /** Goes on to the period before the first time that is wanted, keeping the interval's rhythm. */
    private void skip() {
        var whole = unit().between(period, notBefore) / rule.interval() - 1;
        if (whole > 0) {
            period = step(period, whole * rule.interval());
        }
    }

    private List<LocalDateTime> inPeriod() {
        return switch (rule.frequency()) {
            case YEARLY -> yearly();
            case MONTHLY -> days(period.toLocalDate(), period.toLocalDate().lengthOfMonth());
            case WEEKLY -> days(period.toLocalDate(), 7);
            case DAILY -> days(period.toLocalDate(), 1);
            case HOURLY -> hour(period);
            case MINUTELY -> minute(period);
            case SECONDLY -> second(period);
        };
    }

    /** A year whose weeks are chosen by number begins and ends with its weeks, not with January and December. */
    private List<LocalDateTime> yearly() {
        var first = period.toLocalDate();
        if (rule.byWeekNumber().isEmpty()) {
            return days(first, first.lengthOfYear());
        }
        var weekOne = weekOne(first.getYear());
        return days(weekOne, (int) ChronoUnit.DAYS.between(weekOne, weekOne(first.getYear() + 1)));
    }

    /** The first week of a year is the first with at least four days in it. */
    private LocalDate weekOne(int year) {
        return Year.of(year).atMonth(1).atDay(4).with(TemporalAdjusters.previousOrSame(rule.weekStart()));
    }

    private List<LocalDateTime> days(LocalDate first, int number) {
        var found = new ArrayList<LocalDateTime>();
        for (var i = 0; i < number; i++) {
            var day = first.plusDays(i);
            if (fits(day, first, i)) {
                for (var time : times) {
                    found.add(day.atTime(time));
                }
            }
        }
        return found;
    }

    private boolean fits(LocalDate day, LocalDate first, int index) {
        if (!months.isEmpty() && !months.contains(day.getMonthValue())) {
            return false;
        }
        if (!rule.byWeekNumber().isEmpty() && rule.frequency() == Frequency.YEARLY) {
            var week = index / 7 + 1;
            var weeks = (int) ChronoUnit.WEEKS.between(first, weekOne(period.getYear() + 1));
            if (!rule.byWeekNumber().contains(week) && !rule.byWeekNumber().contains(week - weeks - 1)) {
                return false;
            }
        }
        if (!rule.byYearDay().isEmpty()) {
            var number = day.getDayOfYear();
            if (!rule.byYearDay().contains(number) && !rule.byYearDay().contains(number - day.lengthOfYear() - 1)) {
                return false;
            }
        }
        if (!monthDays.isEmpty()) {
            var number = day.getDayOfMonth();
            if (!monthDays.contains(number) && !monthDays.contains(number - day.lengthOfMonth() - 1)) {
                return false;
            }
        }
        return weekdays.isEmpty() || weekdays.stream().anyMatch(weekday -> fits(day, weekday));
    }

    private boolean fits(LocalDate day, WeekdayNumber wanted) {
        if (day.getDayOfWeek() != wanted.weekday()) {
            return false;
        }
        if (wanted.number() == 0) {
            return true;
        }
        var withinYear = rule.frequency() == Frequency.YEARLY && months.isEmpty();
        if (!withinYear && rule.frequency() != Frequency.MONTHLY && rule.frequency() != Frequency.YEARLY) {
            return true;
        }
        var position = withinYear ? day.getDayOfYear() : day.getDayOfMonth();
        var length = withinYear ? day.lengthOfYear() : day.lengthOfMonth();
        return wanted.number() > 0
                ? (position - 1) / 7 + 1 == wanted.number()
                : (length - position) / 7 + 1 == -wanted.number();
    }

    private boolean dayFits(LocalDateTime time) {
        return fits(time.toLocalDate(), time.toLocalDate(), 0);
    }

    private List<LocalDateTime> hour(LocalDateTime hour) {
        if (!dayFits(hour) || !allows(rule.byHour(), hour.getHour())) {
            return List.of();
        }
        return times(List.of(hour.getHour()), rule.byMinute()).stream()
                .map(hour.toLocalDate()::atTime)
                .toList();
    }

    private List<LocalDateTime> minute(LocalDateTime minute) {
        if (!dayFits(minute)
                || !allows(rule.byHour(), minute.getHour())
                || !allows(rule.byMinute(), minute.getMinute())) {
            return List.of();
        }
        return times(List.of(minute.getHour()), List.of(minute.getMinute())).stream()
                .map(minute.toLocalDate()::atTime)
                .toList();
    }

    private List<LocalDateTime> second(LocalDateTime second) {
        var fits = dayFits(second)
                && allows(rule.byHour(), second.getHour())
                && allows(rule.byMinute(), second.getMinute())
                && allows(rule.bySecond(), second.getSecond());
        return fits ? List.of(second) : List.of();
    }

    private static boolean allows(List<Integer> part, int number) {
        return part.isEmpty() || part.contains(number);
    }

    /** Every time of day that the parts name; a part that is missing is that of the start. */
    private List<LocalTime> times(List<Integer> hours, List<Integer> minutes) {
        var found = new TreeSet<LocalTime>();
        for (int hour : hours.isEmpty() ? List.of(start.getHour()) : hours) {
            for (int minute : minutes.isEmpty() ? List.of(start.getMinute()) : minutes) {
                for (int second : rule.bySecond().isEmpty() ? List.of(start.getSecond()) : rule.bySecond()) {
                    found.add(LocalTime.of(hour, minute, Math.min(second, 59)));
                }
            }
        }
        return List.copyOf(found);
    }

    private List<LocalDateTime> positions(List<LocalDateTime> all) {
        if (rule.bySetPosition().isEmpty()) {
            return all;
        }
        var chosen = new TreeSet<LocalDateTime>();
        for (int position : rule.bySetPosition()) {
            var index = position > 0 ? position - 1 : all.size() + position;
            if (index >= 0 && index < all.size()) {
                chosen.add(all.get(index));
            }
        }
        return List.copyOf(chosen);
    }
}
