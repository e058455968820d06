package org.kantor.webmail.composer;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.kantor.webmail.content.HtmlSanitiser;

/** HTML on its way into the composer's editor and out of it. */
final class OwnHtml {

    private static final Safelist SENT = Safelist.relaxed()
            .addTags("hr", "s", "del", "ins", "font", "center")
            .addAttributes(":all", "style", "dir", "align", "lang")
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
        var document = Jsoup.parseBodyFragment(
                HtmlSanitiser.sanitise(html, pictures, false).body());
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
        document.select("[class]").removeAttr("class");
        return body(document);
    }

    /** What the editor holds, as it is sent: known elements, no scripts, pictures by Content-ID. */
    static String sendable(String html) {
        return body(new Cleaner(SENT).clean(Jsoup.parseBodyFragment(html)));
    }

    private static String body(Document document) {
        document.outputSettings().prettyPrint(false);
        return document.body().html();
    }
}
