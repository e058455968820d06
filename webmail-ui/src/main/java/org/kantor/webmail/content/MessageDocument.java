package org.kantor.webmail.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The document in the reading pane's frame, made of a {@link Reading}: complete HTML, to be served under {@link #policy}.
 *
 * @param html the whole document
 * @param blockedImages remote pictures that were kept back
 * @param trackers services, or hosts, whose pictures report that a message is opened
 */
public record MessageDocument(String html, int blockedImages, List<String> trackers) {

    /** The attribute of the frame, and the same directive in the document's policy: never scripts, never forms. */
    public static final String SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";

    private static final String STYLE = """
            html { color-scheme: light; background: #fff; }
            html.k-dark { color-scheme: dark; background: #14191c; }
            body { margin: 0; padding: 2px 0 8px; color: #142024; overflow-wrap: anywhere;
              font: 15px/24px Inter, system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK JP", sans-serif; }
            html.k-dark body { color: #e4eaec; }
            a { color: #0a6179; } html.k-dark a { color: #7cc7dc; }
            .k-msg { position: relative; overflow-x: auto; }
            .k-msg + .k-msg { margin-top: 16px; }
            .k-msg img { max-width: 100%; }
            .k-msg img:not(.k-blocked) { height: auto; }
            .k-msg pre { white-space: pre-wrap; }
            .k-text { white-space: pre-wrap; unicode-bidi: plaintext; text-align: start; }
            blockquote { margin: 0 0 0 2px; padding-inline-start: 12px; border-inline-start: 2px solid #c3cdd1; color: #46565d; }
            html.k-dark blockquote { border-color: #3d4a50; color: #aab6bb; }
            .k-quote > summary { display: inline-block; margin: 4px 0; padding: 0 8px; border-radius: 8px; background: #eaeff1; color: #46565d;
              font: 500 11px/16px system-ui, sans-serif; letter-spacing: 1px; cursor: pointer; list-style: none; }
            html.k-dark .k-quote > summary { background: #283136; color: #aab6bb; }
            .k-blocked { background: #eaeff1; }
            html.k-dark .k-blocked { background: #283136; }
            .k-picture { max-width: 100%; display: block; }
            @media print { html, html.k-dark { background: #fff; } }
            """;

    /**
     * How the document is to be made.
     *
     * @param remoteImages whether the reader allows pictures from elsewhere
     * @param dark whether the reader's scheme is dark; HTML that brings colours of its own stays on white all the same
     * @param onWhite the reader wants white in spite of a dark scheme
     */
    public record Options(boolean remoteImages, boolean dark, boolean onWhite) {}

    /** Gives the address of a part, for pictures in the document. */
    @FunctionalInterface
    public interface PartAddress {
        String of(String section, String name);
    }

    public static MessageDocument of(Reading reading, PartAddress address, Options options) {
        var pictures = new LinkedHashMap<String, String>();
        reading.pictures().forEach((id, section) -> pictures.put(id, address.of(section, "picture")));
        var bodies = new StringBuilder();
        var sheets = new StringBuilder();
        var trackers = new LinkedHashSet<String>();
        var blocked = 0;
        var colours = false;
        for (var section : reading.sections()) {
            switch (section) {
                case Reading.Text text ->
                    bodies.append("<div class=\"k-msg\">")
                            .append(TextToHtml.convert(text))
                            .append("</div>\n");
                case Reading.Picture(var number, var name) -> {
                    bodies.append("<div class=\"k-msg\"><img class=\"k-picture\"");
                    Markup.attribute("src", address.of(number, name), bodies);
                    Markup.attribute("alt", name, bodies);
                    bodies.append("></div>\n");
                }
                case Reading.Html(var html) -> {
                    var safe = HtmlSanitiser.sanitise(html, pictures, options.remoteImages());
                    bodies.append("<div class=\"k-msg\" dir=\"auto\">")
                            .append(safe.body())
                            .append("</div>\n");
                    sheets.append(safe.styleSheet());
                    blocked += safe.blockedImages();
                    trackers.addAll(safe.trackers());
                    colours |= safe.bringsColours();
                }
            }
        }
        var dark = options.dark() && !options.onWhite() && !colours;
        var html = "<!doctype html>\n<html" + (dark ? " class=\"k-dark\"" : "")
                + "><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Message</title>\n<style>"
                + STYLE + "</style>\n<style>" + sheets + "</style></head><body>\n" + bodies + "</body></html>\n";
        return new MessageDocument(html, blocked, List.copyOf(new ArrayList<>(trackers)));
    }

    /** The Content-Security-Policy to serve the document under. */
    public static String policy(boolean remoteImages) {
        return "default-src 'none'; img-src 'self' data:" + (remoteImages ? " https:" : "")
                + "; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'; sandbox "
                + SANDBOX;
    }
}
