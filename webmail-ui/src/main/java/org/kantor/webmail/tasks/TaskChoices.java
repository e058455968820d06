package org.kantor.webmail.tasks;

import com.vaadin.flow.component.Component;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.kantor.groupware.task.Reminder;

/** What a task's repetition and reminder can be in the form: a few of each, and what the task has if that is another. */
final class TaskChoices {

    /** Rules that have a text of their own, in their order. */
    private static final Map<String, String> RULES = rules();

    private static final List<Duration> BEFORE = List.of(
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofDays(1),
            Duration.ofDays(2));

    private static final String ON_A_DAY = "FREQ=WEEKLY;BYDAY=";

    private TaskChoices() {}

    private static Map<String, String> rules() {
        var rules = new LinkedHashMap<String, String>();
        rules.put("", "none");
        rules.put("FREQ=DAILY", "daily");
        rules.put("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "weekdays");
        rules.put("FREQ=WEEKLY", "weekly");
        rules.put("FREQ=WEEKLY;INTERVAL=2", "fortnightly");
        rules.put("FREQ=MONTHLY", "monthly");
        rules.put("FREQ=YEARLY", "yearly");
        return rules;
    }

    /** @param own what the task has */
    static List<String> repetitions(String own) {
        return RULES.containsKey(own)
                ? List.copyOf(RULES.keySet())
                : Stream.concat(RULES.keySet().stream(), Stream.of(own)).toList();
    }

    static String repetition(String rule, Locale locale, Component texts) {
        var known = RULES.get(rule);
        if (known != null) {
            return texts.getTranslation("tasks.repeat." + known);
        }
        if (rule.startsWith(ON_A_DAY) && rule.length() == ON_A_DAY.length() + 2) {
            for (var day : DayOfWeek.values()) {
                if (day.name().startsWith(rule.substring(ON_A_DAY.length()))) {
                    return texts.getTranslation("tasks.repeat.on", day.getDisplayName(TextStyle.FULL, locale));
                }
            }
        }
        return texts.getTranslation("tasks.repeat.other");
    }

    static List<Reminder> reminders(Reminder own) {
        var all = new ArrayList<Reminder>();
        all.add(Reminder.NONE);
        BEFORE.forEach(length -> all.add(new Reminder.Before(length)));
        if (!all.contains(own)) {
            all.add(own);
        }
        return all;
    }

    static String reminder(Reminder reminder, Component texts) {
        return switch (reminder) {
            case Reminder.None() -> texts.getTranslation("tasks.reminder.none");
            case Reminder.Other() -> texts.getTranslation("tasks.reminder.other");
            case Reminder.Before(var length) -> before(length, texts);
        };
    }

    private static String before(Duration length, Component texts) {
        if (length.isZero()) {
            return texts.getTranslation("tasks.reminder.then");
        }
        var minutes = length.toMinutes();
        if (minutes < 120 && minutes != 60) {
            return texts.getTranslation("cal.alarm.minutes", minutes);
        }
        return length.toHours() < 24
                ? texts.getTranslation("tasks.reminder.hours", length.toHours())
                : texts.getTranslation("tasks.reminder.days", length.toDays());
    }
}
