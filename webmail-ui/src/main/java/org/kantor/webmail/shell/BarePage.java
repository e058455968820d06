package org.kantor.webmail.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jsoup.nodes.Entities;

/**
 * A page without a component, for who is not in or where the frame is what failed: what is so, and the way on. It has the style sheets of the webmail and no script ({@code docs/decisions/0127}).
 *
 * @param title the key of a text, as are {@code text} and {@code button}
 * @param way where the button leads, from the webmail's root
 */
record BarePage(
        HttpServletRequest request,
        Assets assets,
        Locale language,
        String title,
        String text,
        String way,
        String button) {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    void answer(HttpServletResponse response, int status) throws IOException {
        answer(response, status, "");
    }

    /** @param below HTML that stands below the button */
    void answer(HttpServletResponse response, int status, String below) throws IOException {
        var home = request.getContextPath() + "/";
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", POLICY);
        response.getWriter().write("""
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s - Kantor</title>
                <link rel="icon" type="image/svg+xml" href="%6$sui/favicon.svg"><link rel="stylesheet" href="%6$s%7$s">
                <link rel="stylesheet" href="%6$sui/brand.css"></head>
                <body><main id="outlet" class="empty"><div class="b" role="alert">
                <h1>%2$s</h1><p>%3$s</p><a class="btn primary" href="%4$s">%5$s</a>%8$s
                </div></main></body>
                </html>
                """.formatted(
                        language.toLanguageTag(),
                        Entities.escape(Texts.text(title, language)),
                        Entities.escape(Texts.text(text, language)),
                        Entities.escape(home + way),
                        Entities.escape(Texts.text(button, language)),
                        home,
                        assets.address(Assets.STYLE_SHEET),
                        below));
    }
}
