package org.kantor.groupware.calendar.internal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.groupware.calendar.Calendars.Part;
import org.kantor.groupware.calendar.EventDraft;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Property;
import org.kantor.groupware.ical.CalendarObjects;
import org.kantor.groupware.ical.Instance;
import org.kantor.groupware.ical.Series;
import org.kantor.groupware.ical.Span;
import org.kantor.groupware.ical.When;
import org.kantor.groupware.ical.Zone;
import org.kantor.kernel.Refused;

/** Writes what somebody changed in a form into an iCalendar object and leaves everything else in it alone. For one change and one thread. */
final class EventEditor {

    private static final Set<String> OF_THE_SERIES = Set.of("RRULE", "RDATE", "EXDATE", "EXRULE");

    private final Component calendar;
    private final Zone viewer;
    private final Instant now;
    private final Series series;

    EventEditor(Component calendar, ZoneId viewer, Instant now) {
        this.calendar = calendar;
        this.viewer = Zone.of(viewer);
        this.now = now;
        this.series = Series.of(calendar, "VEVENT", this.viewer);
    }

    record Created(String uid, Component calendar) {}

    static Created create(EventDraft draft, Instant now) {
        mustBeSane(draft);
        var zone = Zone.of(draft.zone());
        var event = CalendarObjects.made("VEVENT", now)
                .plus(start(draft, zone).property("DTSTART"))
                .plus(end(draft, zone).property("DTEND"))
                .with(Property.text("SUMMARY", draft.title()))
                .withText("LOCATION", draft.location())
                .withText("DESCRIPTION", draft.notes());
        return new Created(
                event.value("UID"),
                withZone(CalendarObjects.empty(), draft, zone).plus(event));
    }

    private static void mustBeSane(EventDraft draft) {
        if (draft.title().isBlank()) {
            throw new Refused(Refused.Code.BAD_VALUE, "The event has no title.");
        }
        if (draft.end().isBefore(draft.start())) {
            throw new Refused(Refused.Code.BAD_VALUE, "The event ends before it begins.");
        }
    }

    private static When start(EventDraft draft, Zone zone) {
        return draft.allDay() ? When.date(draft.start().toLocalDate(), zone) : When.zoned(draft.start(), zone);
    }

    /** An all-day event lasts a day at least. */
    private static When end(EventDraft draft, Zone zone) {
        if (!draft.allDay()) {
            return When.zoned(draft.end(), zone);
        }
        var first = draft.start().toLocalDate();
        var after = draft.end().toLocalDate();
        return When.date(after.isAfter(first) ? after : first.plusDays(1), zone);
    }

    private static Component withZone(Component calendar, EventDraft draft, Zone zone) {
        return draft.allDay()
                ? calendar
                : CalendarObjects.withZone(calendar, zone, draft.start().getYear());
    }

    boolean recurs() {
        return series.recurs();
    }

    /** @return the object with the change in it */
    Component update(String recurrence, Part part, EventDraft draft) {
        mustBeSane(draft);
        var instance = mustFind(recurrence);
        if (!series.recurs()) {
            return withZone(
                    replace(instance.component(), edited(instance, instance.component(), draft)), draft, viewer);
        }
        if (part == Part.OCCURRENCE) {
            return withZone(override(instance, draft), draft, viewer);
        }
        return shifted(instance, draft);
    }

    private Instance mustFind(String recurrence) {
        return series.instance(recurrence)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The event does not exist any more."));
    }

    private Component replace(Component old, Component changed) {
        return calendar.mapComponents(component -> component.equals(old) ? changed : component);
    }

    /** The words of the form, and its times if they are not those that the event has already. */
    private Component edited(Instance instance, Component event, EventDraft draft) {
        var changed = words(event, draft);
        if (sameTimes(instance, draft)) {
            return changed;
        }
        return changed.with(start(draft, viewer).property("DTSTART"))
                .without("DURATION")
                .with(end(draft, viewer).property("DTEND"));
    }

    private Component words(Component event, EventDraft draft) {
        return CalendarObjects.revised(event, now)
                .withText("SUMMARY", draft.title())
                .withText("LOCATION", draft.location())
                .withText("DESCRIPTION", draft.notes());
    }

    private boolean sameTimes(Instance instance, EventDraft draft) {
        if (instance.start().isDate() != draft.allDay()) {
            return false;
        }
        var end = end(draft, viewer);
        return draft.allDay()
                ? start(draft, viewer).local().equals(instance.start().local())
                        && end.local().equals(instance.localEnd())
                : start(draft, viewer).instant().equals(instance.start().instant())
                        && end.instant().equals(instance.end());
    }

    private Component override(Instance instance, EventDraft draft) {
        var event = instance.component();
        if (event.has("RECURRENCE-ID")) {
            return replace(event, edited(instance, event, draft));
        }
        var single = event.withProperties(event.properties().stream()
                .filter(property -> !OF_THE_SERIES.contains(property.name()))
                .toList());
        single = single.with(instance.recurrence().property("RECURRENCE-ID"))
                .with(instance.start().property("DTSTART"))
                .without("DURATION")
                .with(end(instance).property("DTEND"));
        return calendar.plus(edited(instance, single, draft));
    }

