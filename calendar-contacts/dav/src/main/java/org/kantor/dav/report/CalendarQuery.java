package org.kantor.dav.report;

import java.util.ArrayList;
import java.util.List;
import org.kantor.dav.Failure;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.property.Multistatus;
import org.kantor.dav.property.Wanted;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.ical.Zone;
import org.kantor.groupware.resource.Content;

/** calendar-query (RFC 4791 section 7.8): the members of a calendar, or of all calendars, that a filter lets through. */
public final class CalendarQuery implements ReportType {

    private static final Name NAME = Name.caldav("calendar-query");

    @Override
    public Name name() {
        return NAME;
    }

    @Override
    public boolean appliesTo(Target target) {
        return target instanceof Target.CalendarFolder
                || target instanceof Target.Member(var folder, var resource, var content)
                        && folder instanceof Target.CalendarFolder;
    }

    @Override
    public Response answer(Session session, Target target, Element body) {
        var filter = CalendarFilter.of(body.child(Name.caldav("filter"))
                .orElseThrow(() -> Failure.condition(403, Name.caldav("valid-filter"))));
        var wanted = Wanted.of(body, session.request());
        var answer = new Multistatus(session);
        // A client that says nothing about depth means the members; one that says 0 means the calendar, which has no
        // data itself.
        var members = !session.request().header("Depth").orElse("1").strip().equals("0");
        if (target instanceof Target.CalendarFolder folder && members) {
            var zone = zone(body, folder);
            for (var content : find(session, folder, filter, zone)) {
                answer.resource(new Target.Member(folder, content.resource(), content), wanted);
            }
        } else if (target instanceof Target.Member member
                && member.content() != null
                && member.folder() instanceof Target.CalendarFolder folder
                && filter.matches(ContentReader.read(member.content().octets()), zone(body, folder))) {
            answer.resource(member, wanted);
        }
        return answer.response();
    }

    private static Zone zone(Element body, Target.CalendarFolder folder) {
        var own = folder.calendar().timezone();
        return Times.zone(body.child(Name.caldav("timezone")).map(Element::text).orElse(own));
    }

    private static List<Content> find(Session session, Target.CalendarFolder folder, CalendarFilter filter, Zone zone) {
        var found = new ArrayList<Content>();
        var indexed = filter.indexed();
        if (indexed.isEmpty() || indexed.get().times() == null) {
            for (var content : session.services().calendars().contents(session.id(), folder.id())) {
                if (filter.matches(ContentReader.read(content.octets()), zone)) {
                    found.add(content);
                }
            }
            return found;
        }
        var times = indexed.get().times();
        var timesOnly = filter.isTimesOnly();
        for (var candidate : session.services()
                .calendars()
                .candidates(session.id(), folder.id(), indexed.get().component(), times.from(), times.to())) {
            var content = candidate.content();
            if (timesOnly && candidate.certain() || filter.matches(ContentReader.read(content.octets()), zone)) {
                found.add(content);
            }
        }
        return found;
    }
}
