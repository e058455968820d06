package org.kantor.groupware.calendar;

import java.time.Duration;
import java.util.List;
import org.kantor.groupware.calendar.Occurrence.Participation;

/**
 * All that the card of an event shows.
 *
 * @param recurrence the RRULE's value, empty if there is none
 * @param url a link to join or read more (CONFERENCE or URL; http or https only), empty if there is none
 * @param alarms how long before the start each alarm rings
 */
public record Event(
        Occurrence occurrence, String notes, String recurrence, String url, List<Guest> guests, List<Duration> alarms) {

    /** @param name as in the CN parameter, else the address; may be empty if the address is */
    public record Guest(String name, String address, Participation participation) {}
}
