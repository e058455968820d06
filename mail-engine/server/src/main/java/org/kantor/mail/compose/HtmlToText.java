package org.kantor.mail.compose;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** The plain text alternative of an HTML body: paragraphs, lists, tables, quotations, links and the signature as people write them in plain text. */
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

    /** The columns of a table that is wider do not line up. */
    private static final int WIDEST = 72;

    private static final String BETWEEN = " | ";

    /** What the editor calls the signature. */
    private static final String SIGNATURE = "mail-signature";

    private final StringBuilder out = new StringBuilder();

    private HtmlToText() {}

    public static String convert(String html) {
        var parser = Parser.htmlParser().setMaxDepth(MAX_DEPTH);
        return convert(Jsoup.parse(html, "", parser).body());
    }

    private static String convert(Element element) {
        var converter = new HtmlToText();
        converter.children(element, false);
        return stripped(converter.out.toString()) + "\n";
    }

    /** Without empty lines at either end; a space that the text begins with stays. */
    private static String stripped(String text) {
        return text.replaceFirst("^\\n+", "").stripTrailing();
    }

    private void children(Element element, boolean preformatted) {
        for (var child : element.childNodes()) {
            node(child, preformatted);
        }
    }

    private void node(Node node, boolean preformatted) {
        if (node instanceof TextNode text) {
            if (preformatted) {
                lines(text.getWholeText());
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
                // a line that begins so would be a quotation
                out.append(c == '>' && beginsLine() ? " " : "").append(c == '\u00a0' ? ' ' : c);
            } else if (!out.isEmpty() && !Character.isWhitespace(out.charAt(out.length() - 1))) {
                out.append(' ');
            }
        }
    }

    /** As they stand. */
    private void lines(String text) {
        for (var i = 0; i < text.length(); i++) {
            // as in words()
            out.append(text.charAt(i) == '>' && beginsLine() ? " " : "").append(text.charAt(i));
        }
    }

    private boolean beginsLine() {
        return out.isEmpty() || out.charAt(out.length() - 1) == '\n';
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
            case "img" -> picture(element.attr("alt").strip());
            case "style", "script", "head", "title", "template" -> {}
            case "a" -> link(element, preformatted);
            case "blockquote" -> quotation(element);
            case "li" -> item(element);
            case "table" -> table(element);
            default -> block(name, element, preformatted);
        }
    }

    /** What a picture shows, set apart from the words beside it. */
    private void picture(String shown) {
        if (!shown.isEmpty()) {
            var before = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1)) ? "" : " ";
            out.append(before).append('[');
            words(shown);
            out.append("] ");
        }
    }

    private void block(String name, Element element, boolean preformatted) {
        var lines = lines(name, element);
        lines(lines);
        if (element.hasClass(SIGNATURE) && element.hasText()) {
            signature(element);
            return;
        }
        children(element, preformatted || name.equals("pre"));
        lines(lines);
    }

    private void signature(Element element) {
        var text = stripped(convert(element));
        out.append(text.startsWith("--") ? "" : Flowed.SIGNATURE + "\n")
                .append(text)
                .append('\n');
    }

    /** How many line ends stand around such an element. */
    private static int lines(String name, Element element) {
        var inItem = element.parent() != null && element.parent().normalName().equals("li");
        var list = name.equals("ul") || name.equals("ol");
        return !BLOCKS.contains(name) ? 0 : APART.contains(name) && !(list && inItem) ? 2 : 1;
    }

    /** A table of short texts as lines with its columns below each other; what only lays out a page as one text after the other. */
    private void table(Element table) {
        lines(2);
        table.select("caption").stream()
                .filter(caption -> table.equals(caption.closest("table")))
                .forEach(caption -> out.append(convert(caption)));
        var rows = table.select("tr").stream()
                .filter(row -> table.equals(row.closest("table")))
                .toList();
        var texts = rows.stream()
                .map(row -> row.children().stream()
                        .filter(HtmlToText::isCell)
                        .map(cell -> convert(cell).stripTrailing())
                        .toList())
                .toList();
        var plain = texts.stream().flatMap(List::stream).noneMatch(text -> text.indexOf('\n') >= 0)
                && table.selectFirst("table table, td ul, td ol, td blockquote") == null;
        if (!plain) {
            texts.stream()
                    .flatMap(List::stream)
                    .filter(text -> !text.isBlank())
                    .forEach(text -> out.append(text).append("\n"));
            lines(2);
            return;
        }
        var widths = widths(texts);
        var aligned = IntStream.of(widths).sum() + BETWEEN.length() * (widths.length - 1) <= WIDEST;
        for (var i = 0; i < rows.size(); i++) {
            row(texts.get(i), aligned ? widths : new int[widths.length]);
            if (aligned && i == 0 && rows.size() > 1 && rows.getFirst().selectFirst("> th") != null) {
                out.append(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-")))
                        .append('\n');
            }
        }
        lines(2);
    }

    private static boolean isCell(Element element) {
        return element.normalName().equals("td") || element.normalName().equals("th");
    }

    private static int[] widths(List<List<String>> rows) {
        var widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (var row : rows) {
            for (var column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        return widths;
    }

    private void row(List<String> cells, int[] widths) {
        var last = cells.size();
        while (last > 0 && cells.get(last - 1).isEmpty()) {
            last--;
        }
        for (var column = 0; column < last; column++) {
            var text = cells.get(column);
            out.append(column == 0 ? "" : BETWEEN).append(text);
            out.append(" ".repeat(column == last - 1 ? 0 : Math.max(0, widths[column] - width(text))));
        }
        out.append('\n');
    }

    /** Columns of a terminal: those of the East take two, marks over a letter none. */
    private static int width(String text) {
        return text.codePoints()
                .map(point -> switch (Character.getType(point)) {
                    case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
                    default -> isWide(point) ? 2 : 1;
                })
                .sum();
    }

    private static boolean isWide(int point) {
        return Character.isIdeographic(point)
                || point >= 0x1f300 && point < 0x1fb00
                || point >= 0x3000 && point < 0x3040
                || point >= 0xff01 && point <= 0xff60
                || switch (Character.UnicodeScript.of(point)) {
                    case HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
                    default -> false;
                };
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
        stripped(convert(element))
                .lines()
                .forEach(line -> out.append(line.startsWith(">") ? ">" : line.isEmpty() ? ">" : "> ")
                        .append(line)
                        .append('\n'));
        out.append('\n');
    }

    private void item(Element element) {
        lines(1);
        var list = element.parent();
        var mark = list != null && list.normalName().equals("ol")
                ? number(list) + element.elementSiblingIndex() + ". "
                : "- ";
        var text = convert(element).strip();
        out.append(mark)
                .append(text.replaceAll("\n(?=[^\n])", "\n" + " ".repeat(mark.length())))
                .append('\n');
    }

    private static int number(Element list) {
        var start = list.attr("start");
        return start.matches("[0-9]{1,6}") ? Integer.parseInt(start) : 1;
    }

    private void trim() {
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
    }

    /** Ends the line, so that so many line feeds stand at the end; none at the very beginning. */
    private void lines(int wanted) {
        if (wanted == 0) {
            return;
        }
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
