package org.kantor.groupware.ical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.content.Component;

/** Which components of an object overlap a time, by the rules of RFC 4791 section 9.9 for each kind. */
public final class TimeRange {

    private TimeRange() {}

    /** @return the components that have a happening in the time: the series' own, or those that override one */
    public static List<Component> overlapping(Series series, String kind, Instant from, Instant to) {
        var found = new ArrayList<Component>();
        var master = series.master();
        if (kind.equals("VTODO") && master.isPresent() && !series.recurs()) {
            if (toDo(master.get(), series.zones(), from, to)) {
                found.add(master.get());
            }
            return found;
        }
        for (var instance : series.between(from, to)) {
            if (!found.contains(instance.component())) {
                found.add(instance.component());
            }
        }
        return found;
    }

    private static boolean toDo(Component toDo, Zones zones, Instant from, Instant to) {
        var start = instant(toDo, "DTSTART", zones);
        var due = instant(toDo, "DUE", zones);
        if (start != null && toDo.has("DURATION")) {
            var begin = When.of(toDo.property("DTSTART").orElseThrow(), zones);
            var end = Length.parse(toDo.value("DURATION")).end(begin);
            return !from.isAfter(end) && (to.isAfter(start) || !to.isBefore(end));
        }
        if (start != null && due != null) {
            return (from.isBefore(due) || !from.isAfter(start)) && (to.isAfter(start) || !to.isBefore(due));
        }
        if (start != null) {
            return !from.isAfter(start) && to.isAfter(start);
        }
        if (due != null) {
            return from.isBefore(due) && !to.isBefore(due);
        }
        return withoutTimes(instant(toDo, "CREATED", zones), instant(toDo, "COMPLETED", zones), from, to);
    }

    private static boolean withoutTimes(
            @Nullable Instant created, @Nullable Instant completed, Instant from, Instant to) {
        if (created != null && completed != null) {
            return (!from.isAfter(created) || !from.isAfter(completed))
                    && (!to.isBefore(created) || !to.isBefore(completed));
        }
        if (completed != null) {
            return !from.isAfter(completed) && !to.isBefore(completed);
        }
        return created == null || to.isAfter(created);
    }

    private static @Nullable Instant instant(Component component, String name, Zones zones) {
        return component
                .property(name)
                .map(property -> When.of(property, zones).instant())
                .orElse(null);
    }
}
