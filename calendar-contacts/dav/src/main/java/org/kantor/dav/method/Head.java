package org.kantor.dav.method;

import org.kantor.dav.Method;
import org.kantor.dav.Response;
import org.kantor.dav.Session;

/** HEAD: GET without the body (RFC 9110 section 9.3.2). */
public final class Head implements Method {

    private final Get get = new Get();

    @Override
    public String name() {
        return "HEAD";
    }

    @Override
    public Response handle(Session session) {
        return get.handle(session).withoutBody();
    }
}
