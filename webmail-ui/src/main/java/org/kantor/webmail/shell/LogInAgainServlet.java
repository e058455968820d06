package org.kantor.webmail.shell;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;

/**
 * The error page of statuses 400 and 403. Elytron answers so when Keycloak's answer does not fit the newest log-in that this browser began (400): somebody who logs in
 * with two tabs open, or with a page from yesterday; or when it is worth nothing any more (403): somebody who is being signed out elsewhere. They are sent through the
 * log-in once more, which asks nothing of whoever is logged in; only when that does not help either they see a sentence, in the browser's language.
 */
@WebServlet("/log-in-again")
public final class LogInAgainServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String TRIED = "KANTORAGAIN";
    private static final int SECONDS = 20;

    @Inject
    transient Assets assets;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var home = request.getContextPath() + "/";
        if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null) {
            response.sendRedirect(home);
            return;
        }
        if (isAnswerOfKeycloak(request) && !tried(request)) {
            var cookie = new Cookie(TRIED, "1");
            cookie.setPath(home);
            cookie.setMaxAge(SECONDS);
            cookie.setHttpOnly(true);
            cookie.setSecure(request.isSecure());
            response.addCookie(cookie);
            response.sendRedirect((String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
            return;
        }
        var forbidden = Integer.valueOf(HttpServletResponse.SC_FORBIDDEN)
                .equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        new BarePage(
                        request,
                        assets,
                        Texts.language("", request.getLocale()),
                        forbidden ? "refused.title" : "refused.strange.title",
                        forbidden ? "refused.forbidden" : "refused.strange",
                        "",
                        "refused.home")
                .answer(response, forbidden ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_BAD_REQUEST);
    }

    private static boolean isAnswerOfKeycloak(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && request.getParameter("state") != null
                && (request.getParameter("code") != null || request.getParameter("error") != null);
    }

    private static boolean tried(HttpServletRequest request) {
        return request.getCookies() != null
                && Arrays.stream(request.getCookies())
                        .anyMatch(cookie -> cookie.getName().equals(TRIED));
    }
}
