package org.kantor.dav;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;

/** Connects {@link Dav} to HTTP. It keeps no session and sets no cookie. */
@WebServlet(urlPatterns = "/*", loadOnStartup = 1)
public class DavServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** The largest card with room to spare; XML bodies are far smaller. */
    private static final int MAX_BODY = 8 << 20;

    @Inject
    private transient Dav dav;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var body = request.getInputStream().readNBytes(MAX_BODY + 1);
        write(
                body.length > MAX_BODY ? Response.text(413, "The body is too large.") : dav.handle(read(request, body)),
                response);
    }

    private static Request read(HttpServletRequest request, byte[] body) {
        var headers = new HashMap<String, String>();
        for (var name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", Collections.list(request.getHeaders(name))));
        }
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return new Request(
                request.getMethod(),
                request.getContextPath(),
                path.isEmpty() ? "/" : path,
                headers,
                body,
                request.getRemoteAddr());
    }

    private static void write(Response answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (!answer.headers().containsKey("Content-Length") && answer.status() != 204 && answer.status() != 304) {
            response.setContentLength(answer.body().length);
        }
        if (answer.body().length > 0) {
            response.getOutputStream().write(answer.body());
        }
    }
}
