package org.kantor.dav.property;

import java.util.List;
import org.kantor.dav.Target;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.calendar.Calendar;

/** Properties of calendars (RFC 4791 section 5.2, and two that Apple's clients brought). */
final class CalendarProperties {

    private static final String MAX_OCTETS = "1048576";
    private static final String MAX_ATTENDEES = "1000";

    private CalendarProperties() {}

    static List<Property> all() {
        return List.of(
                text(Name.caldav("calendar-description"), Calendar::description),
                text(Name.caldav("calendar-timezone"), Calendar::timezone),
                text(Name.apple("calendar-color"), Calendar::colour),
                text(Name.apple("calendar-order"), calendar -> Integer.toString(calendar.position())),
                text(Name.caldav("max-resource-size"), calendar -> MAX_OCTETS),
                text(Name.caldav("max-attendees-per-instance"), calendar -> MAX_ATTENDEES),
                new Property(
                        Name.caldav("supported-calendar-component-set"),
                        false,
                        CalendarProperties::isCalendar,
                        (xml, session, target) -> xml.element(
                                Name.caldav("supported-calendar-component-set"),
                                () -> calendar(target)
                                        .components()
                                        .forEach(component -> xml.empty(Name.caldav("comp"), "name", component)))),
                new Property(
                        Name.caldav("supported-calendar-data"),
                        false,
                        CalendarProperties::isCalendar,
                        (xml, session, target) -> xml.element(
                                Name.caldav("supported-calendar-data"),
                                () -> xml.empty(
                                        Name.caldav("calendar-data"),
                                        "content-type",
                                        "text/calendar",
                                        "version",
                                        "2.0"))),
                new Property(
                        Name.caldav("supported-collation-set"),
                        false,
                        CalendarProperties::isCalendar,
                        (xml, session, target) -> xml.element(
                                Name.caldav("supported-collation-set"),
                                () -> Collations.NAMES.forEach(
                                        name -> xml.text(Name.caldav("supported-collation"), name)))));
    }

    private static boolean isCalendar(Target target) {
        return target instanceof Target.CalendarFolder;
    }

    private static Calendar calendar(Target target) {
        return ((Target.CalendarFolder) target).calendar();
    }

    private interface Text {
        String of(Calendar calendar);
    }

    private static Property text(Name name, Text value) {
        return new Property(
                name,
                false,
                target -> isCalendar(target) && !value.of(calendar(target)).isEmpty(),
                (xml, session, target) -> xml.text(name, value.of(calendar(target))));
    }
}
