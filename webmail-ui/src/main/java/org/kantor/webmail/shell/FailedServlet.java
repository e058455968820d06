package org.kantor.webmail.shell;

import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kantor.settings.Settings;
import org.kantor.webmail.session.SignedIn;

/**
 * The same as {@link FailedPage} without a component: where the frame or Flow's tree of components is what failed, {@link Failures} sends the browser here, and the server
 * shows it in the place of a page that failed before Flow began (status 500). The way on is the page where the browser was.
 */
@WebServlet("/" + FailedServlet.PATH)
public class FailedServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** Relative to the context root. */
    static final String PATH = "failed";

    private static final String NUMBER = FailedServlet.class.getName();
    private static final int PATIENCE_SECONDS = 2;

    @Inject
    transient Assets assets;

    @Inject
    transient Settings settings;

    @Inject
    transient SignedIn signedIn;

    /** Keeps the number of what failed last in a browser session, for the page. */
    static void keep(String number, WrappedSession session) {
        session.setAttribute(NUMBER, number);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var home = request.getContextPath() + "/";
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String address) {
            var failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
                    ? thrown
                    : new IllegalStateException("Nothing answered for " + address);
            answer(request, response, Failures.logged(failure), within(address, home));
            return;
        }
        var number = number(request.getSession());
        if (number == null) {
            response.sendRedirect(home);
        } else {
            answer(request, response, number, within(from(request), home));
        }
    }

    /** Flow may send the browser here before it has told the failure; until then it holds its lock. */
    private static @Nullable String number(HttpSession session) {
        for (var vaadin : VaadinSession.getAllSessions(session)) {
            try {
                if (vaadin.getLockInstance().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    vaadin.getLockInstance().unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return session.getAttribute(NUMBER) instanceof String number ? number : null;
    }

    /** Path and query of the page that the browser comes from. */
    private static String from(HttpServletRequest request) {
        try {
            var from = URI.create(request.getHeader("Referer") == null ? "" : request.getHeader("Referer"));
            return from.getRawPath() + (from.getRawQuery() == null ? "" : "?" + from.getRawQuery());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** An address below the context root, relative to it: whoever gave it, it leads nowhere else. */
    private static String within(@Nullable String address, String home) {
        if (address == null || !address.startsWith(home)) {
            return "";
        }
        var relative = address.substring(home.length()).replaceFirst("^[/\\\\]+", "");
        return relative.startsWith(PATH) ? "" : relative;
    }

    /** @param again where the button leads, from the webmail's root */
    private void answer(HttpServletRequest request, HttpServletResponse response, String number, String again)
            throws IOException {
        var language = language(request);
        new BarePage(request, assets, language, "failed.title", "failed.text", again, "failed.again")
                .answer(
                        response,
                        HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                        "<p class=\"muted\">%s <span class=\"mono\">%s</span></p>"
                                .formatted(Texts.text("failed.number", language), number));
    }

    /** As in {@link Page}; the browser's where the settings are what cannot be read. */
    private Locale language(HttpServletRequest request) {
        var chosen = "";
        try {
            chosen = settings.get(signedIn.account().id(), Preferences.LANGUAGE);
        } catch (RuntimeException e) {
            // that is in the log already, under the number which is told
        }
        return Texts.language(chosen, request.getLocale());
    }
}
