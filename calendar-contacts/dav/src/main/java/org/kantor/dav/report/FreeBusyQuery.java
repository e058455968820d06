package org.kantor.dav.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kantor.dav.Failure;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.content.Component;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.ContentWriter;
import org.kantor.groupware.content.Parameter;
import org.kantor.groupware.content.Property;
import org.kantor.groupware.ical.Instance;
import org.kantor.groupware.ical.InvalidCalendar;
import org.kantor.groupware.ical.Series;
import org.kantor.groupware.ical.When;

/** free-busy-query (RFC 4791 section 7.10): when the events of a calendar take time, without saying what they are. */
public final class FreeBusyQuery implements ReportType {

    private static final Name NAME = Name.caldav("free-busy-query");

    @Override
    public Name name() {
        return NAME;
    }

    @Override
    public boolean appliesTo(Target target) {
        return target instanceof Target.CalendarFolder;
    }

    private record Period(Instant from, Instant to) {}

    @Override
    public Response answer(Session session, Target target, Element body) {
        var folder = (Target.CalendarFolder) target;
        var times = body.child(Name.caldav("time-range"))
                .map(Times::of)
                .orElseThrow(() -> Failure.condition(403, Name.caldav("valid-filter")));
        var busy = new ArrayList<Period>();
        var tentative = new ArrayList<Period>();
        var zone = Times.zone(folder.calendar().timezone());
        for (var candidate : session.services()
                .calendars()
                .candidates(session.id(), folder.id(), "VEVENT", times.from(), times.to())) {
            try {
                var series = Series.of(ContentReader.read(candidate.content().octets()), "VEVENT", zone);
                series.between(times.from(), times.to()).forEach(instance -> add(instance, times, busy, tentative));
            } catch (InvalidCalendar e) {
                // An event that cannot be placed in this zone takes no time in it.
                continue;
            }
        }
        var freeBusy = new Component(
                "VFREEBUSY",
                List.of(
                        Property.of("UID", "freebusy-" + folder.id()),
                        Property.of("DTSTAMP", value(session.services().clock().instant())),
                        Property.of("DTSTART", value(times.from())),
                        Property.of("DTEND", value(times.to()))),
                List.of());
        freeBusy = periods(periods(freeBusy, "BUSY", merged(busy)), "BUSY-TENTATIVE", merged(tentative));
        var calendar = new Component(
                "VCALENDAR",
                List.of(Property.of("VERSION", "2.0"), Property.of("PRODID", "-//Kantor//Kantor//EN")),
                List.of(freeBusy));
        return new Response(
                200,
                Map.of("Content-Type", "text/calendar; charset=utf-8"),
                ContentWriter.write(calendar).getBytes(StandardCharsets.UTF_8));
    }

    private static void add(Instance instance, Times times, List<Period> busy, List<Period> tentative) {
        var event = instance.component();
        var status = event.value("STATUS").strip().toUpperCase(Locale.ROOT);
        if (status.equals("CANCELLED") || event.value("TRANSP").strip().equalsIgnoreCase("TRANSPARENT")) {
            return;
        }
        var from = instance.start().instant().isBefore(times.from())
                ? times.from()
                : instance.start().instant();
        var to = instance.end().isAfter(times.to()) ? times.to() : instance.end();
        if (from.isBefore(to)) {
            (status.equals("TENTATIVE") ? tentative : busy).add(new Period(from, to));
        }
    }

    /** Periods that touch become one. */
    private static List<Period> merged(List<Period> periods) {
        var merged = new ArrayList<Period>();
        periods.sort(Comparator.comparing(Period::from));
        for (var period : periods) {
            if (!merged.isEmpty() && !period.from.isAfter(merged.getLast().to)) {
                var last = merged.removeLast();
                merged.add(new Period(last.from, last.to.isAfter(period.to) ? last.to : period.to));
            } else {
                merged.add(period);
            }
        }
        return merged;
    }

    private static Component periods(Component freeBusy, String type, List<Period> periods) {
        for (var period : periods) {
            freeBusy = freeBusy.plus(
                    Property.of("FREEBUSY", value(period.from) + "/" + value(period.to), Parameter.of("FBTYPE", type)));
        }
        return freeBusy;
    }

    private static String value(Instant instant) {
        return When.utc(instant.truncatedTo(ChronoUnit.SECONDS)).value();
    }
}
