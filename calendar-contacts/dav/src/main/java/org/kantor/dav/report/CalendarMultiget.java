package org.kantor.dav.report;

import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.resource.CollectionKind;

/** calendar-multiget (RFC 4791 section 7.9). */
public final class CalendarMultiget implements ReportType {

    private static final Name NAME = Name.caldav("calendar-multiget");

    @Override
    public Name name() {
        return NAME;
    }

    @Override
    public boolean appliesTo(Target target) {
        return switch (target) {
            case Target.Home(var kind) -> kind == CollectionKind.CALENDAR;
            case Target.Folder folder -> folder.kind() == CollectionKind.CALENDAR;
            case Target.Member member -> member.folder().kind() == CollectionKind.CALENDAR;
            default -> false;
        };
    }

    @Override
    public Response answer(Session session, Target target, Element body) {
        return Multiget.answer(session, body, CollectionKind.CALENDAR);
    }
}
