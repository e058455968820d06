package org.kantor.webmail.shell;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kantor.settings.Settings;

/** The organisation's style sheet and logo, for everybody: the log-in page shows them too. */
@WebServlet(urlPatterns = {"/ui/brand.css", "/ui/brand-logo"})
public class BrandServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient Settings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().endsWith(".css")) {
            response.setContentType("text/css; charset=utf-8");
            var css = Organisation.styleSheet(settings);
            response.getOutputStream().write(css.getBytes(StandardCharsets.UTF_8));
            return;
        }
        var logo = Organisation.picture(settings.get(Organisation.LOGO));
        var type = Organisation.type(logo);
        if (type.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(type.get());
        response.setContentLength(logo.length);
        response.getOutputStream().write(logo);
    }
}
