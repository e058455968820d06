package org.kantor.webmail.session;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page for people who are not in: one sentence and the way on. */
public final class SentencePage {

    private SentencePage() {}

    /** @param language of the sentence and of the link's text */
    public static void answer(
            HttpServletResponse response, String language, int status, String sentence, String address, String link)
            throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        response.getWriter().write("""
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kantor</title>
                <style>
                  body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto 0; padding: 0 1rem }
                  :root { color-scheme: light dark }
                </style></head>
                <body><h1>Kantor</h1><p>%s</p><p><a href="%s">%s</a></p></body>
                </html>
                """.formatted(language, escape(sentence), address, escape(link)));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
