package org.kantor.groupware.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.Resources;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;

/**
 * An account's calendars. As {@link Resources} they are what CalDAV clients see; the methods about events are for people's screens. Every account has at least
 * one calendar: the first is made with the account, or on first use. Changes are told of as {@code Collection(CALENDAR, id)}, changes to the list of
 * calendars as {@code Collection(CALENDAR, 0)}.
 */
public interface Calendars extends Resources {

    /** By position, then name; never empty. */
    List<Calendar> list(AccountId account);

    Optional<Calendar> calendar(AccountId account, CollectionId id);

    /** @param name the segment of the path */
    Optional<Calendar> named(AccountId account, String name);

    /** @throws org.kantor.kernel.Refused ALREADY_EXISTS if the name is taken, LIMIT if there are too many, BAD_VALUE */
    Calendar create(AccountId account, Calendar.Draft draft, Actor actor);

    Calendar change(AccountId account, CollectionId id, Calendar.Edit edit, Actor actor);

    /** Deletes the calendar and all in it; the last one that holds events stays ({@code CANNOT}). */
    void delete(AccountId account, CollectionId id, Actor actor);

    /**
     * Every occurrence in all of the account's calendars that overlaps the time, by start; recurrences are expanded. Floating times and all-day events
     * are taken in the zone.
     */
    List<Occurrence> occurrences(AccountId account, Instant from, Instant to, ZoneId zone);

    /** Empty if the event, or that occurrence of it, is gone. */
    Optional<Event> event(AccountId account, EventRef ref, ZoneId zone);

    /** The object that the event lies in, as it is stored; empty if it is gone. */
    Optional<Content> object(AccountId account, EventRef ref);

    /** The same; refused with {@code NOT_FOUND} if it is gone. */
    default Content mustFind(AccountId account, EventRef ref) {
        return object(account, ref)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The event does not exist any more."));
    }

    /** Makes an event that does not recur. */
    EventRef createEvent(AccountId account, EventDraft draft, Actor actor);

    /** Keeps every property that the form does not know. An occurrence of a series gets a component of its own; a series is shifted as a whole. */
    EventRef updateEvent(AccountId account, EventRef ref, Part part, EventDraft draft, Actor actor);

    void deleteEvent(AccountId account, EventRef ref, Part part, Actor actor);

    /**
     * Puts an object's octets there again where it was, in one transaction: nothing of it is done if it is refused.
     *
     * @param now the calendar that it lies in now, if it is there
     * @param unchanged what it is now; {@code ABSENT} if it is gone
     */
    void putBack(AccountId account, Content before, CollectionId now, Precondition unchanged, Actor actor);

    /** Members that may overlap the time, with their content: every one that does, and few that don't. {@code component} is VEVENT, VTODO ... */
    List<Candidate> candidates(AccountId account, CollectionId calendar, String component, Instant from, Instant to);

    /** @param certain whether it does overlap the time, so that nobody needs to look closer */
    record Candidate(Content content, boolean certain) {}

    /** How much of a series a change is meant for; the same for an event that does not recur. */
    enum Part {
        OCCURRENCE,
        SERIES
    }
}
