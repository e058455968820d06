package org.kantor.webmail.tasks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.task.Moment;

/**
 * A task as it was typed in one line: words that are a date, a time, a repetition or a list are taken out of the title.
 *
 * @param title what is left; all of the text if nothing would be
 * @param due null if no date and no time was typed
 * @param recurrence the RRULE's value; empty for none
 * @param list the place of the list among those that were given; -1 for none
 * @param spans what was understood, in order
 */
record TypedTask(String title, @Nullable Moment due, String recurrence, int list, List<Span> spans) {

    /** Letters of the text, from one to before another, that were understood. */
    record Span(int from, int to) {}
}
