package org.kantor.dav;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kantor.bean.Service;
import org.kantor.dav.method.Copy;
import org.kantor.dav.method.Delete;
import org.kantor.dav.method.Get;
import org.kantor.dav.method.Head;
import org.kantor.dav.method.MkCalendar;
import org.kantor.dav.method.MkCol;
import org.kantor.dav.method.Move;
import org.kantor.dav.method.Options;
import org.kantor.dav.method.PropFind;
import org.kantor.dav.method.PropPatch;
import org.kantor.dav.method.Put;
import org.kantor.dav.method.Report;
import org.kantor.dav.xml.MalformedXml;
import org.kantor.directory.Account;
import org.kantor.groupware.resource.Violation;
import org.kantor.identity.Authenticator;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.kernel.Refused;
import org.kantor.tx.Transactions;

/** The door: who somebody is, which method they want, and what becomes of what goes wrong. Safe from any thread. */
@Service
public final class Dav {

    private static final String REALM = "Basic realm=\"Kantor\", charset=\"UTF-8\"";

    private final Services services;
    private final Authenticator authenticator;
    private final Transactions transactions;
    private final Map<String, Method> methods = new LinkedHashMap<>();

    @Inject
    public Dav(Services services, Authenticator authenticator, Transactions transactions) {
        this.services = services;
        this.authenticator = authenticator;
        this.transactions = transactions;
        for (var method : List.of(
                new Options(),
                new Get(),
                new Head(),
                new Put(),
                new Delete(),
                new Copy(),
                new Move(),
                new PropFind(),
                new PropPatch(),
                new MkCol(),
                new MkCalendar(),
                new Report())) {
            methods.put(method.name(), method);
        }
    }

    public Response handle(Request request) {
        return switch (authenticate(request)) {
            case Verdict.Accepted(var account, var roles, var by) -> answer(request, account);
            case Verdict.Rejected() ->
                Response.text(401, "Wrong user name or password.").with("WWW-Authenticate", REALM);
            case Verdict.Throttled() ->
                Response.text(429, "Too many attempts; try again later.").with("Retry-After", "60");
            case Verdict.Unavailable() ->
                Response.text(503, "Logging in is not possible at the moment.").with("Retry-After", "10");
        };
    }

    /** Basic (RFC 7617) or Bearer (RFC 6750). */
    private Verdict authenticate(Request request) {
        var header = request.header("Authorization").orElse("");
        var space = header.indexOf(' ');
        var scheme = space < 0 ? "" : header.substring(0, space).toLowerCase(Locale.ROOT);
        var credentials = header.substring(space + 1).strip();
        return switch (scheme) {
            case "bearer" -> authenticator.bearer(credentials, Authenticator.Service.DAV, request.client());
            case "basic" ->
                basic(credentials)
                        .map(pair -> authenticator.password(
                                pair.login, pair.password, Authenticator.Service.DAV, request.client()))
                        .orElseGet(Verdict.Rejected::new);
            default -> new Verdict.Rejected();
        };
    }

    private record Pair(String login, String password) {}

    private static Optional<Pair> basic(String credentials) {
        try {
            var decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            var colon = decoded.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new Pair(decoded.substring(0, colon), decoded.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Response answer(Request request, Account account) {
        try {
            var method = methods.get(request.method());
            if (method == null) {
                throw Failure.status(501, "The method is not known.");
            }
            // One transaction a request: what it reads belongs together, and the answer leaves after the commit.
            return transactions.call(() -> method.handle(new Session(services, account, request)));
        } catch (Failure e) {
            return e.response();
        } catch (MalformedXml e) {
            return Response.text(400, String.valueOf(e.getMessage()));
        } catch (Refused e) {
            return Response.text(status(e), e.sentence());
        } catch (Violation e) {
            return Violations.response(new Session(services, account, request), e);
        } catch (RuntimeException e) {
            DavLog.LOG.failed(request.method(), request.path(), e);
            return Response.text(500, "Something went wrong here.");
        }
    }

    private static int status(Refused refused) {
        return switch (refused.code()) {
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS -> 405;
            case CONDITION -> 412;
            case OVER_QUOTA, LIMIT -> 507;
            case NO_PERMISSION, CANNOT -> 403;
            case BAD_VALUE -> 400;
            case TRY_LATER -> 503;
        };
    }
}
