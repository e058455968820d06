package org.kantor.groupware.calendar.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.MalformedContent;
import org.kantor.groupware.ical.Completion;
import org.kantor.groupware.ical.InvalidCalendar;
import org.kantor.groupware.ical.Series;
import org.kantor.groupware.ical.Span;
import org.kantor.groupware.ical.Zone;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Format;
import org.kantor.groupware.resource.Violation;
import org.kantor.groupware.resource.Violation.Rule;
import org.kantor.kernel.AccountId;

/** The rules of calendar object resources (RFC 4791 sections 4.1 and 5.3.2.1). */
final class CalendarFormat implements Format<CalendarFormat.Entry> {

    /** RFC 4791 section 5.2.5. */
    static final int MAX_OCTETS = 1 << 20;

    /** RFC 4791 section 5.2.9. */
    static final int MAX_ATTENDEES = 1_000;

    static final Set<String> KINDS = Set.of("VEVENT", "VTODO", "VJOURNAL");

    private final CalendarSql sql;

    CalendarFormat(CalendarSql sql) {
        this.sql = sql;
    }

    /** What is remembered of an object to search by. @param done when it was over, of a to-do that is */
    record Entry(String kind, Span span, String summary, Optional<Instant> done) {}

    @Override
    public Checked<Entry> check(String components, byte[] octets) {
        if (octets.length > MAX_OCTETS) {
            throw new Violation(Rule.MAX_RESOURCE_SIZE, "The object is larger than " + MAX_OCTETS + " octets.");
        }
        try {
            var calendar = ContentReader.read(octets);
            if (!calendar.name().equals("VCALENDAR")) {
                throw new Violation(Rule.SUPPORTED_DATA, "The object is no VCALENDAR.");
            }
            return check(components, calendar);
        } catch (MalformedContent | InvalidCalendar e) {
            throw new Violation(Rule.VALID_DATA, String.valueOf(e.getMessage()));
        }
    }

    private static Checked<Entry> check(String allowed, Component calendar) {
        if (!calendar.value("VERSION").strip().equals("2.0")) {
            throw new Violation(Rule.VALID_DATA, "The VERSION is not 2.0.");
        }
        if (calendar.has("METHOD")) {
            throw new Violation(Rule.VALID_OBJECT, "A stored object has no METHOD.");
        }
        var parts = calendar.components().stream()
                .filter(component -> !component.name().equals("VTIMEZONE"))
                .toList();
        if (parts.isEmpty()) {
            throw new Violation(Rule.VALID_OBJECT, "There is nothing but time zones in the object.");
        }
        var kind = parts.getFirst().name();
        if (!KINDS.contains(kind) || !List.of(allowed.split(",")).contains(kind)) {
            throw new Violation(Rule.SUPPORTED_COMPONENT, "The calendar does not hold " + kind + " components.");
        }
        var uid = parts.getFirst().text("UID").strip();
        for (var part : parts) {
            if (!part.name().equals(kind)) {
                throw new Violation(Rule.VALID_OBJECT, "There are several kinds of component in the object.");
            }
            if (uid.isEmpty() || !part.text("UID").strip().equals(uid)) {
                throw new Violation(Rule.VALID_OBJECT, "Every component needs the same UID.");
            }
            if (part.properties("ATTENDEE").size() > MAX_ATTENDEES) {
                throw new Violation(Rule.MAX_ATTENDEES, "There are more than " + MAX_ATTENDEES + " attendees.");
            }
        }
        var series = Series.of(calendar, kind, Zone.UTC);
        var main = series.master().orElse(parts.getFirst());
        var done = kind.equals("VTODO") ? Completion.of(main) : Optional.<Instant>empty();
        return new Checked<>(uid, new Entry(kind, series.span(), main.text("SUMMARY"), done));
    }

    @Override
    public void index(AccountId account, CollectionId collection, long resource, Entry facts) {
        sql.index(account, collection, resource, facts);
    }
}
