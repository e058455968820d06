package org.kantor.webmail.composer;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.kantor.mail.compose.MessageComposer;
import org.kantor.webmail.content.HtmlSanitiser;

/** HTML on its way into the composer's editor and out of it. */
final class OwnHtml {

    /** Marks what the editor exchanges and folds; the only classes that a message of ours carries, also when it is sent, and they say nothing of what it was written with (0118). */
    static final String SIGNATURE = "mail-signature";

    static final String QUOTE = "mail-quotation";

    /** Begins the address of a picture that the message brings (RFC 2392). */
    static final String CONTENT_ID = "cid:";

    private static final Set<String> MARKS = Set.of(SIGNATURE, QUOTE);

    /** How a picture of ours is shown where there is less room than it is wide. */
    private static final String WHOLE = "max-width:100%;height:auto";

    private static final Set<String> OF_PICTURE = Set.of("src", "alt", "width");
    private static final Pattern WIDTH = Pattern.compile("[1-9][0-9]{0,3}");

    private static final Safelist SENT = Safelist.relaxed()
            .addTags("hr", "s", "del", "ins", "font", "center")
            .addAttributes(":all", "style", "dir", "align", "lang")
            .addAttributes("div", "class")
            .addAttributes("table", "border", "cellpadding", "cellspacing", "bgcolor", "width")
            .addAttributes("td", "bgcolor", "valign")
            .addAttributes("font", "color", "face", "size")
            .addAttributes("blockquote", "type")
            .addProtocols("img", "src", "cid", "https", "http");

    private OwnHtml() {}

    /**
     * A received body made safe to stand in the editor, without the folds and classes that the reading pane gives it.
     *
     * @param pictures an address to show for each Content-ID
     */
    static String quotable(String html, Map<String, String> pictures) {
        return editable(html, pictures, false);
    }

    /** A draft's body for the editor: as safe, with our marks on its signature and quotation. */
    static String draft(String html, Map<String, String> pictures) {
        return editable(html, pictures, true);
    }

    private static String editable(String html, Map<String, String> pictures, boolean marks) {
        var document = Jsoup.parseBodyFragment(HtmlSanitiser.sanitise(withoutFace(html), pictures, false)
                .body()
                .strip());
        // Answering is no leave to load pictures from elsewhere: that would tell their sender, and the editor is part
        // of the page.
        document.select("img.k-blocked").remove();
        document.select("summary").remove();
        document.select("details").unwrap();
        var ids = new HashMap<String, String>();
        pictures.forEach((id, address) -> ids.put(address, id));
        document.select("img").forEach(img -> {
            var id = ids.get(img.attr("src"));
            if (id != null) {
                img.attr("data-cid", id);
            }
        });
        unmark(document, marks);
        return body(document);
    }

    /** What every message of ours has around it is not part of its text. */
    private static String withoutFace(String html) {
        var document = Jsoup.parse(html);
        if (!document.body().attr("style").equals(MessageComposer.FACE)) {
            return html;
        }
        document.body().removeAttr("style");
        document.outputSettings().prettyPrint(false);
        return document.outerHtml();
    }

    /** What the editor holds, as it is sent: known elements, no scripts, pictures by Content-ID. */
    static String sendable(String html) {
        var document = new Cleaner(SENT).clean(Jsoup.parseBodyFragment(html));
        ownPictures(document).forEach(picture -> picture.attr("style", WHOLE));
        unmark(document, true);
        return body(document);
    }

    /** What was written, without the quotation below it where that is still as it was; one in which something was written stays. */
    static String withoutQuotation(String html, String begun) {
        var document = Jsoup.parseBodyFragment(html);
        var quoted = Jsoup.parseBodyFragment(begun).select("body > ." + QUOTE).text();
        document.select("body > ." + QUOTE).stream()
                .filter(quotation -> quotation.text().equals(quoted))
                .forEach(Element::remove);
        return body(document);
    }

    /** A template's text: safe to stand in the editor, without pictures. */
    static String template(String html) {
        return signature(html, Set.of());
    }

    /**
     * A signature: as safe, with some pictures under their Content-IDs and no others.
     *
     * @param pictures the Content-IDs
     */
    static String signature(String html, Collection<String> pictures) {
        var addresses = new HashMap<String, String>();
        pictures.forEach(id -> addresses.put(id, CONTENT_ID + id));
        var document = Jsoup.parseBodyFragment(
                HtmlSanitiser.sanitise(html, addresses, false).body());
        document.select("img:not([src^=" + CONTENT_ID + "])").remove();
        ownPictures(document);
        unmark(document, false);
        return document.text().isBlank() && document.selectFirst("img") == null ? "" : body(document);
    }

    /** The pictures that are not quoted; of how they are shown only their widths are left, which the editor gives them. */
    private static List<Element> ownPictures(Document document) {
        var own = document.select("img").stream()
                .filter(picture -> picture.closest("." + QUOTE) == null)
                .toList();
        for (var picture : own) {
            picture.attributes().asList().stream()
                    .map(Attribute::getKey)
                    .filter(name -> !OF_PICTURE.contains(name))
                    .forEach(picture::removeAttr);
            if (!WIDTH.matcher(picture.attr("width")).matches()) {
                picture.removeAttr("width");
            }
        }
        return own;
    }

    /** Takes out all classes, or all but our marks. */
    private static void unmark(Document document, boolean keepMarks) {
        document.select("[class]").forEach(element -> {
            if (!keepMarks || !MARKS.contains(element.className())) {
                element.removeAttr("class");
            }
        });
    }

    private static String body(Document document) {
        document.outputSettings().prettyPrint(false);
        return document.body().html();
    }
}
