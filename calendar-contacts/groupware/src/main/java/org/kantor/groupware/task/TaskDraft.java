package org.kantor.groupware.task;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.resource.CollectionId;

/**
 * A task as somebody wrote it in a form.
 *
 * @param list where it shall lie; another one than before moves it there
 * @param due null for no date; a recurrence needs one
 * @param start not after it is due; null if that is not said
 * @param recurrence the RRULE's value; empty for none
 * @param reminder {@link Reminder#OTHER} leaves the alarms as they are
 */
public record TaskDraft(
        CollectionId list,
        String title,
        String notes,
        @Nullable Moment due,
        @Nullable Moment start,
        Priority priority,
        String recurrence,
        Reminder reminder,
        Optional<Origin> origin) {

    /** A title and nothing else. */
    public static TaskDraft of(CollectionId list, String title) {
        return new TaskDraft(list, title, "", null, null, Priority.NONE, "", Reminder.NONE, Optional.empty());
    }

    public TaskDraft due(@Nullable Moment when) {
        return new TaskDraft(list, title, notes, when, start, priority, recurrence, reminder, origin);
    }

    public TaskDraft repeating(String rule) {
        return new TaskDraft(list, title, notes, due, start, priority, rule, reminder, origin);
    }

    public TaskDraft from(Origin message) {
        return new TaskDraft(list, title, notes, due, start, priority, recurrence, reminder, Optional.of(message));
    }
}
