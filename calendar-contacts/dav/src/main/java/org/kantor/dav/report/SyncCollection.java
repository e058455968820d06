package org.kantor.dav.report;

import org.kantor.dav.Failure;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.SyncToken;
import org.kantor.dav.Target;
import org.kantor.dav.property.Multistatus;
import org.kantor.dav.property.Wanted;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.resource.Delta;
import org.kantor.groupware.resource.Resource;
import org.kantor.groupware.resource.SyncPoint;
import org.kantor.kernel.Refused;

/** DAV:sync-collection (RFC 6578): what changed in a calendar or address book since a token. */
public final class SyncCollection implements ReportType {

    private static final Name NAME = Name.dav("sync-collection");

    /** The most members in one answer; a client that has more to learn asks again (RFC 6578 section 3.6). */
    private static final int MAX_RESULTS = 10_000;

    @Override
    public Name name() {
        return NAME;
    }

    @Override
    public boolean appliesTo(Target target) {
        return target instanceof Target.Folder;
    }

    @Override
    public Response answer(Session session, Target target, Element body) {
        var folder = (Target.Folder) target;
        var token = body.child(Name.dav("sync-token"))
                .orElseThrow(() -> Failure.status(400, "The sync-token is missing."))
                .text()
                .strip();
        var point = token.isEmpty() ? SyncPoint.START : SyncToken.parse(folder, token);
        var wanted = Wanted.of(body, session.request());
        var delta = delta(session, folder, point, Limits.results(body, MAX_RESULTS));
        var answer = new Multistatus(session);
        if (wanted.wantsContent()) {
            var names = delta.changed().stream().map(Resource::name).toList();
            session.resources(folder.kind())
                    .get(session.id(), folder.id(), names)
                    .forEach(
                            content -> answer.resource(new Target.Member(folder, content.resource(), content), wanted));
        } else {
            delta.changed().forEach(resource -> answer.resource(new Target.Member(folder, resource, null), wanted));
        }
        delta.removed().forEach(name -> answer.status(session.href(folder, name), 404));
        if (!delta.complete()) {
            answer.truncated(folder);
        }
        return answer.syncToken(SyncToken.of(folder, delta.next())).response();
    }

    private static Delta delta(Session session, Target.Folder folder, SyncPoint point, int limit) {
        try {
            return session.resources(folder.kind()).since(session.id(), folder.id(), point, limit);
        } catch (Refused e) {
            if (e.code() == Refused.Code.CANNOT) {
                throw SyncToken.invalid();
            }
            throw e;
        }
    }
}
