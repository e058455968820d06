package org.kantor.dav.report;

import org.kantor.dav.Failure;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.property.Multistatus;
import org.kantor.dav.property.Wanted;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;
import org.kantor.groupware.content.ContentReader;

/** addressbook-query (RFC 6352 section 8.6): the cards of an address book that a filter lets through. */
public final class AddressBookQuery implements ReportType {

    private static final Name NAME = Name.carddav("addressbook-query");
    private static final int MAX_RESULTS = 50_000;

    @Override
    public Name name() {
        return NAME;
    }

    @Override
    public boolean appliesTo(Target target) {
        return target instanceof Target.BookFolder;
    }

    @Override
    public Response answer(Session session, Target target, Element body) {
        var folder = (Target.BookFolder) target;
        var filter = CardFilter.of(
                body.child(Name.carddav("filter")).orElseThrow(() -> Failure.status(400, "The filter is missing.")));
        var wanted = Wanted.of(body, session.request());
        var answer = new Multistatus(session);
        if (session.request().header("Depth").orElse("1").strip().equals("0")) {
            return answer.response();
        }
        var left = Limits.results(body, MAX_RESULTS);
        for (var content : session.services().addressBooks().contents(session.id(), folder.id())) {
            if (!filter.matches(ContentReader.read(content.octets()))) {
                continue;
            }
            if (left-- == 0) {
                answer.truncated(folder);
                break;
            }
            answer.resource(new Target.Member(folder, content.resource(), content), wanted);
        }
        return answer.response();
    }
}
