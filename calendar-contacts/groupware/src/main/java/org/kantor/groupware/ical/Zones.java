package org.kantor.groupware.ical;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.content.Component;

/**
 * The time zones that an iCalendar object may name: those of the JDK, by their name or the end of a longer one
 * ({@code /citadel.org/20210210_1/Europe/Berlin}), and those that the object defines itself. Made for one object and one thread.
 */
public final class Zones {

    private final Component calendar;
    private final Zone viewer;
    private final Map<String, Zone> known = new HashMap<>();

    private Zones(Component calendar, Zone viewer) {
        this.calendar = calendar;
        this.viewer = viewer;
    }

    /** @param viewer where floating times and dates are looked at from */
    public static Zones of(Component calendar, Zone viewer) {
        return new Zones(calendar, viewer);
    }

    public Zone viewer() {
        return viewer;
    }

    /** @throws InvalidCalendar if the zone is neither known nor defined */
    public Zone zone(String tzid) {
        return known.computeIfAbsent(tzid, this::find);
    }

    private Zone find(String tzid) {
        var named = byName(tzid);
        if (named != null) {
            return new Zone(tzid, named.getRules());
        }
        for (var definition : calendar.components("VTIMEZONE")) {
            if (definition.value("TZID").equals(tzid)) {
                var location = byName(definition.value("X-LIC-LOCATION"));
                return location == null ? VTimeZone.read(definition) : new Zone(tzid, location.getRules());
            }
        }
        throw new InvalidCalendar("The time zone \"" + tzid + "\" is not defined.");
    }

    /** The JDK's zone of a name, or of the last two or three segments of a path. */
    private static @Nullable ZoneId byName(String name) {
        var rest = name.startsWith("/") ? name.substring(1) : name;
        while (!rest.isEmpty()) {
            if (rest.indexOf('/') > 0 || rest.equals("UTC") || rest.equals("GMT")) {
                try {
                    return ZoneId.of(rest);
                } catch (DateTimeException e) {
                    // A longer name may end with one that is known.
                }
            }
            var slash = rest.indexOf('/');
            rest = slash < 0 ? "" : rest.substring(slash + 1);
        }
        return null;
    }
}
