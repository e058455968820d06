package org.kantor.webmail.tasks;

import com.vaadin.flow.component.Component;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kantor.groupware.task.Reminder;
import org.kantor.webmail.calendar.CalendarWords;

/** What a task's repetition and reminder can be in the form: a few of each, and what the task has if that is another. */
final class TaskChoices {

    private static final List<Duration> BEFORE = List.of(
            Duration.ZERO,
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofDays(1),
            Duration.ofDays(2));

    private TaskChoices() {}

    /** @param own what the task has */
    static List<String> repetitions(String own) {
        return CalendarWords.COMMON.contains(own)
                ? CalendarWords.COMMON
                : Stream.concat(CalendarWords.COMMON.stream(), Stream.of(own)).toList();
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
            case Reminder.Before(var length) ->
                length.isZero() ? texts.getTranslation("tasks.reminder.then") : CalendarWords.before(length, texts);
        };
    }
}
