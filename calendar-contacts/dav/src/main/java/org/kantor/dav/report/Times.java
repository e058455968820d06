package org.kantor.dav.report;

import java.time.Instant;
import java.util.List;
import org.kantor.dav.Failure;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.MalformedContent;
import org.kantor.groupware.ical.InvalidCalendar;
import org.kantor.groupware.ical.Span;
import org.kantor.groupware.ical.VTimeZone;
import org.kantor.groupware.ical.When;
import org.kantor.groupware.ical.Zone;
import org.kantor.groupware.ical.Zones;

/** A time range of a report (RFC 4791 section 9.9): one end may be open. */
record Times(Instant from, Instant to) {

    private static final Zones NONE = Zones.of(new Component("VCALENDAR", List.of(), List.of()), Zone.UTC);

    static Times of(Element element) {
        var from = element.attribute("start");
        var to = element.attribute("end");
        if (from.isEmpty() && to.isEmpty()) {
            throw invalid();
        }
        var times = new Times(
                from.map(Times::utc).orElse(Span.ALWAYS), to.map(Times::utc).orElse(Span.FOREVER));
        if (!times.from.isBefore(times.to)) {
            throw invalid();
        }
        return times;
    }

    private static Instant utc(String text) {
        try {
            var when = When.parse(text, "", NONE);
            if (when.form() == When.Form.UTC) {
                return when.instant();
            }
        } catch (InvalidCalendar e) {
            // Refused below, like a time that is not in UTC.
        }
        throw invalid();
    }

    private static Failure invalid() {
        return Failure.condition(403, Name.caldav("valid-filter"));
    }

    /** The zone of an iCalendar object with one VTIMEZONE; UTC for an empty text. */
    static Zone zone(String timezone) {
        if (timezone.isBlank()) {
            return Zone.UTC;
        }
        try {
            var calendar = ContentReader.read(timezone.strip());
            var zones = calendar.components("VTIMEZONE");
            if (zones.size() != 1) {
                throw new InvalidCalendar("not one time zone");
            }
            var tzid = zones.getFirst().value("TZID");
            return tzid.isEmpty()
                    ? VTimeZone.read(zones.getFirst())
                    : Zones.of(calendar, Zone.UTC).zone(tzid);
        } catch (MalformedContent | InvalidCalendar e) {
            throw Failure.condition(403, Name.caldav("valid-calendar-data"));
        }
    }

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
