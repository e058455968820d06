package org.kantor.dav.report;

import org.kantor.dav.Failure;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;

/** How many results a client wants at most (RFC 5323 section 5.17, RFC 6352 section 10.6). */
final class Limits {

    private Limits() {}

    static int results(Element body, int most) {
        for (var namespace : new String[] {Name.DAV, Name.CARDDAV}) {
            var limit = body.child(new Name(namespace, "limit"));
            if (limit.isPresent()) {
                var text = limit.get()
                        .child(new Name(namespace, "nresults"))
                        .map(number -> number.text().strip())
                        .orElse("");
                if (!text.matches("[1-9][0-9]{0,8}")) {
                    throw Failure.status(400, "The limit is no positive number.");
                }
                return Math.min(most, Integer.parseInt(text));
            }
        }
        return most;
    }
}
