package org.kantor.webmail.shell;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kantor.kernel.Refused;
import org.kantor.webmail.session.SessionFilter;
import org.kantor.webmail.session.SignedIn;

/** The page for people whom Keycloak knows but who may not come in here: what is so, in the browser's language, and the way out. The filter of the log-in shows it. */
@WebServlet("/" + SessionFilter.TURNED_AWAY)
public final class TurnedAwayServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient Assets assets;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(request.getAttribute(SessionFilter.TURNED_AWAY) instanceof Refused.Code code)) {
            response.sendRedirect(request.getContextPath() + "/");
            return;
        }
        var later = code == Refused.Code.TRY_LATER;
        new BarePage(
                        request,
                        assets,
                        Texts.language("", request.getLocale()),
                        later ? "refused.later.title" : "refused.title",
                        later ? "refused.later" : "refused.account",
                        SignedIn.SIGN_OUT,
                        "refused.signOut")
                .answer(
                        response,
                        later ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_FORBIDDEN);
    }
}
