package org.kantor.groupware.calendar;

import java.time.ZonedDateTime;
import org.kantor.groupware.Hue;

/**
 * An event at one time, as a grid of days shows it.
 *
 * @param start in the time zone that was asked for; midnight for an all-day event
 * @param end exclusive; the midnight after the last day for an all-day event
 * @param recurring whether it belongs to a series
 * @param busy false for events that are transparent (TRANSP)
 */
public record Occurrence(
        EventRef ref,
        String title,
        ZonedDateTime start,
        ZonedDateTime end,
        boolean allDay,
        String location,
        Hue hue,
        Status status,
        Participation participation,
        boolean recurring,
        boolean busy) {

    /** RFC 5545 section 3.8.1.11. */
    public enum Status {
        CONFIRMED,
        TENTATIVE,
        CANCELLED
    }

    /** What the account has answered to the invitation. */
    public enum Participation {
        /** Nobody was asked. */
        NONE,
        /** The account invited the others. */
        ORGANIZER,
        NEEDS_ACTION,
        ACCEPTED,
        TENTATIVE,
        DECLINED
    }
}
