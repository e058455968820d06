package org.kantor.webmail.content;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the earlier messages below the text of an answer, so that they can be folded. Only what stands after the last thing that the author wrote is history:
 * what is answered between the lines stays open, as does what is forwarded, and a message that is nothing but a quotation. In doubt nothing is folded.
 */
final class QuotedHistory {

    private static final Set<String> TABLE = Set.of("table", "tbody", "thead", "tfoot", "tr", "colgroup", "ul", "ol");
    private static final int MAX_PIECES = 20_000;
    private static final int LOOK_AHEAD = 40;

    /** Something that is read: a text, or a picture. */
    private record Piece(Node node, String text, @Nullable Element quotation) {}

    private final List<Piece> pieces = new ArrayList<>();

    private QuotedHistory() {}

    /** The nodes that begin what is to be folded: each with all its following siblings. Empty for none. */
    static Set<Node> starts(Element body) {
        return new QuotedHistory().find(body);
    }

    private Set<Node> find(Element body) {
        collect(body, null);
        if (pieces.size() > MAX_PIECES) {
            return Set.of();
        }
        var header = header();
        var end = header < 0 ? pieces.size() : header;
        var first = end;
        while (first > 0 && pieces.get(first - 1).quotation != null) {
            first--;
        }
        var attributed = attribution(first);
        if (header < 0 && first == end || attributed < 0) {
            return Set.of();
        }
        // a quotation without a mark of its own is one only below an attribution
        if (header < 0 && attributed == first && unmarked(pieces.get(first).quotation)) {
            return Set.of();
        }
        if (attributed == 0 || forwards(attributed)) {
            return Set.of();
        }
        if (header >= 0 && QuoteMarks.saysAnsweredBelow(ownText(attributed))) {
            return Set.of();
        }
        return starts(start(attributed, body), body);
    }

    private void collect(Element parent, @Nullable Element quotation) {
        for (var child : parent.childNodes()) {
            if (pieces.size() > MAX_PIECES) {
                return;
            }
            if (child instanceof TextNode text) {
                if (!text.isBlank()) {
                    pieces.add(new Piece(text, text.getWholeText().replace('\u00a0', ' '), quotation));
                }
            } else if (child instanceof Element element) {
                if (element.normalName().equals("img")) {
                    if (!SafeWriter.isInvisible(element)) {
                        pieces.add(new Piece(element, "", quotation));
                    }
                } else {
                    collect(element, quotation == null && isQuotation(element) ? element : quotation);
                }
            }
        }
    }

    /** As the common mail programs mark it. Gmail's outer element also holds what is written between the quotations; only these count then. */
    private static boolean isQuotation(Element element) {
        if (element.hasClass("gmail_attr")
                || element.hasClass("moz-cite-prefix")
                || element.hasClass("yahoo_quoted")
                || element.hasClass("protonmail_quote")
                || element.hasClass("tutanota_quote")
                || element.id().equals("reply-intro")) {
            return true;
        }
        if (element.normalName().equals("blockquote")) {
            return true;
        }
        return (element.hasClass("gmail_quote") || element.hasClass("gmail_quote_container"))
                && element.selectFirst("blockquote") == null;
    }

    private static boolean unmarked(@Nullable Element quotation) {
        return quotation != null
                && quotation.normalName().equals("blockquote")
                && !quotation.attr("type").equalsIgnoreCase("cite")
                && !quotation.hasClass("gmail_quote")
                && quotation.closest(".gmail_quote, .gmail_quote_container, [id^=zwchr], [id^=divRplyFwdMsg]") == null;
    }

    /** The piece where Outlook's header of an earlier message, or its "Original Message" line, begins; -1 for none. */
    private int header() {
        for (var i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            if (piece.quotation == null
                    && (QuoteMarks.isOriginalLine(piece.text) || QuoteMarks.isHeader(textFrom(i)))) {
                return i;
            }
        }
        return -1;
    }

    private String textFrom(int from) {
        var first = pieces.get(from).text.strip();
        if (first.length() > 100 || first.indexOf(':') < 0 && !pieceBegins(from + 1, ":")) {
            return "";
        }
        var text = new StringBuilder();
        for (var i = from; i < Math.min(pieces.size(), from + LOOK_AHEAD); i++) {
            text.append(pieces.get(i).text.strip()).append(' ');
        }
        return text.toString();
    }

    private boolean pieceBegins(int index, String text) {
        return index < pieces.size() && pieces.get(index).text.strip().startsWith(text);
    }

    /** Where the attribution above the history begins, if there is one; else the history itself. */
    private int attribution(int first) {
        var text = "";
        for (var i = first - 1; i >= 0 && i >= first - 8; i--) {
            var piece = pieces.get(i);
            if (piece.node instanceof Element || piece.quotation != null) {
                break;
            }
            text = piece.text.replaceAll("\\s+", " ") + text;
            if (text.length() > QuoteMarks.MAX_ATTRIBUTION) {
                break;
            }
            if (startsBlock(i) && QuoteMarks.isAttribution(text)) {
                return i;
            }
        }
        return first;
    }

    /** Whether nothing stands before the piece in its line. */
    private boolean startsBlock(int index) {
        for (var node = pieces.get(index).node; node != null; node = node.parentNode()) {
            var before = node.previousSibling();
            while (before instanceof TextNode blank && blank.isBlank()) {
                before = before.previousSibling();
            }
            if (before != null) {
                return before instanceof Element element
                        && (element.isBlock() || element.normalName().equals("br"));
            }
            if (node.parentNode() instanceof Element parent && parent.isBlock()) {
                return true;
            }
        }
        return true;
    }

    private boolean forwards(int start) {
        for (var i = Math.max(0, start - 2); i < Math.min(pieces.size(), start + 4); i++) {
            if (QuoteMarks.isForwarded(pieces.get(i).text)) {
                return true;
            }
        }
        return false;
    }

    private String ownText(int end) {
        var text = new StringBuilder();
        for (var i = 0; i < end; i++) {
            text.append(pieces.get(i).text).append(' ');
        }
        return text.toString();
    }

    /** The outermost element that begins with the piece. */
    private Node start(int index, Element body) {
        var before = pieces.get(index - 1).node;
        var node = pieces.get(index).node;
        while (node.parentNode() instanceof Element parent && !parent.equals(body) && !contains(parent, before)) {
            node = parent;
        }
        return node;
    }

    private static boolean contains(Element element, Node node) {
        for (var up = node; up != null; up = up.parentNode()) {
            if (up.equals(element)) {
                return true;
            }
        }
        return false;
    }

    /** The start, and what follows it outside of the elements around it. Rows and list items are not folded: their table or list would break. */
    private static Set<Node> starts(Node start, Element body) {
        Set<Node> starts = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var node = start; node != null && !node.equals(body); node = node.parentNode()) {
            var first = node.equals(start) ? start : node.nextSibling();
            while (first != null && isEmpty(first)) {
                first = first.nextSibling();
            }
            if (first == null) {
                continue;
            }
            if (first.parentNode() instanceof Element parent && TABLE.contains(parent.normalName())) {
                return Set.of();
            }
            starts.add(first);
        }
        return starts;
    }

    private static boolean isEmpty(Node node) {
        return switch (node) {
            case TextNode text -> text.isBlank();
            case Element element -> !element.hasText() && element.selectFirst("img") == null;
            default -> true;
        };
    }
}