    private static When end(Instance instance) {
        return instance.start().at(instance.localEnd());
    }

    /** Moves the whole series by as much as the form moved one occurrence of it. */
    private Component shifted(Instance instance, EventDraft draft) {
        var master = series.master()
                .orElseThrow(
                        () -> new Refused(Refused.Code.CANNOT, "Only single occurrences of this series are known."));
        var changed = words(master, draft);
        if (sameTimes(instance, draft)) {
            return replace(master, changed);
        }
        var begin = When.of(master.property("DTSTART").orElseThrow(), series.zones());
        if (begin.isDate() != draft.allDay()) {
            throw new Refused(
                    Refused.Code.CANNOT,
                    "A series cannot be changed between all day and a time; make a new one instead.");
        }
        var zone = begin.zone();
        var newStart = draft.allDay()
                ? start(draft, zone).local()
                : zone.local(start(draft, viewer).instant());
        var newEnd = draft.allDay()
                ? end(draft, zone).local()
                : zone.local(end(draft, viewer).instant());
        var by = Duration.between(instance.start().local(), newStart);
        var days = ChronoUnit.DAYS.between(instance.start().local().toLocalDate(), newStart.toLocalDate());
        var length = Duration.between(newStart, newEnd);
        var first = begin.local().plus(by);
        changed = changed.with(begin.at(first).property("DTSTART"))
                .without("DURATION")
                .with(begin.at(first.plus(length)).property("DTEND"));
        var properties = changed.properties().stream()
                .map(property -> switch (property.name()) {
                    case "RRULE" -> property.withValue(rule(property.value(), by, days));
                    case "EXDATE", "RDATE" -> property.withValue(dates(property, by));
                    default -> property;
                })
                .toList();
        var moved = changed.withProperties(properties);
        return calendar.mapComponents(component -> component.equals(master)
                ? moved
                : component.name().equals("VEVENT") && component.has("RECURRENCE-ID")
                        ? component.withProperties(component.properties().stream()
                                .map(property -> property.name().equals("RECURRENCE-ID")
                                        ? property.withValue(dates(property, by))
                                        : property)
                                .toList())
                        : component);
    }

    private String dates(Property property, Duration by) {
        var tzid = property.parameter("TZID").orElse("");
        return Arrays.stream(property.value().split(",", -1))
                .map(value -> {
                    var when = When.parse(value, tzid, series.zones());
                    return when.at(plus(when, by)).value();
                })
                .collect(Collectors.joining(","));
    }

    private static LocalDateTime plus(When when, Duration by) {
        return when.isDate() ? when.local().plusDays(by.toDays()) : when.local().plus(by);
    }

    /** The rule's weekdays and its end move with the series; a rule that names other days stays where it is. */
    private String rule(String rule, Duration by, long days) {
        var parts = new ArrayList<String>();
        var weekly = rule.contains("FREQ=WEEKLY") || rule.contains("FREQ=DAILY");
        for (var part : rule.split(";", -1)) {
            var value = part.substring(part.indexOf('=') + 1);
            if (part.startsWith("UNTIL=")) {
                var until = When.parse(value, "", series.zones());
                parts.add("UNTIL=" + until.at(plus(until, by)).value());
            } else if (part.startsWith("BYDAY=") && days != 0 && weekly) {
                parts.add("BYDAY=" + weekdays(value, days));
            } else if (part.startsWith("BYHOUR=")
                    || part.startsWith("BYMINUTE=")
                    || part.startsWith("BYSECOND=")
                    || part.startsWith("BY") && days != 0) {
                throw new Refused(
                        Refused.Code.CANNOT,
                        "The series is tied to certain days or times; move a single occurrence instead.");
            } else {
                parts.add(part);
            }
        }
        return String.join(";", parts);
    }

    private static String weekdays(String value, long days) {
        return Arrays.stream(value.split(",", -1))
                .map(name -> {
                    for (var day : DayOfWeek.values()) {
                        if (day.name().startsWith(name)) {
                            return day.plus(days).name().substring(0, 2);
                        }
                    }
                    return name;
                })
                .collect(Collectors.joining(","));
    }

    /** @return what is left of the object; empty if nothing is */
    Optional<Component> delete(String recurrence, Part part) {
        if (part == Part.SERIES || !series.recurs()) {
            return Optional.empty();
        }
        var instance = mustFind(recurrence);
        var rest = calendar.withComponents(calendar.components().stream()
                .filter(component -> !(component.has("RECURRENCE-ID") && component.equals(instance.component())))
                .toList());
        var master = series.master();
        if (master.isPresent()) {
            var excepted = master.get().plus(instance.recurrence().property("EXDATE"));
            rest = rest.mapComponents(component -> component.equals(master.get()) ? excepted : component);
        }
        return rest.components("VEVENT").isEmpty() || isOver(rest) ? Optional.empty() : Optional.of(rest);
    }

    /** Whether no occurrence is left; a series without an end always has some. */
    private boolean isOver(Component rest) {
        var left = Series.of(rest, "VEVENT", viewer);
        var span = left.span();
        return !span.last().equals(Span.FOREVER)
                && left.between(span.first(), span.last().plusSeconds(1)).isEmpty();
    }
}
