package org.kantor.webmail.shell;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Hands out {@link Assets}, to everybody. Under the address of the day a file never changes and is kept for good; under that of another day, which a page from before a
 * restart may ask for, today's is given and not kept.
 */
@WebServlet(urlPatterns = AssetServlet.PREFIX + "*", loadOnStartup = 1)
public class AssetServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    static final String PREFIX = "/ui/v/";

    @Inject
    transient Assets assets;

    @Override
    public void init() {
        assets.read(getServletContext());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var steps = request.getPathInfo() == null
                ? new String[0]
                : request.getPathInfo().split("/", 3);
        var file = steps.length < 3 ? null : assets.file(steps[2]).orElse(null);
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        var current = steps[1].equals(assets.version());
        response.setHeader("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
        response.setContentType(type(steps[2]));
        response.setContentLength(file.length);
        response.getOutputStream().write(file);
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            default -> "text/plain; charset=utf-8";
        };
    }
}
