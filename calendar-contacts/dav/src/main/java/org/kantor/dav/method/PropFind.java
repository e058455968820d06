package org.kantor.dav.method;

import org.kantor.dav.Failure;
import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.property.Multistatus;
import org.kantor.dav.property.Wanted;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.resource.CollectionKind;

/** PROPFIND (RFC 4918 section 9.1) to a depth of 0 or 1. */
public final class PropFind implements Method {

    @Override
    public String name() {
        return "PROPFIND";
    }

    @Override
    public Response handle(Session session) {
        var request = session.request();
        var body = request.xml();
        if (body.isPresent() && !body.get().is(Name.dav("propfind"))) {
            throw Failure.status(400, "The body is no propfind.");
        }
        var wanted = Wanted.of(body.orElse(null), request);
        var members = switch (request.header("Depth").orElse("infinity").strip()) {
            case "0" -> false;
            case "1" -> true;
            case "infinity" -> throw Failure.condition(403, Name.dav("propfind-finite-depth"));
            default -> throw Failure.status(400, "The Depth is not valid.");
        };
        var target = session.target();
        if (target instanceof Target.NewMember || target instanceof Target.NewFolder) {
            throw Failure.notFound();
        }
        var answer = new Multistatus(session).resource(target, wanted);
        if (members) {
            members(session, target, wanted, answer);
        }
        return answer.response();
    }

    private static void members(Session session, Target target, Wanted wanted, Multistatus answer) {
        switch (target) {
            case Target.Root root -> {
                answer.resource(new Target.Principals(), wanted);
                for (var kind : CollectionKind.values()) {
                    answer.resource(new Target.Home(kind), wanted);
                }
            }
            case Target.Principals principals -> answer.resource(new Target.Principal(), wanted);
            case Target.Home(var kind) -> session.folders(kind).forEach(folder -> answer.resource(folder, wanted));
            case Target.Folder folder ->
                session.resources(folder.kind())
                        .list(session.id(), folder.id())
                        .forEach(resource -> answer.resource(new Target.Member(folder, resource, null), wanted));
            default -> {}
        }
    }
}
