package org.kantor.webmail.session;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.kantor.identity.BrowserLogIn;
import org.kantor.kernel.Refused;

/** Where Keycloak posts that a session ended there (OpenID Connect Back-Channel Logout 1.0 sections 2.5 and 2.8). */
@WebServlet(urlPatterns = "/backchannel-logout")
public class BackChannelLogoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient BrowserLogIn logIn;

    @Inject
    transient BrowserSessions sessions;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var token = request.getParameter("logout_token");
        try {
            var ended = token == null ? null : logIn.backChannelLogout(token).orElse(null);
            if (ended == null) {
                SessionLog.LOG.invalidLogoutToken();
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                return;
            }
            sessions.end(ended);
            response.setStatus(HttpServletResponse.SC_OK);
        } catch (Refused later) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
