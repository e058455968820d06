package org.kantor.dav;

/** One method of HTTP or WebDAV; its class says all about it. */
public interface Method {

    /** As in the request line. */
    String name();

    Response handle(Session session);
}
