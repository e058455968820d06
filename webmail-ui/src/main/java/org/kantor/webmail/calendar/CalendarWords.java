package org.kantor.webmail.calendar;

import com.vaadin.flow.component.Component;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What rules of recurrence and alarms are called, of events, invitations and tasks. */
public final class CalendarWords {

    /** Rules that have a text of their own. */
    private static final Map<String, String> RULES = Map.of(
            "", "none",
            "FREQ=DAILY", "daily",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "weekdays",
            "FREQ=WEEKLY", "weekly",
            "FREQ=WEEKLY;INTERVAL=2", "fortnightly",
            "FREQ=MONTHLY", "monthly",
            "FREQ=YEARLY", "yearly");

    /** Those in the order in which they are offered. */
    public static final List<String> COMMON = List.of(
            "",
            "FREQ=DAILY",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "FREQ=WEEKLY",
            "FREQ=WEEKLY;INTERVAL=2",
            "FREQ=MONTHLY",
            "FREQ=YEARLY");

    private static final String ON_A_DAY = "FREQ=WEEKLY;BYDAY=";

    private CalendarWords() {}

    /** @param rule an RRULE's value; empty for none */
    public static String repetition(String rule, Locale locale, Component texts) {
        var known = RULES.get(rule);
        if (known != null) {
            return texts.getTranslation("cal.repeat." + known);
        }
        if (rule.startsWith(ON_A_DAY) && rule.length() == ON_A_DAY.length() + 2) {
            for (var day : DayOfWeek.values()) {
                if (day.name().startsWith(rule.substring(ON_A_DAY.length()))) {
                    return texts.getTranslation("cal.repeat.on", day.getDisplayName(TextStyle.FULL, locale));
                }
            }
        }
        return texts.getTranslation("cal.repeat.other");
    }

    /** @param often what {@link #repetition} says @param until the day until which; empty for none @param times how often in all; 0 for no end, or a day */
    public static String ending(String often, Optional<LocalDate> until, int times, Locale locale, Component texts) {
        if (times > 0) {
            return texts.getTranslation("cal.repeat.times", often, times);
        }
        var day = DateTimeFormatter.ofPattern("d MMMM yyyy", locale);
        return until.map(last -> texts.getTranslation("cal.repeat.until", often, day.format(last)))
                .orElse(often);
    }

    /** So long before, in the largest unit that it is a whole number of; minutes at the least, and what is shorter counts as one. */
    public static String before(Duration length, Component texts) {
        var minutes = length.toMinutes() == 0 ? 1 : length.toMinutes();
        if (minutes % 60 != 0) {
            return texts.getTranslation("cal.alarm.minutes", minutes);
        }
        return length.toHours() % 24 == 0
                ? texts.getTranslation("cal.alarm.days", length.toDays())
                : texts.getTranslation("cal.alarm.hours", length.toHours());
    }
}
