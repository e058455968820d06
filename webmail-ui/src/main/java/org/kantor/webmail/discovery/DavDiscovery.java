package org.kantor.webmail.discovery;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Sends CalDAV and CardDAV clients that know only the server's name to the DAV context (RFC 6764 section 5), whatever their method and without a log-in. It stands
 * here because the webmail has the root; the redirection is permanent and keeps the method (RFC 9110 section 15.4.9).
 */
@WebServlet(urlPatterns = {"/.well-known/caldav", "/.well-known/carddav"})
public class DavDiscovery extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** 308 Permanent Redirect. */
    private static final int PERMANENT_REDIRECT = 308;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(PERMANENT_REDIRECT);
        response.setHeader("Location", "/dav/");
    }
}
