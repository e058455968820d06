package org.kantor.webmail.content;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.wire.mime.Charsets;
import org.kantor.webmail.session.SignedIn;

/**
 * Serves what strangers wrote, to the account that received it: the frame's document, parts as pictures and files, the original. Every answer carries a policy
 * under which it could do nothing even if opened by itself. Paths are those of {@link MessageLinks}.
 */
@WebServlet(name = "messages", urlPatterns = "/" + MessageLinks.ROOT + "/*")
public class MessageServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** For parts: nothing may be loaded or run, in an origin of its own. */
    static final String PART_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

    /** A browser's own viewer for these (PDF above all) does not start in a sandbox; none of them is a program in our origin. */
    static final String VIEWED_POLICY =
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self' data:; frame-ancestors 'self'";

    @Inject
    transient SignedIn signedIn;

    @Inject
    transient MessageContents contents;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", PART_POLICY);
        response.setHeader("Cache-Control", "private, no-cache");
        try {
            answer(signedIn.account().id(), request, response);
        } catch (Refused refused) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void answer(AccountId account, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var path = request.getPathInfo() == null ? "" : request.getPathInfo();
        var steps = path.split("/", 6);
        if (steps.length < 3 || !steps[1].matches("[0-9]{1,18}")) {
            throw notFound();
        }
        var message = Long.parseLong(steps[1]);
        switch (steps[2]) {
            case "frame" -> document(contents.reading(account, message), "part/", request, response);
            case "inner" -> document(contents.inner(account, message, step(steps, 3)), "../part/", request, response);
            case "part" -> part(account, message, step(steps, 3), request, response);
            case "original" ->
                save(contents.original(account, message), "message-" + message + ".eml", "message/rfc822", response);
            default -> throw notFound();
        }
    }

    private static Refused notFound() {
        return new Refused(Refused.Code.NOT_FOUND, "There is no such page.");
    }

    private static String step(String[] steps, int index) {
        if (steps.length <= index) {
            throw notFound();
        }
        return steps[index];
    }

    private static void document(
            Reading reading, String parts, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var options = new MessageDocument.Options(
                request.getParameter("images") != null,
                request.getParameter("dark") != null,
                request.getParameter("white") != null);
        var document = MessageDocument.of(
                reading, (section, name) -> parts + section + "/" + FileNames.percent(name), options);
        response.setHeader("Content-Security-Policy", MessageDocument.policy(options.remoteImages()));
        send(document.html().getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", response);
    }

    private void part(
            AccountId account, long message, String section, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var etag = "\"" + message + "-" + section + "\"";
        var part = contents.part(account, message, section);
        response.setHeader("ETag", etag);
        if (etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        var name = FileNames.of(part, section);
        var type = MediaTypes.served(FileNames.mediaType(part), name);
        var octets = contents.octets(account, message, section);
        if (request.getParameter("save") != null || !MediaTypes.mayOpen(type)) {
            save(octets, name, type, response);
            return;
        }
        response.setHeader("Content-Disposition", FileNames.disposition("inline", name));
        if (!MediaTypes.isPicture(type) && !type.equals("text/plain")) {
            response.setHeader("Content-Security-Policy", VIEWED_POLICY);
        }
        send(
                octets,
                type.equals("text/plain")
                        ? type + "; charset=" + charset(part.parameters().get("charset"))
                        : type,
                response);
    }

    private static String charset(@Nullable String declared) {
        return Charsets.find(declared).orElse(StandardCharsets.UTF_8).name();
    }

    /** What a browser might run is called an octet stream, whatever its sender called it. */
    private static void save(byte[] octets, String name, String type, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Disposition", FileNames.disposition("attachment", name));
        send(octets, MediaTypes.mayOpen(type) ? type : "application/octet-stream", response);
    }

    private static void send(byte[] octets, String type, HttpServletResponse response) throws IOException {
        response.setContentType(type);
        response.setContentLength(octets.length);
        response.getOutputStream().write(octets);
    }
}
