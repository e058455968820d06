package org.kantor.groupware.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is shown of a task. Of one that repeats, the times are those of its next occurrence that is not done.
 *
 * @param due null if it has no date
 * @param start when it can be begun; null if that is not said, or is when it is due
 * @param created when it was made, as far as it says so; else its last change
 * @param done when it was done or given up; empty while it is open
 * @param cancelled whether it was given up (STATUS:CANCELLED)
 * @param recurrence the RRULE's value; empty if there is none
 * @param repeats whether it has other occurrences: by a rule, or by dates or changed occurrences that other programs wrote
 * @param labels its CATEGORIES
 */
public record Task(
        TaskRef ref,
        String title,
        String notes,
        @Nullable Moment due,
        @Nullable Moment start,
        Priority priority,
        Instant created,
        Optional<Instant> done,
        boolean cancelled,
        String recurrence,
        boolean repeats,
        Reminder reminder,
        List<String> labels,
        Optional<Origin> origin) {

    /** What a form would say of it. */
    public TaskDraft draft() {
        return new TaskDraft(ref.list(), title, notes, due, start, priority, recurrence, reminder, origin);
    }
}
