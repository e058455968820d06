package org.kantor.webmail.session;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kantor.kernel.Refused;

/** The page for people whom Keycloak knows but who may not come in here: one sentence and the way out. */
final class TurnedAway {

    private TurnedAway() {}

    static void answer(HttpServletResponse response, Refused refused) throws IOException {
        var later = refused.code() == Refused.Code.TRY_LATER;
        response.setStatus(later ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        response.getWriter().write("""
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kantor</title>
                <style>
                  body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto 0; padding: 0 1rem }
                  :root { color-scheme: light dark }
                </style></head>
                <body><h1>Kantor</h1><p>%s</p><p><a href="%s">Sign out and use another account</a></p></body>
                </html>
                """.formatted(escape(refused.sentence()), SignedIn.SIGN_OUT));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
