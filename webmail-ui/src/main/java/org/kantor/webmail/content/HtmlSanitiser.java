package org.kantor.webmail.content;

import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.kantor.mail.wire.mime.HtmlText;

/**
 * Makes a stranger's HTML harmless. The tree that an HTML5 parser finds in it is written out again by {@link SafeWriter} from an allow-list of elements,
 * attributes, addresses and CSS; nothing is passed through as it came. The result is then read and written once more until it no longer changes, so that no
 * mark-up can hide in a difference between what we wrote and what a browser reads (mXSS). What doesn't settle is shown as plain text.
 *
 * <p>This is the first of three walls: the frame has no right to run scripts or submit forms (sandbox), and its document may load nothing but pictures (CSP).
 */
public final class HtmlSanitiser {

    /** Longer HTML is cut: no browser should have to lay out more. */
    static final int MAX_LENGTH = 6_000_000;

    private static final int MAX_DEPTH = 200;
    private static final int MAX_ROUNDS = 4;

    private HtmlSanitiser() {}

    /**
     * @param pictures our own addresses of the message's pictures, by Content-ID
     * @param remoteImages whether the reader allows pictures to be loaded from elsewhere
     */
    public static Sanitised sanitise(String html, Map<String, String> pictures, boolean remoteImages) {
        return sanitise(html, pictures, remoteImages, false);
    }

    /** @param folds whether the earlier messages below an answer are folded ({@link QuotedHistory}) */
    static Sanitised sanitise(String html, Map<String, String> pictures, boolean remoteImages, boolean folds) {
        var images = new Images(pictures, remoteImages);
        var source = html.length() > MAX_LENGTH ? html.substring(0, MAX_LENGTH) : html;
        var first = SafeWriter.firstLook(images);
        var body = first.write(parse(source), folds);
        var sheet = first.styleSheet();
        for (var round = 0; round < MAX_ROUNDS; round++) {
            var again = SafeWriter.secondLook(images).write(parse(body), false);
            if (again.equals(body)) {
                return new Sanitised(body, sheet, images.blocked(), images.trackers(), first.bringsColours());
            }
            body = again;
        }
        var text = "<div class=\"k-text\">" + Markup.escaped(HtmlText.of(source, MAX_LENGTH)) + "</div>";
        return new Sanitised(text, "", images.blocked(), images.trackers(), false);
    }

    private static Document parse(String html) {
        return Parser.htmlParser().setMaxDepth(MAX_DEPTH).parseInput(html, "");
    }
}
