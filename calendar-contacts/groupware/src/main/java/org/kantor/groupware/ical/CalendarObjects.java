package org.kantor.groupware.ical;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Property;

/** What every iCalendar object that is written here has in common. */
public final class CalendarObjects {

    private static final String PRODUCT = "-//Kantor//Kantor//EN";

    private CalendarObjects() {}

    /** A VCALENDAR with nothing in it yet. */
    public static Component empty() {
        return new Component(
                "VCALENDAR", List.of(Property.of("VERSION", "2.0"), Property.of("PRODID", PRODUCT)), List.of());
    }

    /** A component with a UID of its own and the times of its making (RFC 5545 sections 3.8.4.7 and 3.8.7). */
    public static Component made(String kind, Instant now) {
        var stamp = stamp(now);
        return new Component(
                kind,
                List.of(
                        Property.of("UID", UUID.randomUUID().toString()),
                        Property.of("DTSTAMP", stamp),
                        Property.of("CREATED", stamp),
                        Property.of("LAST-MODIFIED", stamp),
                        Property.of("SEQUENCE", "0")),
                List.of());
    }

    /** The component as its next revision (RFC 5545 section 3.8.7.4). */
    public static Component revised(Component component, Instant now) {
        var sequence = component.value("SEQUENCE").strip();
        var next = sequence.matches("[0-9]{1,8}") ? Integer.parseInt(sequence) + 1 : 1;
        return component
                .with(Property.of("SEQUENCE", Integer.toString(next)))
                .with(Property.of("DTSTAMP", stamp(now)))
                .with(Property.of("LAST-MODIFIED", stamp(now)));
    }

    /** An instant as the value of a property. */
    public static String stamp(Instant now) {
        return When.utc(now.truncatedTo(ChronoUnit.SECONDS)).value();
    }

    /** The object with a definition of the zone, as clients may not know it by its name. */
    public static Component withZone(Component calendar, Zone zone, int year) {
        if (zone.equals(Zone.UTC) || zone.id().equals("UTC")) {
            return calendar;
        }
        for (var known : calendar.components("VTIMEZONE")) {
            if (known.value("TZID").equals(zone.id())) {
                return calendar;
            }
        }
        var components = new ArrayList<Component>();
        components.add(VTimeZone.write(zone, year));
        components.addAll(calendar.components());
        return calendar.withComponents(components);
    }
}
