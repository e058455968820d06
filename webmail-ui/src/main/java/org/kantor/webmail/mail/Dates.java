package org.kantor.webmail.mail;

import com.vaadin.flow.component.UI;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.kantor.webmail.shell.Viewer;

/** Dates as people read them, in the viewer's zone and language: the nearer the shorter. */
public final class Dates {

    private final Clock clock;
    private final ZoneId zone;
    private final Locale locale;

    /** Finds the words for today, yesterday and last week. */
    public interface Words {
        String of(String key, Object... values);
    }

    private final Words words;

    /** For the person at a browser. */
    public static Dates of(Clock clock, UI ui) {
        return new Dates(clock, zone(ui), ui.getLocale(), ui::getTranslation);
    }

    /** The time zone of the person at the page. */
    public static ZoneId zone(UI ui) {
        return Viewer.zone(ui);
    }

    public Dates(Clock clock, ZoneId zone, Locale locale, Words words) {
        this.clock = clock;
        this.zone = zone;
        this.locale = locale;
        this.words = words;
    }

    /** Today 10:04, within six days Tue, this year 2 Nov, else 2 Nov 2025. */
    public String brief(Instant instant) {
        var at = instant.atZone(zone);
        var days = ChronoUnit.DAYS.between(at.toLocalDate(), today());
        if (days == 0) {
            return time(at);
        }
        if (days > 0 && days < 7) {
            return at.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale);
        }
        var pattern = at.getYear() == today().getYear() ? "d MMM" : "d MMM yyyy";
        return DateTimeFormatter.ofPattern(pattern, locale).format(at);
    }

    /** With the time always: today 10:04, else Mon 16:20, 2 Nov, 16:20. */
    public String withTime(Instant instant) {
        var at = instant.atZone(zone);
        var days = ChronoUnit.DAYS.between(at.toLocalDate(), today());
        return days == 0 ? time(at) : brief(instant) + (days > 0 && days < 7 ? " " : ", ") + time(at);
    }

    /** What lies ahead: today 18:00, within six days Thu 08:00, else 2 Dec, 08:00. */
    public String soon(Instant instant) {
        var at = instant.atZone(zone);
        var days = ChronoUnit.DAYS.between(today(), at.toLocalDate());
        if (days == 0) {
            return time(at);
        }
        return days > 0 && days < 7
                ? at.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale) + " " + time(at)
                : brief(instant) + ", " + time(at);
    }

    /** What a list of what is to be dealt with writes above what is due then. */
    public String dueGroup(Instant due) {
        return due.isAfter(clock.instant()) ? ahead(due.atZone(zone).toLocalDate()) : words.of("due.overdue");
    }

    private String ahead(LocalDate day) {
        var days = ChronoUnit.DAYS.between(today(), day);
        return words.of(days == 0 ? "day.today" : days == 1 ? "due.tomorrow" : days < 7 ? "due.week" : "due.later");
    }

    /** The whole date. */
    public String full(Instant instant) {
        var at = instant.atZone(zone);
        return DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", locale).format(at) + ", " + time(at);
    }

    public ZoneId zone() {
        return zone;
    }

    /** What the list writes above the messages of a day or a longer time ago, or of a time when they leave. */
    public String group(Instant instant) {
        var day = instant.atZone(zone).toLocalDate();
        var today = today();
        if (!day.isBefore(today)) {
            return ahead(day);
        }
        if (day.equals(today.minusDays(1))) {
            return words.of("day.yesterday");
        }
        var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if (!day.isBefore(monday)) {
            return day.getDayOfWeek().getDisplayName(TextStyle.FULL_STANDALONE, locale);
        }
        if (!day.isBefore(monday.minusWeeks(1))) {
            return words.of("day.lastWeek");
        }
        return DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(day);
    }

    Locale locale() {
        return locale;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private static String time(ZonedDateTime at) {
        return "%02d:%02d".formatted(at.getHour(), at.getMinute());
    }
}
