package org.kantor.groupware.calendar.internal;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Event;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.calendar.Occurrence.Participation;
import org.kantor.groupware.calendar.Occurrence.Status;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Property;
import org.kantor.groupware.ical.Alarms;
import org.kantor.groupware.ical.Instance;
import org.kantor.groupware.ical.Series;
import org.kantor.groupware.resource.Resource;

/** Says in the words of people's screens what a VEVENT says. */
final class EventReader {

    private static final String MAILTO = "mailto:";

    private final Set<String> mine;
    private final ZoneId zone;

    /** @param mine the keys of the account's addresses */
    EventReader(Set<String> mine, ZoneId zone) {
        this.mine = mine;
        this.zone = zone;
    }

    Occurrence occurrence(Resource resource, Series series, Instance instance, Hue hue) {
        var event = instance.component();
        var allDay = instance.start().isDate();
        return new Occurrence(
                new EventRef(
                        resource.collection(),
                        resource.id(),
                        series.recurs() ? instance.recurrence().value() : ""),
                event.text("SUMMARY"),
                allDay
                        ? instance.start().local().atZone(zone)
                        : ZonedDateTime.ofInstant(instance.start().instant(), zone),
                allDay ? instance.localEnd().atZone(zone) : ZonedDateTime.ofInstant(instance.end(), zone),
                allDay,
                event.text("LOCATION"),
                hue,
                status(event),
                participation(event),
                series.recurs(),
                !event.value("TRANSP").equalsIgnoreCase("TRANSPARENT"));
    }

    Event event(Resource resource, Series series, Instance instance, Hue hue) {
        var event = instance.component();
        return new Event(
                occurrence(resource, series, instance, hue),
                event.text("DESCRIPTION"),
                series.master().map(master -> master.value("RRULE")).orElse(""),
                url(event),
                guests(event),
                alarms(event));
    }

    private static Status status(Component event) {
        return switch (event.value("STATUS").strip().toUpperCase(Locale.ROOT)) {
            case "TENTATIVE" -> Status.TENTATIVE;
            case "CANCELLED" -> Status.CANCELLED;
            default -> Status.CONFIRMED;
        };
    }

    private Participation participation(Component event) {
        for (var attendee : event.properties("ATTENDEE")) {
            if (isMine(attendee)) {
                return answer(attendee);
            }
        }
        var organizer = event.property("ORGANIZER");
        return organizer.isPresent() && isMine(organizer.get()) ? Participation.ORGANIZER : Participation.NONE;
    }

    private boolean isMine(Property calendarUser) {
        return mine.contains(address(calendarUser).toLowerCase(Locale.ROOT));
    }

    private static String address(Property calendarUser) {
        var value = calendarUser.value().strip();
        return value.regionMatches(true, 0, MAILTO, 0, MAILTO.length()) ? value.substring(MAILTO.length()) : "";
    }

    private static Participation answer(Property attendee) {
        return switch (attendee.parameter("PARTSTAT").orElse("").toUpperCase(Locale.ROOT)) {
            case "ACCEPTED" -> Participation.ACCEPTED;
            case "TENTATIVE" -> Participation.TENTATIVE;
            case "DECLINED" -> Participation.DECLINED;
            default -> Participation.NEEDS_ACTION;
        };
    }

    private static List<Event.Guest> guests(Component event) {
        return event.properties("ATTENDEE").stream()
                .map(attendee -> new Event.Guest(
                        attendee.parameter("CN").filter(name -> !name.isBlank()).orElse(address(attendee)),
                        address(attendee),
                        answer(attendee)))
                .toList();
    }

    /** Only links that a browser opens as pages. */
    private static String url(Component event) {
        for (var name : List.of("CONFERENCE", "X-GOOGLE-CONFERENCE", "URL", "LOCATION")) {
            for (var property : event.properties(name)) {
                var value = property.value().strip();
                if (value.matches("(?i)https?://[^\\s\"<>\\\\]+")) {
                    return value;
                }
            }
        }
        return "";
    }

    private static List<Duration> alarms(Component event) {
        var alarms = new ArrayList<Duration>();
        for (var alarm : event.components("VALARM")) {
            Alarms.before(alarm).ifPresent(alarms::add);
        }
        return alarms.stream().sorted().distinct().toList();
    }
}
