package org.kantor.api;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kantor.identity.KeycloakEvents;

/** {@code POST /api/keycloak-events}: where the listener in Keycloak says that something happened to a user; signed, and small. */
@WebServlet("/keycloak-events")
public class KeycloakEventServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST_BYTES = 16 * 1024;

    @Inject
    transient KeycloakEvents events;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        var signature = request.getHeader("X-Kantor-Signature");
        if (signature == null || body.length > MOST_BYTES || !events.received(body, signature)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
