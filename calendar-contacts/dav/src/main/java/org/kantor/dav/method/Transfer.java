package org.kantor.dav.method;

import org.kantor.dav.Failure;
import org.kantor.dav.Hrefs;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.groupware.resource.Resources;
import org.kantor.groupware.resource.Resources.Place;

/** What COPY and MOVE have in common: where from, where to, and whether something may be replaced (RFC 4918 sections 9.8 and 9.9). */
final class Transfer {

    private Transfer() {}

    /** How the member gets there. */
    interface Way {
        Resources.Put go(Resources resources, Place from, Place to, boolean overwrite);
    }

    static Response handle(Session session, Way way) {
        var source = session.target();
        if (!(source instanceof Target.Member member)) {
            if (source instanceof Target.NewMember || source instanceof Target.NewFolder) {
                throw Failure.notFound();
            }
            throw Failure.status(403, "Only members of calendars and address books can be copied and moved.");
        }
        var destination = destination(session);
        if (destination.folder.kind() != member.folder().kind()) {
            throw Failure.status(403, "Events and contacts cannot lie in one collection.");
        }
        var put = way.go(
                session.resources(member.folder().kind()),
                new Place(member.folder().id(), member.resource().name()),
                new Place(destination.folder.id(), destination.name),
                overwrite(session));
        return Response.of(put.created() ? 201 : 204)
                .with("ETag", "\"" + put.resource().etag() + "\"");
    }

    private record Destination(Target.Folder folder, String name) {}

    private static Destination destination(Session session) {
        var request = session.request();
        var header =
                request.header("Destination").orElseThrow(() -> Failure.status(400, "The Destination is missing."));
        Target target;
        try {
            target = session.resolve(Hrefs.path(request, header));
        } catch (Failure e) {
            if (e.response().status() == 404) {
                throw Failure.status(403, "The destination is not in one of your collections.");
            }
            throw e;
        }
        return switch (target) {
            case Target.Member member ->
                new Destination(member.folder(), member.resource().name());
            case Target.NewMember member -> new Destination(member.folder(), member.name());
            default -> throw Failure.status(403, "The destination is not in a calendar or address book.");
        };
    }

    private static boolean overwrite(Session session) {
        return switch (session.request().header("Overwrite").orElse("T").strip()) {
            case "T" -> true;
            case "F" -> false;
            default -> throw Failure.status(400, "Overwrite is neither T nor F.");
        };
    }
}
