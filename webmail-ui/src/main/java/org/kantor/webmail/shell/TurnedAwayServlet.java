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
        var locale = Texts.language("", request.getLocale());
        var home = request.getContextPath() + "/";
        new BarePage(
                        locale,
                        home,
                        assets.address(Assets.STYLE_SHEET),
                        Texts.text(later ? "refused.later.title" : "refused.title", locale),
                        Texts.text(later ? "refused.later" : "refused.account", locale),
                        home + SignedIn.SIGN_OUT,
                        Texts.text("refused.signOut", locale))
                .answer(
                        response,
                        later ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_FORBIDDEN);
    }
}
