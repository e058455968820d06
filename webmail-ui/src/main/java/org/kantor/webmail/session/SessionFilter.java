package org.kantor.webmail.session;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

    @Inject
    transient BrowserLogIn logIn;

    @Inject
    transient BrowserSessions sessions;

    @Inject
    transient CurrentSession current;

    @Inject
    transient Directory directory;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var context = context(request);
        if (context == null) {
            chain.doFilter(request, response);
            return;
        }
        BrowserSession session;
        try {
            session = session(request, context);
        } catch (Refused refused) {
            TurnedAway.answer(response, refused);
            return;
        }
        current.enter(session);
        try {
            chain.doFilter(request, response);
        } finally {
            current.leave();
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
                context.getIDTokenString());
        http.setAttribute(BrowserSession.ATTRIBUTE, fresh);
        sessions.add(fresh);
        SessionLog.LOG.signedIn(account.address().toString());
        return fresh;
    }
}
