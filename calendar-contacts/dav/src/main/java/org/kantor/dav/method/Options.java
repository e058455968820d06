package org.kantor.dav.method;

import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;

/** OPTIONS (RFC 4918 section 10.1, RFC 4791 section 5.1, RFC 6352 section 6.1, RFC 5689 section 3.1): what the server does at this path. */
public final class Options implements Method {

    private static final String CLASSES = "1, 3, extended-mkcol, calendar-access, addressbook";

    @Override
    public String name() {
        return "OPTIONS";
    }

    @Override
    public Response handle(Session session) {
        return Response.of(200).with("DAV", CLASSES).with("Allow", allowed(session.target()));
    }

    static String allowed(Target target) {
        return switch (target) {
            case Target.Member member -> "OPTIONS, GET, HEAD, PUT, DELETE, COPY, MOVE, PROPFIND, PROPPATCH, REPORT";
            case Target.NewMember member -> "OPTIONS, PUT";
            case Target.Folder folder -> "OPTIONS, DELETE, PROPFIND, PROPPATCH, REPORT";
            case Target.NewFolder folder -> "OPTIONS, MKCOL, MKCALENDAR";
            case Target.Home home -> "OPTIONS, PROPFIND, PROPPATCH, REPORT";
            case Target.Principal principal -> "OPTIONS, PROPFIND, PROPPATCH, REPORT";
            case Target.Principals principals -> "OPTIONS, PROPFIND, PROPPATCH, REPORT";
            case Target.Root root -> "OPTIONS, PROPFIND, PROPPATCH, REPORT";
        };
    }

    /** The answer for a method that makes no sense at the target. */
    static Response notAllowed(Target target) {
        return Response.text(405, "The method is not possible at this address.").with("Allow", allowed(target));
    }
}
