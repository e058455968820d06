package org.kantor.api;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.kantor.identity.Authenticator;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.kernel.Refused;

/**
 * The one door of the API: nothing but the two open paths is reached without a token (RFC 6750) or a password (RFC 7617). There are no
 * cookies, so no other site can make a browser act here.
 */
@WebFilter("/*")
public class ApiFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** Health says nothing secret; Keycloak's events carry a signature of their own. */
    private static final Set<String> OPEN = Set.of("/health", "/keycloak-events");

    @Inject
    transient Authenticator authenticator;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (OPEN.contains(request.getServletPath())) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        switch (identify(request)) {
            case Identified(var caller) -> {
                request.setAttribute(Caller.ATTRIBUTE, caller);
                chain.doFilter(request, response);
            }
            case TurnedAway(var problem) -> {
                if (problem.status() == Problem.UNAUTHENTICATED.status()) {
                    response.addHeader("WWW-Authenticate", "Bearer realm=\"Kantor\"");
                    response.addHeader("WWW-Authenticate", "Basic realm=\"Kantor\", charset=\"UTF-8\"");
                }
                problem.write(response);
            }
        }
    }

    private sealed interface Outcome {}

    private record Identified(Caller caller) implements Outcome {}

    private record TurnedAway(Problem problem) implements Outcome {}

    private Outcome identify(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        var space = header == null ? -1 : header.indexOf(' ');
        if (header == null || space < 0) {
            return new TurnedAway(Problem.UNAUTHENTICATED);
        }
        var credentials = header.substring(space + 1).strip();
        var client = request.getRemoteAddr();
        return switch (header.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> bearer(credentials, client);
            case "basic" -> basic(credentials, client);
            default -> new TurnedAway(Problem.UNAUTHENTICATED);
        };
    }

    private Outcome bearer(String token, String client) {
        try {
            var administrator = authenticator.administrativeClient(token);
            return administrator.isPresent()
                    ? new Identified(new Caller.Client(administrator.get()))
                    : outcome(authenticator.bearer(token, Authenticator.Service.API, client));
        } catch (Refused refused) {
            return new TurnedAway(Problem.of(refused));
        }
    }

    private Outcome basic(String credentials, String client) {
        String text;
        try {
            text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return new TurnedAway(Problem.UNAUTHENTICATED);
        }
        var colon = text.indexOf(':');
        return colon < 0
                ? new TurnedAway(Problem.UNAUTHENTICATED)
                : outcome(authenticator.password(
                        text.substring(0, colon), text.substring(colon + 1), Authenticator.Service.API, client));
    }

    private static Outcome outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> new Identified(new Caller.User(accepted.account()));
            case Verdict.Rejected rejected -> new TurnedAway(Problem.UNAUTHENTICATED);
            case Verdict.Throttled throttled -> new TurnedAway(Problem.THROTTLED);
            case Verdict.Unavailable unavailable -> new TurnedAway(Problem.UNAVAILABLE);
        };
    }
}
