package org.kantor.groupware.calendar;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.kantor.groupware.resource.CollectionId;

/**
 * A simple event as somebody wrote it in a form.
 *
 * @param calendar where it shall lie; another one than before moves it there
 * @param start local time in the zone; of an all-day event only the date counts
 * @param end exclusive and not before the start; of an all-day event the day after the last
 * @param zone kept in the event, so that a change of the zone's rules moves it with the clocks
 */
public record EventDraft(
        CollectionId calendar,
        String title,
        LocalDateTime start,
        LocalDateTime end,
        boolean allDay,
        ZoneId zone,
        String location,
        String notes) {}
