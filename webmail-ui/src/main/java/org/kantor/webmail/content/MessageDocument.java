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
              font: 15px/1.6 Inter, system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK JP", sans-serif; }
            html.k-dark body { color: #e4eaec; }
            html.k-paper body { padding: 8px; }
            a { color: #0a6179; } html.k-dark a { color: #7cc7dc; }
            .k-msg { position: relative; overflow-x: auto; }
            .k-msg + .k-msg { margin-top: 16px; }
            .k-msg img { max-width: 100%; }
            .k-msg img:not(.k-blocked) { height: auto; }
            .k-msg pre { white-space: pre-wrap; }
            .k-text { white-space: pre-wrap; unicode-bidi: plaintext; text-align: start; font-feature-settings: "cv05", "ss03"; }
            blockquote { margin: 0 0 0 2px; padding-inline-start: 12px; border-inline-start: 2px solid #c3cdd1; color: #46565d; }
            html.k-dark blockquote { border-color: #3d4a50; color: #aab6bb; }
            .k-quote > summary { display: inline-block; margin: 4px 0; padding: 0 8px; border-radius: 8px; background: #eaeff1; color: #46565d;
              font: 500 11px/16px system-ui, sans-serif; letter-spacing: 1px; cursor: pointer; list-style: none; }
            html.k-dark .k-quote > summary { background: #283136; color: #aab6bb; }
            a.k-elsewhere { position: relative; text-decoration: underline wavy #8a5300; }
            a.k-elsewhere:focus-visible::after, a.k-elsewhere:hover::after { content: "\\2192 " attr(title); position: absolute; inset-block-start: 100%;
              inset-inline-start: 0; z-index: 1; white-space: nowrap; color: #8a5300; background: #fcf1dc; padding: 0 6px; border-radius: 4px; font: 500 12px/20px system-ui, sans-serif; }
            .k-msg img.k-blocked { position: relative; background: #eaeff1; color: #46565d !important; overflow: hidden; vertical-align: top; }
            /* over the browser's sign of a broken picture */
            .k-msg img.k-blocked::before { content: attr(alt); position: absolute; inset: 0; padding-inline: 4px; overflow: hidden; background: inherit; }
            html.k-dark .k-msg img.k-blocked { background: #283136; color: #aab6bb !important; }
            /* what is too wide for its place gives up the widths that it asked for */
            html.k-fit .k-msg :is(table, tbody, tr, td, th, div, center) { width: auto !important; min-width: 0 !important; max-width: 100% !important; }
            html.k-fit .k-msg img { max-width: 96vw !important; } html.k-fit .k-msg tr > td:not(:only-child) img { max-width: 46vw !important; }
            html.k-fit .k-msg :is(td, th) { white-space: normal !important; }
            html.k-fit .k-msg tr:has(> :nth-child(5)) > * { overflow-wrap: break-word; }
            .k-picture { max-width: 100%; display: block; }
            /* words that were searched for, which found.js names */
            ::highlight(found) { background-color: #fdeebc; color: #142024; }
            html.k-dark ::highlight(found) { background-color: #5a4510; color: #e4eaec; }
            /* turned with the rest, to about that of the dark scheme */
            html.k-turned ::highlight(found) { background-color: #e5c76b; }
            /* HTML with colours of its own, turned for dark eyes; pictures keep theirs */
            html.k-turned { background: #fff; filter: invert(0.92) hue-rotate(180deg); }
            html.k-turned img { filter: invert(1) hue-rotate(180deg); }
            .k-head { margin: 0 0 16px; padding-bottom: 12px; border-bottom: 1px solid #c3cdd1; }
            .k-head h1 { font: 600 20px/26px inherit; font-size: 20px; margin: 0 0 8px; }
            .k-head dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 0; font-size: 13px; line-height: 18px; }
            .k-head dt { color: #46565d; } .k-head dd { margin: 0; }
            @media print {
              html, html.k-dark, html.k-turned { background: #fff; filter: none; color-scheme: light; }
              html.k-dark body { color: #142024; }
              .k-msg { overflow: visible; }
              a { color: inherit; }
              tr, img, pre, blockquote { break-inside: avoid-page; }
            }
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
        return make(reading, address, options, "", !reading.forwards());
    }

    /** The same to be printed: on white, below its header, with nothing folded. */
    static MessageDocument printed(Reading reading, PartAddress address, boolean remoteImages, PrintedHeader header) {
        return make(reading, address, new Options(remoteImages, false, true), header.html(), false);
    }

    private static MessageDocument make(
            Reading reading, PartAddress address, Options options, String header, boolean folds) {
        var pictures = new LinkedHashMap<String, String>();
        reading.pictures().forEach((id, section) -> pictures.put(id, address.of(section, "picture")));
        var bodies = new StringBuilder(header);
        var sheets = new StringBuilder();
        var trackers = new LinkedHashSet<String>();
        var blocked = 0;
        var colours = false;
        for (var section : reading.sections()) {
            switch (section) {
                case Reading.Text text ->
                    bodies.append("<div class=\"k-msg\">")
                            .append(TextToHtml.convert(text, folds))
                            .append("</div>\n");
                case Reading.Picture(var number, var name) -> {
                    bodies.append("<div class=\"k-msg\"><img class=\"k-picture\"");
                    Markup.attribute("src", address.of(number, name), bodies);
                    Markup.attribute("alt", name, bodies);
                    bodies.append("></div>\n");
                }
                case Reading.Html(var html) -> {
                    var safe = HtmlSanitiser.sanitise(html, pictures, options.remoteImages(), folds);
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
        var title = header.isEmpty() ? "Message" : "";
        var html = "<!doctype html>\n<html"
                + (dark ? " class=\"k-dark\"" : options.dark() ? " class=\"k-paper\"" : "")
                + "><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>"
                + title
                + "</title>\n<style>" + STYLE + "</style>\n<style>" + sheets + "</style></head><body>\n" + bodies
                + "</body></html>\n";
        return new MessageDocument(html, blocked, List.copyOf(new ArrayList<>(trackers)));
    }

    /** The Content-Security-Policy to serve the document under. */
    public static String policy(boolean remoteImages) {
        return policy(remoteImages, SANDBOX);
    }

    /** That of the document to print. Without scripts only the page around it can ask for the printer's dialogue, which a sandbox else refuses. */
    static String printPolicy(boolean remoteImages) {
        return policy(remoteImages, SANDBOX + " allow-modals");
    }

    private static String policy(boolean remoteImages, String sandbox) {
        return "default-src 'none'; img-src 'self' data:" + (remoteImages ? " https:" : "")
                + "; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'; sandbox "
                + sandbox;
    }
}
