package org.kantor.dav.method;

import java.util.List;
import org.kantor.dav.Failure;
import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.property.Multistatus;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;

/** PROPPATCH (RFC 4918 section 9.2): names, colours and descriptions of calendars and address books. Everything else is protected. */
public final class PropPatch implements Method {

    @Override
    public String name() {
        return "PROPPATCH";
    }

    @Override
    public Response handle(Session session) {
        var body = session.request()
                .xml()
                .filter(element -> element.is(Name.dav("propertyupdate")))
                .orElseThrow(() -> Failure.status(400, "The body is no propertyupdate."));
        var target = session.target();
        return switch (target) {
            case Target.NewMember missing -> throw Failure.notFound();
            case Target.NewFolder missing -> throw Failure.notFound();
            case Target.CalendarFolder folder -> {
                var update = PropertyUpdate.of(body, true, false);
                yield apply(
                        session,
                        target,
                        update,
                        () -> session.services()
                                .calendars()
                                .change(session.id(), folder.id(), update.calendar(), session.actor()));
            }
            case Target.BookFolder folder -> {
                var update = PropertyUpdate.of(body, false, false);
                yield apply(
                        session,
                        target,
                        update,
                        () -> session.services()
                                .addressBooks()
                                .change(session.id(), folder.id(), update.addressBook(), session.actor()));
            }
            case Target other ->
                new Multistatus(session)
                        .outcome(other, List.of(), names(body), List.of())
                        .response();
        };
    }

    private static Response apply(Session session, Target target, PropertyUpdate update, Runnable change) {
        var answer = new Multistatus(session);
        if (!update.refused().isEmpty()) {
            return answer.outcome(target, List.of(), update.refused(), update.accepted())
                    .response();
        }
        if (!update.accepted().isEmpty()) {
            change.run();
        }
        return answer.outcome(target, update.accepted(), List.of(), List.of()).response();
    }

    private static List<Name> names(Element body) {
        return body.children().stream()
                .flatMap(instruction -> instruction.children(Name.dav("prop")).stream())
                .flatMap(prop -> prop.children().stream())
                .map(Element::name)
                .toList();
    }
}
