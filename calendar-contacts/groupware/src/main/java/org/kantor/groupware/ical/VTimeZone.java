package org.kantor.groupware.ical;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Parameter;
import org.kantor.groupware.content.Property;

/** Reads a VTIMEZONE (RFC 5545 section 3.6.5), and writes one for a zone of the JDK so that clients need not know its name. */
public final class VTimeZone {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;

    private VTimeZone() {}

    /** @throws InvalidCalendar if it has no observance, or one without its offsets */
    public static Zone read(Component definition) {
        var onsets = new TreeMap<LocalDateTime, Onset>();
        var zones = Zones.of(new Component("VCALENDAR", List.of(), List.of()), Zone.UTC);
        for (var observance : definition.components()) {
            if (observance.name().equals("STANDARD") || observance.name().equals("DAYLIGHT")) {
                var onset = new Onset(offset(observance, "TZOFFSETFROM"), offset(observance, "TZOFFSETTO"));
                for (var start : starts(observance, onset.from, zones)) {
                    onsets.put(start, onset);
                }
            }
        }
        if (onsets.isEmpty()) {
            throw new InvalidCalendar("A VTIMEZONE has no STANDARD and no DAYLIGHT.");
        }
        var initial = onsets.firstEntry().getValue().from;
        var transitions = new ArrayList<ZoneOffsetTransition>();
        var before = initial;
        for (var entry : onsets.entrySet()) {
            var after = entry.getValue().to;
            if (!after.equals(before)) {
                transitions.add(ZoneOffsetTransition.of(entry.getKey(), before, after));
                before = after;
            }
        }
        try {
            return new Zone(
                    definition.value("TZID"), ZoneRules.of(initial, initial, List.of(), transitions, List.of()));
        } catch (IllegalArgumentException e) {
            throw new InvalidCalendar("The observances of a VTIMEZONE overlap.");
        }
    }

    private static List<LocalDateTime> starts(Component observance, ZoneOffset from, Zones zones) {
        var first = observance
                .property("DTSTART")
                .map(p -> When.of(p, zones).local())
                .orElseThrow(() -> new InvalidCalendar("An observance of a VTIMEZONE has no DTSTART."));
        var starts = new ArrayList<LocalDateTime>();
        starts.add(first);
        for (var rule : observance.properties("RRULE")) {
            var parsed = RecurrenceRule.parse(rule.value(), zones);
            var until = parsed.until() == null ? null : parsed.until().local();
            if (until != null && parsed.until() != null && parsed.until().form() == When.Form.UTC) {
                until = until.plusSeconds(from.getTotalSeconds());
            }
            var occurrences = Occurrences.of(parsed, first, until, LocalDateTime.of(FIRST_YEAR, 1, 1, 0, 0));
            while (occurrences.hasNext()) {
                var next = occurrences.next();
                if (next.getYear() > LAST_YEAR) {
                    break;
                }
                starts.add(next);
            }
        }
        for (var dates : observance.properties("RDATE")) {
            for (var date : dates.value().split(",", -1)) {
                starts.add(When.parse(date, "", zones).local());
            }
        }
        return starts;
    }

    private static ZoneOffset offset(Component observance, String property) {
        var text = observance.value(property).strip();
        try {
            if (text.matches("[+-][0-9]{4}([0-9]{2})?")) {
                return ZoneOffset.of(text);
            }
        } catch (DateTimeException e) {
            // Refused below, like any other text that is no offset.
        }
        throw new InvalidCalendar("An observance of a VTIMEZONE lacks " + property + ".");
    }

    private record Onset(ZoneOffset from, ZoneOffset to) {}

    /** A definition of a zone that is right from the given year on, as long as its present rules last. */
    public static Component write(Zone zone, int year) {
        var component = new Component("VTIMEZONE", List.of(Property.of("TZID", zone.id())), List.of());
        var rules = zone.rules();
        var recurring = rules.getTransitionRules();
        if (recurring.isEmpty()) {
            var start = LocalDateTime.of(year, 1, 1, 0, 0);
            var offset = rules.getOffset(start);
            return component.plus(observance("STANDARD", start, offset, offset));
        }
        for (var rule : recurring) {
            var transition = rule.createTransition(year);
            var name = rules.isDaylightSavings(transition.getInstant()) ? "DAYLIGHT" : "STANDARD";
            var day = rule.getDayOfMonthIndicator() < 0 ? -1 : Math.min((rule.getDayOfMonthIndicator() - 1) / 7 + 1, 4);
            var weekday = transition.getDateTimeBefore().getDayOfWeek().name().substring(0, 2);
            component = component.plus(observance(
                            name,
                            transition.getDateTimeBefore(),
                            transition.getOffsetBefore(),
                            transition.getOffsetAfter())
                    .plus(Property.of(
                            "RRULE", "FREQ=YEARLY;BYMONTH=" + rule.getMonth().getValue() + ";BYDAY=" + day + weekday)));
        }
        return component;
    }

    private static Component observance(String name, LocalDateTime start, ZoneOffset from, ZoneOffset to) {
        return new Component(
                name,
                List.of(
                        new Property(
                                "",
                                "DTSTART",
                                List.<Parameter>of(),
                                When.zoned(start, new Zone("", from.getRules())).value()),
                        Property.of("TZOFFSETFROM", digits(from)),
                        Property.of("TZOFFSETTO", digits(to))),
                List.of());
    }

    private static String digits(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+0000" : offset.getId().replace(":", "");
    }
}
