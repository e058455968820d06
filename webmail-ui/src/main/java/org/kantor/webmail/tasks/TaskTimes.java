package org.kantor.webmail.tasks;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.task.Moment;
import org.kantor.webmail.mail.Dates;

/** When tasks are due, in words: the nearer the shorter. For one look. */
final class TaskTimes {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final LocalDateTime now;
    private final LocalDate today;
    private final Locale locale;
    private final Dates.Words words;

    TaskTimes(LocalDateTime now, Locale locale, Dates.Words words) {
        this.now = now;
        this.today = now.toLocalDate();
        this.locale = locale;
        this.words = words;
    }

    LocalDate today() {
        return today;
    }

    boolean isLate(Moment due) {
        return due.time() == null ? due.date().isBefore(today) : due.latest().isBefore(now);
    }

    /** At the end of a row: today 15:00 or nothing, within six days Fri 15:00, else 2 Dec, or 2 Dec 2027. */
    String brief(Moment due) {
        return due.date().equals(today) ? clock(due.time()) : day(due.date()) + after(due.time());
    }

    /** In a sentence: Today, Tomorrow 15:00, Fri 15:00, 2 Dec. */
    String words(Moment due) {
        var days = ChronoUnit.DAYS.between(today, due.date());
        var day = days == 0 ? words.of("day.today") : days == 1 ? words.of("due.tomorrow") : day(due.date());
        return day + after(due.time());
    }

    private static String after(@Nullable LocalTime time) {
        return time == null ? "" : " " + clock(time);
    }

    static String clock(@Nullable LocalTime time) {
        return time == null ? "" : time.format(CLOCK);
    }

    private String day(LocalDate day) {
        if (Math.abs(ChronoUnit.DAYS.between(today, day)) < 7) {
            return day.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale);
        }
        var pattern = day.getYear() == today.getYear() ? "d MMM" : "d MMM yyyy";
        return DateTimeFormatter.ofPattern(pattern, locale).format(day);
    }

    /** What stands above what is due then. @param byDay whether each day of the next week stands by itself */
    String group(@Nullable Moment due, boolean byDay) {
        if (due == null) {
            return words.of("tasks.group.none");
        }
        var days = ChronoUnit.DAYS.between(today, due.date());
        if (days < 0) {
            return words.of("due.overdue");
        }
        if (days < 2) {
            return words.of(days == 0 ? "day.today" : "due.tomorrow");
        }
        if (days < 7) {
            return byDay ? DateTimeFormatter.ofPattern("EEEE d MMMM", locale).format(due.date()) : words.of("due.week");
        }
        return words.of("due.later");
    }

    /** What stands above what was done then. */
    String doneGroup(LocalDate day) {
        if (day.equals(today)) {
            return words.of("tasks.group.done");
        }
        if (day.equals(today.minusDays(1))) {
            return words.of("day.yesterday");
        }
        return DateTimeFormatter.ofPattern(day.getYear() == today.getYear() ? "EEEE d MMMM" : "d MMMM yyyy", locale)
                .format(day);
    }

    String heading() {
        return DateTimeFormatter.ofPattern("EEEE d MMMM", locale).format(today);
    }
}
