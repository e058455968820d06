package org.kantor.dav.method;

import org.kantor.dav.Failure;
import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.resource.CollectionKind;

/** MKCALENDAR (RFC 4791 section 5.3.1). */
public final class MkCalendar implements Method {

    @Override
    public String name() {
        return "MKCALENDAR";
    }

    @Override
    public Response handle(Session session) {
        var body = session.request().xml();
        if (body.isPresent() && !body.get().is(Name.caldav("mkcalendar"))) {
            throw Failure.status(400, "The body is no mkcalendar.");
        }
        return switch (session.target()) {
            case Target.NewFolder(var kind, var name)
            when kind == CollectionKind.CALENDAR -> MkCol.calendar(session, name, body);
            case Target.NewFolder elsewhere ->
                throw Failure.condition(403, Name.caldav("calendar-collection-location-ok"));
            case Target.NewMember inside ->
                throw Failure.condition(403, Name.caldav("calendar-collection-location-ok"));
            case Target existing -> throw Failure.condition(405, Name.dav("resource-must-be-null"));
        };
    }
}
