package org.kantor.groupware.ical;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Property;

/**
 * The recurrence set of one calendar object resource (RFC 5545 section 3.8.5): the start and what RRULE and RDATE add, less EXDATE, with the components that
 * override single happenings in their places. For one thread.
 */
public final class Series {

    /** Floating times and dates may be up to this much away from the same time in UTC. */
    private static final Duration FLOAT = Duration.ofHours(14);

    /** More happenings of one series than anybody looks at in one request. */
    public static final int MAX_INSTANCES = 5_000;

    private final String kind;
    private final Zones zones;
    private final @Nullable Component master;
    private final @Nullable When start;
    private final Length length;
    private final List<RecurrenceRule> rules;
    private final Map<Instant, Override> overrides = new HashMap<>();

    /** A happening that was changed by itself. */
    private record Override(When recurrence, Component component, When start, Length length) {}

    private Series(Component calendar, String kind, Zone viewer) {
        this.kind = kind;
        this.zones = Zones.of(calendar, viewer);
        Component found = null;
        for (var component : calendar.components(kind)) {
            var recurrence = component.property("RECURRENCE-ID");
            if (recurrence.isPresent()) {
                var id = When.of(recurrence.get(), zones);
                var changed = start(component).orElse(id);
                overrides.put(id.instant(), new Override(id, component, changed, length(component, changed)));
            } else if (found == null) {
                found = component;
            } else {
                throw new InvalidCalendar("There are two components for the whole series.");
            }
        }
        this.master = found;
        this.start = found == null ? null : start(found).orElse(null);
        this.length = found == null || start == null ? Length.NOTHING : length(found, start);
        this.rules = found == null || start == null
                ? List.of()
                : found.properties("RRULE").stream()
                        .map(rule -> RecurrenceRule.parse(rule.value(), zones))
                        .toList();
    }

    /**
     * @param kind VEVENT, VTODO or VJOURNAL
     * @param viewer where floating times and dates are looked at from
     * @throws InvalidCalendar if a time, a zone or a rule is wrong
     */
    public static Series of(Component calendar, String kind, Zone viewer) {
        return new Series(calendar, kind, viewer);
    }

    public Zones zones() {
        return zones;
    }

    /** The component of the whole series; empty if only single happenings are known (RFC 4791 section 4.1). */
    public Optional<Component> master() {
        return Optional.ofNullable(master);
    }

    public boolean recurs() {
        return master != null && (!rules.isEmpty() || master.has("RDATE")) || !overrides.isEmpty();
    }

    /** A to-do may begin when it is due, or have no time at all; then this is empty. */
    private Optional<When> start(Component component) {
        var property = component.property("DTSTART");
        if (property.isEmpty()) {
            property = kind.equals("VTODO") ? component.property("DUE") : Optional.empty();
        }
        if (property.isEmpty() && kind.equals("VEVENT")) {
            throw new InvalidCalendar("An event has no DTSTART.");
        }
        return property.map(p -> When.of(p, zones));
    }

    private Length length(Component component, When begin) {
        var end = component.property(kind.equals("VTODO") ? "DUE" : "DTEND");
        if (end.isPresent()) {
            return Length.between(begin, When.of(end.get(), zones));
        }
        var duration = component.property("DURATION");
        if (duration.isPresent()) {
            var parsed = Length.parse(duration.get().value());
            return parsed.approximate().isNegative() ? Length.NOTHING : parsed;
        }
        return begin.isDate() && !kind.equals("VTODO") ? new Length(1, Duration.ZERO) : Length.NOTHING;
    }

    /** Every happening that overlaps the time, by start; the first {@link #MAX_INSTANCES} of them. Nothing for a to-do without times. */
    public List<Instance> between(Instant from, Instant to) {
        var found = new ArrayList<Instance>();
        for (var changed : overrides.values()) {
            var instance = instance(changed);
            if (instance.overlaps(from, to)) {
                found.add(instance);
            }
        }
        if (master != null && start != null) {
            for (var time : starts(from.minus(length.approximate()).minus(slack()), to)) {
                var begin = start.at(time);
                var instance = new Instance(master, begin, length.end(begin), length.localEnd(begin), begin);
                if (instance.overlaps(from, to) && !overrides.containsKey(begin.instant())) {
                    found.add(instance);
                }
            }
        }
        found.sort(Comparator.comparing(Instance::start));
        return found.size() > MAX_INSTANCES ? found.subList(0, MAX_INSTANCES) : found;
    }

    /** How far a local time can be from where its instant suggests: clocks change by hours, dates begin at midnight somewhere. */
    private Duration slack() {
        return start != null && start.isDate() ? Duration.ofDays(1) : Duration.ofHours(3);
    }

    /** The happening that the series knows by this RECURRENCE-ID value; the only one for an empty text. */
    public Optional<Instance> instance(String recurrence) {
        for (var changed : overrides.values()) {
            if (changed.recurrence.value().equals(recurrence)) {
                return Optional.of(instance(changed));
            }
        }
        if (master == null || start == null) {
            return Optional.empty();
        }
        if (recurrence.isEmpty()) {
            return Optional.of(new Instance(master, start, length.end(start), length.localEnd(start), start));
        }
        var wanted = When.parse(recurrence, "", zones).local();
        if (wanted.isBefore(start.local())) {
            return Optional.empty();
        }
        for (var time : starts(
                start.at(wanted.minusDays(1)).instant(),
                start.at(wanted.plusDays(1)).instant())) {
            if (time.equals(wanted)) {
                var begin = start.at(time);
                return Optional.of(new Instance(master, begin, length.end(begin), length.localEnd(begin), begin));
            }
        }
        return Optional.empty();
    }

