package org.kantor.webmail.content;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Writes a parsed document from the allow-list: elements and attributes that are named here, and text. Used for one document, by one thread. */
final class SafeWriter {

    private static final Set<String> ELEMENTS = words(
            "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir div dl dt em "
                    + "figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small "
                    + "span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr");

    /** Left out with all that is in them; an unknown element's content stays. */
    private static final Set<String> DROPPED = words(
            "applet area audio base basefont bgsound canvas command datalist dialog embed frame frameset head iframe input isindex keygen link listing map "
                    + "math meta meter noembed noframes noscript object optgroup option output param plaintext progress script select slot source style svg "
                    + "template textarea title track video xml xmp");

    private static final Set<String> VOID = words("br col hr img wbr");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,60}+");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,5}(?:\\.[0-9]{1,4})?(?:%|px)?");
    private static final Pattern COLOUR = Pattern.compile("#?[A-Za-z0-9]{1,30}+");
    private static final Pattern FACE = Pattern.compile("[\\p{L}\\p{N} ,._'-]{1,200}+");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4}");
    private static final Pattern INVISIBLE = Pattern.compile(
            "(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden|(?:^|[;\\s])(?:width|height)\\s*:\\s*[01](?:px)?\\s*(?:;|!|$))");

    /** Opens the element that hides what follows behind a button. */
    static final String FOLD = "<details class=\"k-quote\"><summary>•••</summary>";

    /** The class of a picture from elsewhere that was kept back. */
    static final String BLOCKED = "k-blocked";

    /** The class of a link whose text shows another host than it leads to; its title is that host. */
    static final String MISMATCH = "k-elsewhere";

    private static final int MAX_CLASSES = 1_000;
    private static final UnaryOperator<@Nullable String> ANY = value -> value;

    /** Attributes of any element. */
    private static final Map<String, UnaryOperator<@Nullable String>> COMMON = Map.of(
            "title", ANY,
            "align", matching(TOKEN),
            "valign", matching(TOKEN),
            "width", matching(LENGTH),
            "height", matching(LENGTH),
            "lang", matching(LANGUAGE),
            "dir",
                    value -> value != null && Set.of("ltr", "rtl", "auto").contains(value.toLowerCase(Locale.ROOT))
                            ? value
                            : null);

    private static final Map<String, Map<String, UnaryOperator<@Nullable String>>> OF_ELEMENT = Map.ofEntries(
            Map.entry(
                    "img",
                    Map.of(
                            "alt",
                            ANY,
                            "border",
                            matching(LENGTH),
                            "hspace",
                            matching(LENGTH),
                            "vspace",
                            matching(LENGTH))),
            Map.entry("font", Map.of("face", matching(FACE), "size", matching(Pattern.compile("[+-]?[0-9]{1,2}")))),
            Map.entry(
                    "table",
                    Map.of(
                            "border",
                            matching(LENGTH),
                            "cellpadding",
                            matching(LENGTH),
                            "cellspacing",
                            matching(LENGTH))),
            Map.entry(
                    "td",
                    Map.of("colspan", matching(LENGTH), "rowspan", matching(LENGTH), "nowrap", value -> "nowrap")),
            Map.entry("th", Map.of("colspan", matching(LENGTH), "rowspan", matching(LENGTH), "scope", matching(TOKEN))),
            Map.entry("col", Map.of("span", matching(LENGTH))),
            Map.entry("colgroup", Map.of("span", matching(LENGTH))),
            Map.entry(
                    "ol", Map.of("start", matching(LENGTH), "type", matching(TOKEN), "reversed", value -> "reversed")),
            Map.entry("ul", Map.of("type", matching(TOKEN))),
            Map.entry("li", Map.of("value", matching(LENGTH), "type", matching(TOKEN))),
            Map.entry("hr", Map.of("size", matching(LENGTH), "noshade", value -> "noshade")),
            Map.entry("time", Map.of("datetime", matching(Pattern.compile("[0-9A-Za-z:+. -]{1,40}")))));

    /** How a picture as the ground begins; unlike the short form it leaves a colour. */
    private static final String GROUND = "background-image:url(\"";

    /** Letters stand out from it by three to one at least, be they white or nearly black. */
    private static final String IN_PLACE_OF_A_PICTURE = "#84888a";

    private static final Set<String> COLOURED = words("body table tr td th tbody thead tfoot font hr");

    private final Images images;
    private final boolean first;
    private final CssFilter css;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder sheet = new StringBuilder();
    private boolean colours;
    private Set<Node> folded = Set.of();
    private boolean hiddenPicture;

    private SafeWriter(Images images, boolean first) {
        this.images = images;
        this.first = first;
        this.css = new CssFilter(this::address);
    }

    /** For what the sender wrote. */
    static SafeWriter firstLook(Images images) {
        return new SafeWriter(images, true);
    }

    /** For what we wrote: our own addresses and classes stay, new ones cannot appear. */
    static SafeWriter secondLook(Images images) {
        return new SafeWriter(images, false);
    }

    private static Set<String> words(String text) {
        return Stream.of(text.split(" ")).collect(Collectors.toUnmodifiableSet());
    }

    private static UnaryOperator<@Nullable String> matching(Pattern pattern) {
        return value -> value != null && pattern.matcher(value.strip()).matches() ? value.strip() : null;
    }

    private @Nullable String address(@Nullable String written) {
        if (written == null) {
            return null;
        }
        if (first) {
            return images.resolve(written, hiddenPicture);
        }
        return images.isOurs(written) ? written : null;
    }

    /** @param folds whether the earlier messages below an answer are folded */
    String write(Document document, boolean folds) {
        if (first) {
            folded = folds ? QuotedHistory.starts(document.body()) : Set.of();
            for (var style : document.select("style")) {
                if (isHtml(style)) {
                    sheet.append(css.sheet(style.data(), ".k-msg"));
                }
            }
            bodyElement(document.body());
        } else {
            children(document.body());
        }
        return out.toString();
    }

    String styleSheet() {
        return sheet.toString();
    }

    boolean bringsColours() {
        return colours || css.bringsColours();
    }

    /** The body becomes an element of ours that keeps its look. */
    private void bodyElement(Element body) {
        var open = out.length();
        out.append("<div");
        attributes("body", body, "");
        if (out.length() == open + 4) {
            out.setLength(open);
            children(body);
            return;
        }
        out.append('>');
        children(body);
        out.append("</div>");
    }

    private void children(Element parent) {
        var details = false;
        for (var child : parent.childNodes()) {
            if (!details && folded.contains(child)) {
                details = true;
                out.append(FOLD);
            }
            node(child);
        }
        if (details) {
            out.append("</details>");
        }
    }

    private void node(Node node) {
        if (node instanceof TextNode text) {
            Markup.text(text.getWholeText(), out);
        } else if (node instanceof Element element) {
            element(element);
        }
        // Comments, CDATA, doctypes and processing instructions are not for readers.
    }

    private static boolean isHtml(Element element) {
        return element.tag().namespace().equals(Parser.NamespaceHtml);
    }

    private void element(Element element) {
        var name = element.normalName();
        if (!isHtml(element) || DROPPED.contains(name)) {
            return;
        }
        if (!ELEMENTS.contains(name)) {
            children(element);
            return;
        }
        if (name.equals("img")) {
            picture(element);
            return;
        }
        out.append('<').append(name);
        attributes(name, element, "");
        out.append('>');
        if (!VOID.contains(name)) {
            // A parser drops a line feed that follows these tags; two of them keep one.
            if (name.equals("pre") && startsWithLineFeed(element)) {
                out.append('\n');
            }
            children(element);
            out.append("</").append(name).append('>');
        }
    }

    private static boolean startsWithLineFeed(Element element) {
        return element.childNodeSize() > 0
                && element.childNode(0) instanceof TextNode text
                && text.getWholeText().startsWith("\n");
    }

    private void picture(Element element) {
        hiddenPicture = isInvisible(element);
        var address = element.hasAttr("src") ? address(element.attr("src")) : null;
        hiddenPicture = false;
        // without an address the browser shows the alternative text in the picture's place
        var keptBack = first ? Images.BLANK.equals(address) : address == null && element.hasClass(BLOCKED);
        if (address == null && !keptBack) {
            Markup.text(element.attr("alt").strip(), out);
            return;
        }
        out.append("<img");
        if (address != null && !keptBack) {
            Markup.attribute("src", address, out);
        }
        attributes("img", element, first && keptBack ? BLOCKED : "");
        out.append('>');
    }

    static boolean isInvisible(Element element) {
        return isTiny(element.attr("width"))
                || isTiny(element.attr("height"))
                || INVISIBLE
                        .matcher(element.attr("style").toLowerCase(Locale.ROOT))
                        .find();
    }

    private static boolean isTiny(String length) {
        return length.matches("\\s*[01](?:px)?\\s*");
    }

    private void attributes(String name, Element element, String ownClass) {
        var own = OF_ELEMENT.getOrDefault(name, Map.of());
        var elsewhere = first && name.equals("a") && element.hasAttr("href")
                ? Links.mismatch(element.text(), Urls.stripped(element.attr("href")))
                : Optional.<String>empty();
        elsewhere.ifPresent(host -> Markup.attribute("title", host, out));
        for (var attribute : element.attributes()) {
            if (elsewhere.isPresent() && attribute.getKey().equalsIgnoreCase("title")) {
                continue;
            }
            var key = attribute.getKey().toLowerCase(Locale.ROOT);
            var allowed = own.getOrDefault(key, COMMON.get(key));
            if (allowed != null) {
                var value = allowed.apply(attribute.getValue());
                if (value != null) {
                    Markup.attribute(key, value, out);
                }
            }
        }
        var classes = classes(element, elsewhere.isPresent() ? MISMATCH : ownClass);
        if (!classes.isEmpty()) {
            Markup.attribute("class", classes, out);
        }
        style(name, element);
        if (name.equals("a")) {
            link(element);
        }
        anchor(name, element);
        if (name.equals("details") && element.hasAttr("open")) {
            Markup.attribute("open", "open", out);
        }
    }

    /** In what the sender wrote, our own names (which begin with k-) are no names. */
    private String classes(Element element, String ownClass) {
        var classes = element.attr("class").length() > MAX_CLASSES
                ? ""
                : element.classNames().stream()
                        .filter(c -> TOKEN.matcher(c).matches() && !(first && c.startsWith("k-")))
                        .collect(Collectors.joining(" "));
        return ownClass.isEmpty() ? classes : classes.isEmpty() ? ownClass : ownClass + " " + classes;
    }

    /** The style attribute with the old attributes for colours and grounds made part of it. */
    private void style(String name, Element element) {
        var style = new StringBuilder();
        if (COLOURED.contains(name)) {
            colour(element, "bgcolor", "background-color", style);
            colour(element, name.equals("body") ? "text" : "color", "color", style);
            if (element.hasAttr("background")) {
                var ground = address(element.attr("background"));
                if (ground != null && ground.indexOf('"') < 0 && ground.indexOf('\\') < 0) {
                    style.append(css.declarations("background-image:url(\""
                            + element.attr("background").replace("\"", "") + "\")"));
                }
            }
        }
        style.append(css.declarations(element.attr("style")));
        if (first && style.indexOf(GROUND + Images.BLANK) >= 0) {
            // the text was made to stand on the picture: on white it may be white
            style.insert(0, "background-color:" + IN_PLACE_OF_A_PICTURE + ";");
        }
        if (!style.isEmpty()) {
            Markup.attribute("style", style.toString(), out);
        }
    }

    private void colour(Element element, String attribute, String property, StringBuilder style) {
        var value = element.attr(attribute).strip();
        if (!value.isEmpty() && COLOUR.matcher(value).matches()) {
            var hex = value.matches("[0-9A-Fa-f]{6}") ? "#" + value : value;
            style.append(css.declarations(property + ":" + hex));
            colours = true;
        }
    }

    private void link(Element element) {
        var address = element.hasAttr("href") ? Urls.link(element.attr("href")) : null;
        if (address == null) {
            return;
        }
        Markup.attribute("href", address, out);
        if (!address.startsWith("#")) {
            Markup.attribute("target", "_blank", out);
            Markup.attribute("rel", "noopener noreferrer", out);
        }
    }

    /** A place to link to inside the message, under a name that cannot be mistaken for one of ours. */
    private void anchor(String name, Element element) {
        var id = element.hasAttr("id") ? element.id() : name.equals("a") ? element.attr("name") : "";
        if (!id.isEmpty() && TOKEN.matcher(id).matches()) {
            Markup.attribute("id", id.startsWith("m-") ? id : "m-" + id, out);
        }
    }
}
