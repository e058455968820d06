package org.kantor.webmail.composer;

import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import com.vaadin.flow.server.streams.UploadResult;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;

/** Takes a composer's files into its spool: each request has a piece of one, or asks how much of it is here. Runs on threads of its own. */
final class FileDoor implements UploadHandler {

    private static final long serialVersionUID = 1;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;

    private final transient Spool spool;

    FileDoor(Spool spool) {
        this.spool = spool;
    }

    /** Vaadin says 200 of whatever threw nothing, so that the status is left as it was set. */
    @Override
    public void responseHandled(UploadResult result) {
        if (!result.success()) {
            result.response().setStatus(BROKEN);
        }
    }

    @Override
    public void handleUploadRequest(UploadEvent event) throws IOException {
        var request = event.getRequest();
        var name = request.getHeader("X-Kantor-Name");
        var response = event.getResponse();
        if (request.getHeader("X-Kantor-File") == null) {
            response.setStatus(BAD_REQUEST);
            return;
        }
        try (var in = event.getInputStream()) {
            var upload = new Spool.Upload(
                    request.getHeader("X-Kantor-File"),
                    URLDecoder.decode(name == null ? "file" : name, StandardCharsets.UTF_8),
                    type(request.getHeader("X-Kantor-Type")),
                    Boolean.parseBoolean(request.getHeader("X-Kantor-Inline")),
                    Long.parseLong(request.getHeader("X-Kantor-Octets")));
            var here = spool.append(upload, Long.parseLong(request.getHeader("X-Kantor-Offset")), in);
            response.setHeader("X-Kantor-Here", Long.toString(here));
            response.setStatus(OK);
        } catch (Refused e) {
            response.setStatus(e.code() == Refused.Code.TRY_LATER ? TOO_MANY : TOO_LARGE);
        } catch (NumberFormatException e) {
            response.setStatus(BAD_REQUEST);
        }
    }

    /** A whole message is only attached as one when it comes from the mailbox. */
    private static String type(@Nullable String given) {
        return given == null || given.isBlank() || given.startsWith("message/") ? "application/octet-stream" : given;
    }
}