    private static Instance instance(Override changed) {
        return new Instance(
                changed.component,
                changed.start,
                changed.length.end(changed.start),
                changed.length.localEnd(changed.start),
                changed.recurrence);
    }

    /** The local times at which the series starts, from about a time up to one; neither end is exact. */
    private TreeSet<LocalDateTime> starts(Instant from, Instant to) {
        var begin = Objects.requireNonNull(start);
        var series = Objects.requireNonNull(master);
        var notBefore = begin.zone().local(from);
        var starts = new TreeSet<LocalDateTime>();
        if (!begin.local().isBefore(notBefore)) {
            starts.add(begin.local());
        }
        var last = begin.zone().local(to).plusDays(1);
        for (var rule : rules) {
            var times = Occurrences.of(rule, begin.local(), until(rule, begin), notBefore);
            while (times.hasNext() && starts.size() < 4 * MAX_INSTANCES) {
                var time = times.next();
                if (time.isAfter(last)) {
                    break;
                }
                starts.add(time);
            }
        }
        for (var property : series.properties("RDATE")) {
            for (var added : values(property)) {
                starts.add(inZone(added, begin));
            }
        }
        var left = exceptions(series, begin);
        starts.removeIf(time -> left.times.contains(begin.at(time).instant())
                || left.days.contains(time.toLocalDate().atStartOfDay()));
        return starts;
    }

    /** Some programs except whole days of a series of times. */
    private record Exceptions(Set<Instant> times, Set<LocalDateTime> days) {}

    private Exceptions exceptions(Component series, When begin) {
        var left = new Exceptions(new HashSet<>(), new HashSet<>());
        for (var property : series.properties("EXDATE")) {
            for (var value : values(property)) {
                if (value.isDate() || begin.isDate()) {
                    left.days.add(value.local().toLocalDate().atStartOfDay());
                } else {
                    left.times.add(value.instant());
                }
            }
        }
        return left;
    }

    private List<When> values(Property property) {
        var values = new ArrayList<When>();
        for (var value : property.value().split(",", -1)) {
            var period = value.indexOf('/');
            values.add(When.parse(
                    period < 0 ? value : value.substring(0, period),
                    property.parameter("TZID").orElse(""),
                    zones));
        }
        return values;
    }

    private static LocalDateTime inZone(When value, When begin) {
        return value.isDate() || value.zone().equals(begin.zone()) || value.form() == When.Form.FLOATING
                ? value.local()
                : begin.zone().local(value.instant());
    }

    /** The rule's end in the local time of the series; a date means the whole day (RFC 5545 section 3.3.10). */
    private static @Nullable LocalDateTime until(RecurrenceRule rule, When begin) {
        var until = rule.until();
        if (until == null) {
            return null;
        }
        if (until.isDate()) {
            return until.local().plusDays(1).minusSeconds(1);
        }
        return until.form() == When.Form.UTC ? begin.zone().local(until.instant()) : until.local();
    }

    /** The time that the whole series takes. A to-do without times takes all time. */
    public Span span() {
        Instant first = null;
        Instant last = null;
        var floating = false;
        for (var changed : overrides.values()) {
            first = earlier(first, changed.start.instant());
            last = later(last, changed.length.end(changed.start));
            floating |= floats(changed.start);
        }
        if (master != null) {
            if (start == null) {
                return new Span(Span.ALWAYS, Span.FOREVER, false);
            }
            first = earlier(first, start.instant());
            last = later(last, length.end(start));
            floating |= floats(start);
            for (var property : master.properties("RDATE")) {
                for (var added : values(property)) {
                    var begin = start.at(inZone(added, start));
                    first = earlier(first, begin.instant());
                    last = later(last, length.end(begin));
                }
            }
            for (var rule : rules) {
                last = later(last, end(rule, start));
            }
        }
        if (first == null || last == null) {
            return new Span(Span.ALWAYS, Span.FOREVER, false);
        }
        if (floating) {
            return new Span(first.minus(FLOAT), last.equals(Span.FOREVER) ? last : last.plus(FLOAT), false);
        }
        return new Span(first, last, kind.equals("VEVENT") && !recurs());
    }

    private Instant end(RecurrenceRule rule, When begin) {
        if (!rule.ends()) {
            return Span.FOREVER;
        }
        var until = until(rule, begin);
        if (until != null) {
            return length.end(begin.at(until));
        }
        var times = Occurrences.of(rule, begin.local(), null, begin.local());
        var latest = begin.local();
        while (times.hasNext()) {
            latest = times.next();
        }
        return times.exhausted() ? Span.FOREVER : length.end(begin.at(latest));
    }

    private static boolean floats(When when) {
        return when.form() == When.Form.DATE || when.form() == When.Form.FLOATING;
    }

    private static Instant earlier(@Nullable Instant a, Instant b) {
        return a == null || b.isBefore(a) ? b : a;
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }
}
