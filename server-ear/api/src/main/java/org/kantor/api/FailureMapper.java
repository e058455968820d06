package org.kantor.api;

import jakarta.json.JsonException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Everything else: what the client got wrong is said with its status, the rest is one sentence outside and the whole story in the log. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException web) {
            var status = web.getResponse().getStatusInfo();
            var malformed = web.getCause() instanceof JsonException;
            return new Problem(
                            malformed ? 400 : status.getStatusCode(),
                            "http",
                            malformed ? "The body is no JSON object." : status.getReasonPhrase() + ".")
                    .response();
        }
        if (failure instanceof JsonException || failure instanceof ProcessingException) {
            return new Problem(400, "bad-value", "The body is no JSON object.").response();
        }
        ApiLog.LOG.failed(failure);
        return Problem.INTERNAL.response();
    }
}
