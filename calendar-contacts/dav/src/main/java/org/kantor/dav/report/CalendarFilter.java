package org.kantor.dav.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.dav.Failure;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.Property;
import org.kantor.groupware.ical.InvalidCalendar;
import org.kantor.groupware.ical.Series;
import org.kantor.groupware.ical.TimeRange;
import org.kantor.groupware.ical.When;
import org.kantor.groupware.ical.Zone;
import org.kantor.groupware.ical.Zones;

/**
 * The filter of a calendar-query (RFC 4791 section 9.7), one comp-filter with those inside it. A component matches if all its conditions hold.
 *
 * @param absent whether the component must not be there; then there are no other conditions
 * @param times the time that it must overlap; null for any
 */
record CalendarFilter(
        String component,
        boolean absent,
        @Nullable Times times,
        List<PropertyFilter> properties,
        List<CalendarFilter> components) {

    private static final Set<String> WITH_TIMES = Set.of("VEVENT", "VTODO", "VJOURNAL");

    /** A prop-filter: the property must be there or not, in a time, with a text, with parameters. */
    record PropertyFilter(
            String name,
            boolean absent,
            @Nullable Times times,
            @Nullable TextMatch text,
            List<ParameterFilter> parameters) {}

    /** A param-filter. */
    record ParameterFilter(
            String name, boolean absent, @Nullable TextMatch text) {}

    /** @param filter the filter element */
    static CalendarFilter of(Element filter) {
        var outermost = filter.children(Name.caldav("comp-filter"));
        if (outermost.size() != 1 || !name(outermost.getFirst()).equals("VCALENDAR")) {
            throw Failure.condition(403, Name.caldav("valid-filter"));
        }
        return component(outermost.getFirst());
    }

    private static CalendarFilter component(Element element) {
        var name = name(element);
        var times = element.child(Name.caldav("time-range")).map(Times::of).orElse(null);
        if (times != null && !WITH_TIMES.contains(name)) {
            throw Failure.condition(403, Name.caldav("supported-filter"));
        }
        return new CalendarFilter(
                name,
                element.has(Name.caldav("is-not-defined")),
                times,
                element.children(Name.caldav("prop-filter")).stream()
                        .map(CalendarFilter::property)
                        .toList(),
                element.children(Name.caldav("comp-filter")).stream()
                        .map(CalendarFilter::component)
                        .toList());
    }

    private static PropertyFilter property(Element element) {
        return new PropertyFilter(
                name(element),
                element.has(Name.caldav("is-not-defined")),
                element.child(Name.caldav("time-range")).map(Times::of).orElse(null),
                text(element),
                element.children(Name.caldav("param-filter")).stream()
                        .map(parameter -> new ParameterFilter(
                                name(parameter), parameter.has(Name.caldav("is-not-defined")), text(parameter)))
                        .toList());
    }

    private static @Nullable TextMatch text(Element element) {
        return element.child(Name.caldav("text-match"))
                .map(match -> TextMatch.of(match, "i;ascii-casemap"))
                .orElse(null);
    }

    private static String name(Element element) {
        return element.attribute("name")
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> Failure.condition(403, Name.caldav("valid-filter")))
                .toUpperCase(Locale.ROOT);
    }

    /** The inner filter whose time an index can be asked for; empty if there is none. */
    Optional<CalendarFilter> indexed() {
        return components.stream()
                .filter(inner -> inner.times != null && !inner.absent)
                .findFirst();
    }

    /** Whether the filter asks for nothing but one kind of component in a time, so that an index alone can answer. */
    boolean isTimesOnly() {
        return properties.isEmpty()
                && components.size() == 1
                && components.getFirst().times != null
                && components.getFirst().properties.isEmpty()
                && components.getFirst().components.isEmpty()
                && !components.getFirst().absent;
    }

    /** @param viewer the zone of floating times */
    boolean matches(Component calendar, Zone viewer) {
        try {
            return calendar.name().equals(component) && !absent && matchesInside(calendar, calendar, viewer);
        } catch (InvalidCalendar e) {
            return false;
        }
    }

    private boolean matchesInside(Component inside, Component calendar, Zone viewer) {
        for (var filter : properties) {
            if (!matches(filter, inside, Zones.of(calendar, viewer))) {
                return false;
            }
        }
        for (var filter : components) {
            if (!filter.matchesAny(inside.components(filter.component), calendar, viewer)) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesAny(List<Component> found, Component calendar, Zone viewer) {
        if (absent) {
            return found.isEmpty();
        }
        var candidates = new ArrayList<>(found);
        if (times != null) {
            var series = Series.of(calendar, component, viewer);
            candidates.retainAll(TimeRange.overlapping(series, component, times.from(), times.to()));
        }
        return candidates.stream().anyMatch(candidate -> matchesInside(candidate, calendar, viewer));
    }

    private static boolean matches(PropertyFilter filter, Component component, Zones zones) {
        var found = component.properties(filter.name);
        if (filter.absent) {
            return found.isEmpty();
        }
        return found.stream().anyMatch(property -> matches(filter, property, zones));
    }

    private static boolean matches(PropertyFilter filter, Property property, Zones zones) {
        if (filter.times != null
                && !filter.times.contains(When.of(property, zones).instant())) {
            return false;
        }
        if (filter.text != null && !filter.text.matches(property.text())) {
            return false;
        }
        return filter.parameters.stream().allMatch(parameter -> matches(parameter, property));
    }

    private static boolean matches(ParameterFilter filter, Property property) {
        var values = property.parameters(filter.name);
        if (filter.absent) {
            return values.isEmpty();
        }
        return filter.text == null ? !values.isEmpty() : values.stream().anyMatch(filter.text::matches);
    }
}
