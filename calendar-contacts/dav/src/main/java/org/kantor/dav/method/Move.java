package org.kantor.dav.method;

import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;

/** MOVE of a member (RFC 4918 section 9.9). */
public final class Move implements Method {

    @Override
    public String name() {
        return "MOVE";
    }

    @Override
    public Response handle(Session session) {
        return Transfer.handle(
                session,
                (resources, from, to, overwrite) -> resources.move(session.id(), from, to, overwrite, session.actor()));
    }
}
