package org.kantor.groupware.ical;

import java.time.Instant;
import java.time.LocalDateTime;
import org.kantor.groupware.content.Component;

/**
 * One happening of an event, to-do or journal entry.
 *
 * @param component what describes it: the series' own component, or the one that overrides this happening
 * @param end exclusive; not before the start
 * @param localEnd the end in the zone of the start; midnight for a date
 * @param recurrence the RECURRENCE-ID by which the series knows it; the start for a component that does not recur
 */
public record Instance(Component component, When start, Instant end, LocalDateTime localEnd, When recurrence) {

    /** Whether it overlaps the time, by the rule of RFC 4791 section 9.9 for events: one without a length happens at its start. */
    public boolean overlaps(Instant from, Instant to) {
        var begin = start.instant();
        return begin.equals(end)
                ? !begin.isBefore(from) && begin.isBefore(to)
                : begin.isBefore(to) && end.isAfter(from);
    }
}
