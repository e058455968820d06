package org.kantor.webmail.cards;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.ContentWriter;
import org.kantor.groupware.content.MalformedContent;
import org.kantor.groupware.content.Property;
import org.kantor.groupware.ical.InvalidCalendar;
import org.kantor.groupware.ical.RecurrenceRule;
import org.kantor.groupware.ical.Series;
import org.kantor.groupware.ical.When;
import org.kantor.groupware.ical.Zone;

/**
 * What a calendar part of a message says (iMIP, RFC 6047): one event, at its first time.
 *
 * @param method in capitals; PUBLISH if the part names none
 * @param start in the viewer's zone; midnight for an all-day event
 * @param end exclusive
 * @param there the event's own zone; empty for an all-day or floating event
 * @param recurrence DAILY, WEEKLY, MONTHLY or YEARLY; empty if it does not recur
 * @param until the day in the viewer's zone until which it recurs; empty if it recurs without end, or a number of times
 * @param times how often it happens in all; 0 if it recurs without end, or until a day
 * @param url a page to join or read more, http or https; empty if there is none
 */
record Invitation(
        String method,
        String uid,
        String title,
        ZonedDateTime start,
        ZonedDateTime end,
        boolean allDay,
        Optional<ZoneId> there,
        String recurrence,
        Optional<LocalDate> until,
        int times,
        String location,
        String url,
        Guest organiser,
        List<Guest> guests,
        boolean cancelled,
        byte[] object) {

    /** More than the zones of any calendar have. */
    private static final int MOST_RULES = 64;

    private static final String MAILTO = "mailto:";
    private static final int MAX_GUESTS = 500;
    private static final int MAX_TEXT = 500;
    private static final Duration FIRST_OF_A_SERIES = Duration.ofDays(800);

    /** @param answer PARTSTAT in capitals; NEEDS-ACTION if none is given */
    record Guest(String name, String address, String answer) {
        static final Guest NOBODY = new Guest("", "", "");

        String shown() {
            return name.isBlank() ? address : name;
        }
    }

    /** Empty when it is no event that could be shown. */
    static Optional<Invitation> of(byte[] octets, ZoneId viewer) {
        try {
            return read(ContentReader.read(octets), viewer);
        } catch (MalformedContent | InvalidCalendar | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Invitation> read(Component calendar, ZoneId viewer) {
        if (!calendar.name().equals("VCALENDAR")
                || calendar.components("VEVENT").isEmpty()
                || rules(calendar) > MOST_RULES
                || calendar.components("VEVENT").stream()
                        .anyMatch(event -> event.properties("RRULE").size() > 1)) {
            return Optional.empty();
        }
        var series = Series.of(calendar, "VEVENT", Zone.of(viewer));
        var first = series.span().first();
        var instances = series.between(first, first.plus(FIRST_OF_A_SERIES));
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        var instance = instances.getFirst();
        var event = instance.component();
        var allDay = instance.start().isDate();
        var rule = event.property("RRULE").map(property -> RecurrenceRule.parse(property.value(), series.zones()));
        var method = calendar.value("METHOD").strip().toUpperCase(Locale.ROOT);
        return Optional.of(new Invitation(
                method.isEmpty() ? "PUBLISH" : method,
                event.value("UID").strip(),
                cut(event.text("SUMMARY")),
                allDay
                        ? instance.start().local().atZone(viewer)
                        : instance.start().instant().atZone(viewer),
                allDay ? instance.localEnd().atZone(viewer) : instance.end().atZone(viewer),
                allDay,
                allDay ? Optional.empty() : zone(event),
                frequency(event.value("RRULE")),
                rule.flatMap(each -> Optional.ofNullable(each.until())).map(until -> day(until, allDay, viewer)),
                rule.map(RecurrenceRule::count).orElse(0),
                cut(event.text("LOCATION")),
                url(event),
                event.property("ORGANIZER").map(Invitation::guest).orElse(Guest.NOBODY),
                event.properties("ATTENDEE").stream()
                        .limit(MAX_GUESTS)
                        .map(Invitation::guest)
                        .toList(),
                method.equals("CANCEL") || event.value("STATUS").strip().equalsIgnoreCase("CANCELLED"),
                ContentWriter.octets(calendar.without("METHOD"))));
    }

    /** How many rules of recurrence there are in all: each costs something to look at. */
    private static int rules(Component component) {
        return component.properties("RRULE").size()
                + component.components().stream().mapToInt(Invitation::rules).sum();
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    private static Optional<ZoneId> zone(Component event) {
        var start = event.property("DTSTART");
        var name = start.flatMap(property -> property.parameter("TZID")).orElse("");
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whose time is floating or has no time at all, has the day that it says; so has, for whole days, a time in UTC, which some programs write. */
    private static LocalDate day(When when, boolean allDay, ZoneId viewer) {
        return switch (when.form()) {
            case DATE, FLOATING -> when.local().toLocalDate();
            case UTC, ZONED ->
                when.instant().atZone(allDay ? ZoneOffset.UTC : viewer).toLocalDate();
        };
    }

    private static String frequency(String rule) {
        for (var part : rule.toUpperCase(Locale.ROOT).split(";", -1)) {
            if (part.matches("FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)")) {
                return part.substring(5);
            }
        }
        return "";
    }

    private static String url(Component event) {
        for (var name :
                List.of("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "URL", "LOCATION")) {
            for (var property : event.properties(name)) {
                var value = property.value().strip();
                if (value.matches("(?i)https?://[^\\s\"<>\\\\]{1,2000}")) {
                    return value;
                }
            }
        }
        return "";
    }

    private static Guest guest(Property person) {
        var value = person.value().strip();
        var address = value.regionMatches(true, 0, MAILTO, 0, MAILTO.length()) ? value.substring(MAILTO.length()) : "";
        return new Guest(
                cut(person.parameter("CN").orElse("")),
                cut(address),
                person.parameter("PARTSTAT").orElse("NEEDS-ACTION").toUpperCase(Locale.ROOT));
    }
}
