package org.kantor.dav.method;

import org.kantor.dav.Failure;
import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;

/** DELETE of a member, a calendar or an address book (RFC 4918 section 9.6). */
public final class Delete implements Method {

    @Override
    public String name() {
        return "DELETE";
    }

    @Override
    public Response handle(Session session) {
        switch (session.target()) {
            case Target.Member member ->
                session.resources(member.folder().kind())
                        .delete(
                                session.id(),
                                member.folder().id(),
                                member.resource().name(),
                                Etags.precondition(session.request()),
                                session.actor());
            case Target.CalendarFolder folder ->
                session.services().calendars().delete(session.id(), folder.id(), session.actor());
            case Target.BookFolder folder ->
                session.services().addressBooks().delete(session.id(), folder.id(), session.actor());
            case Target.NewMember missing -> throw Failure.notFound();
            case Target.NewFolder missing -> throw Failure.notFound();
            case Target other -> {
                return Options.notAllowed(other);
            }
        }
        return Response.of(204);
    }
}
