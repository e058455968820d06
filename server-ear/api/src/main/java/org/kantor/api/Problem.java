package org.kantor.api;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.kantor.kernel.Refused;

/**
 * An answer of RFC 9457: the status, a code for programs and one sentence for people.
 *
 * @param code the refusal's, in lower case with dashes
 */
record Problem(int status, String code, String detail) {

    static final String TYPE = "application/problem+json";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INSUFFICIENT_STORAGE = 507;

    static final Problem UNAUTHENTICATED =
            new Problem(401, "unauthenticated", "Log in with a token or a password that is good for the API.");
    static final Problem THROTTLED =
            new Problem(TOO_MANY_REQUESTS, "throttled", "There were too many wrong attempts; please try again later.");
    static final Problem UNAVAILABLE =
            new Problem(503, "try-later", "The log-in service does not answer now; please try again.");
    static final Problem INTERNAL =
            new Problem(500, "internal", "Something went wrong here; the server's log has the story.");

    /** RFC 9110 section 15.5, RFC 4918 section 11.5. */
    static Problem of(Refused refused) {
        var status = switch (refused.code()) {
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS -> 409;
            case OVER_QUOTA -> INSUFFICIENT_STORAGE;
            case LIMIT -> 413;
            case NO_PERMISSION -> 403;
            case CANNOT -> 409;
            case BAD_VALUE -> 400;
            case CONDITION -> 412;
            case TRY_LATER -> 503;
        };
        return new Problem(
                status, refused.code().name().toLowerCase(Locale.ROOT).replace('_', '-'), refused.sentence());
    }

    private String json() {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", detail)
                .add("status", status)
                .add("code", code)
                .build()
                .toString();
    }

    Response response() {
        return Response.status(status)
                .type(MediaType.valueOf(TYPE))
                .entity(json())
                .build();
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json().getBytes(StandardCharsets.UTF_8));
    }
}
