package org.kantor.dav;

import org.kantor.dav.xml.Name;
import org.kantor.groupware.resource.CollectionKind;
import org.kantor.groupware.resource.Violation;

/** Preconditions of PUT, COPY and MOVE as error bodies (RFC 4791 section 5.3.2.1, RFC 6352 section 6.3.2.1). */
final class Violations {

    private Violations() {}

    static Response response(Session session, Violation violation) {
        var path = destination(session);
        var calendar = path.startsWith("/" + Session.CALENDARS + "/");
        var name = calendar
                ? Name.caldav(violation.rule().inCalendar())
                : Name.carddav(violation.rule().inAddressBook());
        if (violation.conflict().isEmpty()) {
            return Failure.condition(403, name).response();
        }
        var segments = Hrefs.segments(path);
        var folder = session.folder(calendar ? CollectionKind.CALENDAR : CollectionKind.ADDRESS_BOOK, segments.get(2));
        return folder.map(found -> Failure.condition(409, name, session.href(found, violation.conflict())))
                .orElseGet(() -> Failure.condition(409, name))
                .response();
    }

    private static String destination(Session session) {
        var request = session.request();
        return request.header("Destination").map(to -> Hrefs.path(request, to)).orElse(request.path());
    }
}
