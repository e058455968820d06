package org.kantor.dav.method;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.kantor.dav.Failure;
import org.kantor.dav.Request;
import org.kantor.groupware.resource.Precondition;

/** If-Match and If-None-Match (RFC 9110 section 13.1). Ours are strong etags; a client's weak one never matches for a write. */
final class Etags {

    private static final Pattern ETAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    private Etags() {}

    /** Whether a list of etags, or the star, names the resource that has this one. */
    static boolean matches(String header, String etag) {
        return header.strip().equals("*") || parse(header).contains(etag);
    }

    private static Set<String> parse(String header) {
        var etags = new HashSet<String>();
        var match = ETAG.matcher(header);
        while (match.find()) {
            etags.add(match.group(2));
        }
        return etags;
    }

    /** @throws Failure 412 for a header that no resource can fulfil */
    static Precondition precondition(Request request) {
        var ifMatch = request.header("If-Match");
        var ifNoneMatch = request.header("If-None-Match");
        if (ifMatch.isPresent()) {
            if (ifMatch.get().strip().equals("*")) {
                return Precondition.PRESENT;
            }
            return new Precondition.Matches(parse(ifMatch.get()));
        }
        if (ifNoneMatch.isPresent()) {
            if (ifNoneMatch.get().strip().equals("*")) {
                return Precondition.ABSENT;
            }
            throw Failure.status(412, "Only a star is understood in If-None-Match of a write.");
        }
        return Precondition.NONE;
    }
}
