package org.kantor.webmail.session;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.identity.BrowserLogIn;
import org.kantor.kernel.Refused;
import org.wildfly.security.http.oidc.OidcPrincipal;
import org.wildfly.security.http.oidc.OidcSecurityContext;

/**
 * Stands behind the server's OpenID Connect log-in and before everything else: turns the fresh log-in into a {@link BrowserSession} with a new session id, and
 * lets the rest of the request know it. Who logged in in Keycloak but has no account, or a disabled one, gets no further.
 */
public class SessionFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** Where a sentence is shown to whoever may not come in, and the attribute with the code of the reason; relative to the context root. */
    public static final String TURNED_AWAY = "turned-away";

    /** What is the same for everybody, those too who are turned away: their page is dressed as the others. */
    private static final String LOOKS = "/ui/";

    /** After this long without anybody doing something the session ends. What an open page does by itself is no doing. */
    static final Duration IDLE = Duration.ofMinutes(30);

    private static final Set<String> BY_ITSELF = Set.of("heartbeat", "push");

    @Inject
    transient BrowserLogIn logIn;

    @Inject
    transient BrowserSessions sessions;

    @Inject
    transient CurrentSession current;

    @Inject
    transient Directory directory;

    @Inject
    transient Clock clock;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (path(request).startsWith(LOOKS) && !isPage(request)) {
            chain.doFilter(request, response);
            return;
        }
        var context = context(request);
        if (context == null) {
            if (isPage(request)) {
                // among what is open to everybody there are files, and no pages
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        BrowserSession session;
        try {
            session = session(request, context);
        } catch (Refused refused) {
            request.setAttribute(TURNED_AWAY, refused.code());
            request.getRequestDispatcher("/" + TURNED_AWAY).forward(request, response);
            return;
        }
        if (idle(request, session)) {
            end(request, response, chain, session);
            return;
        }
        current.enter(session);
        try {
            chain.doFilter(request, response);
        } finally {
            current.leave();
        }
    }

    /** Whether Vaadin would answer with a page, as it does to whatever is no file. */
    private static boolean isPage(HttpServletRequest request) throws IOException {
        var path = path(request);
        return request.getHttpServletMapping().getPattern().equals("/*")
                && !path.startsWith("/VAADIN/")
                && (request.getServletContext().getResource(path) == null || isFolder(request, path));
    }

    /** What the server has found for the address, in which {@code ..} leads nowhere any more. */
    private static String path(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    private static boolean isFolder(HttpServletRequest request, String path) {
        var within = request.getServletContext().getResourcePaths(path.endsWith("/") ? path : path + "/");
        return within != null && !within.isEmpty();
    }

    private boolean idle(HttpServletRequest request, BrowserSession session) {
        var now = clock.instant();
        if (Duration.between(session.used(), now).compareTo(IDLE) >= 0) {
            return true;
        }
        var kind = request.getParameter("v-r");
        if (kind == null || !BY_ITSELF.contains(kind)) {
            session.use(now, request.getRemoteAddr());
        }
        return false;
    }

    /** Ends the session here; who looks at a page is asked to log in. What an open page sends, Vaadin answers, which tells the page that it is over. */
    private void end(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, BrowserSession session)
            throws IOException, ServletException {
        sessions.remove(session);
        BrowserSessions.invalidate(session);
        SessionLog.LOG.ended(1, "nobody used it for " + IDLE.toMinutes() + " minutes");
        if (request.getParameter("v-r") != null) {
            chain.doFilter(request, response);
        } else if (request.getMethod().equals("GET")) {
            response.sendRedirect(request.getRequestURI());
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static @Nullable OidcSecurityContext context(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof OidcPrincipal<?> principal
                ? principal.getOidcSecurityContext()
                : null;
    }

    private BrowserSession session(HttpServletRequest request, OidcSecurityContext context) {
        var idToken = context.getIDToken();
        var subject = String.valueOf(idToken.getSubject());
        var http = request.getSession(true);
        if (http.getAttribute(BrowserSession.ATTRIBUTE) instanceof BrowserSession known
                && known.subject().equals(subject)) {
            var enabled = directory.account(known.account()).filter(Account::enabled);
            if (enabled.isEmpty()) {
                throw new Refused(Refused.Code.NO_PERMISSION, "Your account is disabled.");
            }
            known.renew(context.getIDTokenString());
            return known;
        }
        var account = logIn.signedIn(context.getTokenString());
        request.changeSessionId();
        var keycloakSession = idToken.getClaimValueAsString("sid");
        var fresh = new BrowserSession(
                http,
                account.id(),
                subject,
                keycloakSession == null ? "" : keycloakSession,
                context.getIDTokenString(),
                request.getHeader("User-Agent"),
                request.getRemoteAddr(),
                clock.instant());
        http.setAttribute(BrowserSession.ATTRIBUTE, fresh);
        sessions.add(fresh);
        SessionLog.LOG.signedIn(account.address().toString());
        return fresh;
    }
}
