package org.kantor.dav.method;

import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;

/** COPY of a member (RFC 4918 section 9.8). */
public final class Copy implements Method {

    @Override
    public String name() {
        return "COPY";
    }

    @Override
    public Response handle(Session session) {
        return Transfer.handle(
                session,
                (resources, from, to, overwrite) -> resources.copy(session.id(), from, to, overwrite, session.actor()));
    }
}
