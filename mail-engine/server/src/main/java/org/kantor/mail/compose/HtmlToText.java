package org.kantor.mail.compose;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** The plain text alternative of an HTML body: paragraphs, lists, quotations and links as people write them in plain text. */
public final class HtmlToText {

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "blockquote",
            "pre",
            "table",
            "tr",
            "hr",
            "section",
            "article",
            "header",
            "footer",
            "address",
            "dl",
            "dt",
            "dd",
            "figure");
    private static final Set<String> APART =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table");
    private static final int MAX_DEPTH = 200;

    private final StringBuilder out = new StringBuilder();

    private HtmlToText() {}

    public static String convert(String html) {
        var parser = Parser.htmlParser().setMaxDepth(MAX_DEPTH);
        return convert(Jsoup.parse(html, "", parser).body());
    }

    private static String convert(Element element) {
        var converter = new HtmlToText();
        converter.children(element, false);
        return converter.out.toString().strip() + "\n";
    }

    private void children(Element element, boolean preformatted) {
        for (var child : element.childNodes()) {
            node(child, preformatted);
        }
    }

    private void node(Node node, boolean preformatted) {
        if (node instanceof TextNode text) {
            if (preformatted) {
                out.append(text.getWholeText());
            } else {
                words(text.getWholeText());
            }
        } else if (node instanceof Element element) {
            element(element, preformatted);
        }
    }

    private void words(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
            if (!space) {
                out.append(c == '\u00a0' ? ' ' : c);
            } else if (!out.isEmpty() && !Character.isWhitespace(out.charAt(out.length() - 1))) {
                out.append(' ');
            }
        }
    }

    private void element(Element element, boolean preformatted) {
        var name = element.normalName();
        switch (name) {
            case "br" -> {
                trim();
                out.append('\n');
            }
            case "hr" -> {
                lines(1);
                out.append("----\n");
            }
            case "img" -> words(element.attr("alt"));
            case "style", "script", "head", "title", "template" -> {}
            case "a" -> link(element, preformatted);
            case "blockquote" -> quotation(element);
            case "li" -> item(element);
            case "td", "th" -> {
                children(element, false);
                out.append(' ');
            }
            default -> block(name, element, preformatted);
        }
    }

    private void block(String name, Element element, boolean preformatted) {
        if (BLOCKS.contains(name)) {
            lines(APART.contains(name) ? 2 : 1);
        }
        children(element, preformatted || name.equals("pre"));
        if (BLOCKS.contains(name)) {
            lines(APART.contains(name) ? 2 : 1);
        }
    }

    private void link(Element element, boolean preformatted) {
        var start = out.length();
        children(element, preformatted);
        var shown = out.substring(start).strip();
        var target = element.attr("href");
        var bare = target.startsWith("mailto:") ? target.substring(7) : target;
        if (!bare.isEmpty() && !bare.startsWith("#") && !shown.equals(bare) && !shown.isEmpty()) {
            out.append(" <").append(bare).append('>');
        }
    }

    private void quotation(Element element) {
        lines(2);
        convert(element)
                .strip()
                .lines()
                .forEach(line -> out.append(line.startsWith(">") ? ">" : line.isEmpty() ? ">" : "> ")
                        .append(line)
                        .append('\n'));
        out.append('\n');
    }

    private void item(Element element) {
        lines(1);
        var list = element.parent();
        var numbered = list != null && list.normalName().equals("ol");
        var mark = numbered ? element.elementSiblingIndex() + 1 + ". " : "- ";
        var text = convert(element).strip();
        out.append(mark)
                .append(text.replace("\n", "\n" + " ".repeat(mark.length())))
                .append('\n');
    }

    private void trim() {
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
    }

    /** Ends the line, so that so many line feeds stand at the end; none at the very beginning. */
    private void lines(int wanted) {
        trim();
        if (out.isEmpty()) {
            return;
        }
        var have = 0;
        while (have < wanted && have < out.length() && out.charAt(out.length() - 1 - have) == '\n') {
            have++;
        }
        out.append("\n".repeat(wanted - have));
    }
}
