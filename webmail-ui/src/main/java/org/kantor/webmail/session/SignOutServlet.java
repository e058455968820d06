package org.kantor.webmail.session;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.kantor.identity.BrowserLogIn;
import org.kantor.kernel.Environment;

/** Ends the session here, then sends the browser to Keycloak to end it there, which sends it back to the front page. */
@WebServlet(urlPatterns = "/" + SignedIn.SIGN_OUT)
public class SignOutServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient BrowserLogIn logIn;

    @Inject
    transient Environment environment;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        var front = URI.create(environment.web() + "/");
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            // Another site's page may not sign people out.
            response.sendRedirect(front.toString());
            return;
        }
        var target = front;
        var http = request.getSession(false);
        if (http != null) {
            if (http.getAttribute(BrowserSession.ATTRIBUTE) instanceof BrowserSession session) {
                target = logIn.endSession(session.idToken(), front);
            }
            request.logout();
            invalidate(request);
        }
        response.sendRedirect(target.toString());
    }

    private static void invalidate(HttpServletRequest request) {
        var http = request.getSession(false);
        if (http != null) {
            http.invalidate();
        }
    }
}
