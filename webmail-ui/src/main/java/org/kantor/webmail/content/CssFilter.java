package org.kantor.webmail.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the CSS that gives text its look and nothing that loads, hides the frame, runs or reaches out of a declaration. It does not try to understand
 * CSS: a declaration is kept only if every character, word and function of it is known to be harmless, and whatever has a backslash is dropped.
 */
final class CssFilter {

    private static final Set<String> PROPERTIES = Set.of(
            ("align-items align-self background background-color background-image background-position background-repeat background-size border border-bottom "
                            + "border-bottom-color border-bottom-left-radius border-bottom-right-radius border-bottom-style border-bottom-width border-collapse border-color "
                            + "border-left border-left-color border-left-style border-left-width border-radius border-right border-right-color border-right-style "
                            + "border-right-width border-spacing border-style border-top border-top-color border-top-left-radius border-top-right-radius border-top-style "
                            + "border-top-width border-width box-sizing caption-side clear color column-gap direction display empty-cells flex flex-basis flex-direction "
                            + "flex-grow flex-shrink flex-wrap float font font-family font-feature-settings font-size font-stretch font-style font-variant font-weight gap "
                            + "height justify-content letter-spacing line-height list-style list-style-position list-style-type margin margin-block margin-bottom "
                            + "margin-inline margin-left margin-right margin-top max-height max-width min-height min-width opacity overflow overflow-wrap overflow-x "
                            + "overflow-y padding padding-block padding-bottom padding-inline padding-left padding-right padding-top row-gap table-layout text-align "
                            + "text-decoration text-decoration-color text-decoration-line text-decoration-style text-indent text-overflow text-shadow text-transform "
                            + "unicode-bidi vertical-align visibility white-space width word-break word-spacing word-wrap")
                    .split(" "));
    private static final Set<String> FUNCTIONS = Set.of("rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "clamp");
    private static final Set<String> PICTURED = Set.of("background", "background-image");
    private static final Set<String> COLOURS = Set.of("color", "background", "background-color", "background-image");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_-][\\p{L}\\p{N}_-]*+");
    private static final Pattern QUOTED = Pattern.compile("[\\p{L}\\p{N} ,._-]{0,100}+");
    private static final Pattern IMPORTANT = Pattern.compile("\\s*!\\s*important\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEDIA = Pattern.compile(
            "(?:only )?(?:all|screen|print)?(?: ?and ?)?(?:\\((?:max|min)-(?:device-)?width ?: ?[0-9]{1,5}(?:\\.[0-9]{1,3})?(?:px|em|rem)?\\)(?: and )?){0,4}");
    /** One compound of a selector: a type, classes and the few pseudo-classes that newsletters use. */
    private static final Pattern COMPOUND = Pattern.compile(
            "(?:\\*|[A-Za-z][A-Za-z0-9]{0,20}+)?(?:\\.[A-Za-z_][A-Za-z0-9_-]{0,60}+){0,9}+(?::(?:hover|link|visited|active|first-child|last-child))?");

    private static final Pattern COMBINATOR = Pattern.compile(" ?> ?| ");
    private static final int MAX_SHEET = 200_000;
    private static final int MAX_RULES = 2_000;
    private static final int MAX_VALUE = 1_000;
    private static final int MAX_STYLE = 20_000;

    private final UnaryOperator<@Nullable String> pictures;
    private boolean colours;

    /** @param pictures gives the address to load a picture from, or null for none */
    CssFilter(UnaryOperator<@Nullable String> pictures) {
        this.pictures = pictures;
    }

    /** Whether anything kept so far sets a colour of text or ground. */
    boolean bringsColours() {
        return colours;
    }

    /** A style attribute's declarations, those that are kept. */
    String declarations(String css) {
        if (css.length() > MAX_STYLE && !css.contains("data:")) {
            return "";
        }
        var out = new StringBuilder();
        for (var declaration : split(withoutComments(css), ';')) {
            var colon = declaration.indexOf(':');
            if (colon > 0) {
                declaration(
                        declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        declaration.substring(colon + 1).strip(),
                        out);
            }
        }
        return out.toString();
    }

    private void declaration(String property, String written, StringBuilder out) {
        if (!PROPERTIES.contains(property)) {
            return;
        }
        var important = IMPORTANT.matcher(written).find();
        var value =
                value(important ? IMPORTANT.matcher(written).replaceFirst("") : written, PICTURED.contains(property));
        if (value == null || value.isBlank()) {
            return;
        }
        if (COLOURS.contains(property)
                && !value.equals("inherit")
                && !value.equals("none")
                && !value.equals("transparent")) {
            colours = true;
        }
        out.append(property).append(':').append(value).append(important ? " !important;" : ";");
    }

    /** The value with its pictures' addresses replaced; null if anything in it is unknown. */
    private @Nullable String value(String text, boolean mayHavePicture) {
        if (text.length() > MAX_VALUE && !(mayHavePicture && text.contains("data:"))) {
            return null;
        }
        var out = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < text.length(); ) {
            var c = text.charAt(i);
            if (c == '"' || c == '\'') {
                var close = text.indexOf(c, i + 1);
                if (close < 0 || !QUOTED.matcher(text.substring(i + 1, close)).matches()) {
                    return null;
                }
                out.append('\'').append(text, i + 1, close).append('\'');
                i = close + 1;
                continue;
            }
            var word = WORD.matcher(text).region(i, text.length());
            if (word.lookingAt()) {
                i = word.end();
                if (i == text.length() || text.charAt(i) != '(') {
                    out.append(word.group());
                    continue;
                }
                var function = word.group().toLowerCase(Locale.ROOT);
                if (function.equals("url") && mayHavePicture) {
                    var close = text.indexOf(')', i);
                    var address = close < 0 ? null : picture(text.substring(i + 1, close));
                    if (address == null) {
                        return null;
                    }
                    out.append("url(\"").append(address).append("\")");
                    i = close + 1;
                    continue;
                }
                if (!FUNCTIONS.contains(function)) {
                    return null;
                }
                out.append(function).append('(');
                depth++;
                i++;
                continue;
            }
            var twoSlashes = c == '/' && !out.isEmpty() && out.charAt(out.length() - 1) == '/';
            if (c == '(' && depth == 0 || twoSlashes) {
                return null;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0
                    || !(c >= '0' && c <= '9') && " #%.,+*/()".indexOf(c) < 0 && c != '\n' && c != '\t' && c != '\r') {
                return null;
            }
            out.append(c < ' ' ? ' ' : c);
            i++;
        }
        return depth == 0 ? out.toString() : null;
    }

    private @Nullable String picture(String argument) {
        var address = argument.strip();
        if (address.length() >= 2
                && (address.startsWith("\"") && address.endsWith("\"")
                        || address.startsWith("'") && address.endsWith("'"))) {
            address = address.substring(1, address.length() - 1);
        }
        var resolved = pictures.apply(address);
        return resolved == null || resolved.chars().anyMatch(c -> c <= ' ' || c > 0x7e || "\"'()\\<>".indexOf(c) >= 0)
                ? null
                : resolved;
    }

    /** The rules of a style sheet that are kept, each selector below {@code scope}. */
    String sheet(String css, String scope) {
        if (css.length() > MAX_SHEET || css.indexOf('\\') >= 0) {
            return "";
        }
        var out = new StringBuilder();
        rules(withoutComments(css).replace("<!--", " ").replace("-->", " "), scope, out, true, new int[] {MAX_RULES});
        return out.toString();
    }

    private void rules(String css, String scope, StringBuilder out, boolean mediaAllowed, int[] left) {
        var at = 0;
        while (at < css.length() && left[0]-- > 0) {
            var open = css.indexOf('{', at);
            if (open < 0) {
                return;
            }
            var prelude = css.substring(at, open).strip();
            var statement = prelude.lastIndexOf(';');
            if (statement >= 0) {
                prelude = prelude.substring(statement + 1).strip();
            }
            var close = matching(css, open);
            if (close < 0) {
                return;
            }
            var body = css.substring(open + 1, close);
            at = close + 1;
            if (prelude.startsWith("@")) {
                media(prelude, body, scope, out, mediaAllowed, left);
            } else if (body.indexOf('{') < 0) {
                rule(prelude, body, scope, out);
            }
        }
    }

    private void media(String prelude, String body, String scope, StringBuilder out, boolean allowed, int[] left) {
        if (!allowed || !prelude.toLowerCase(Locale.ROOT).startsWith("@media ")) {
            return;
        }
        var query = prelude.substring(7).strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        if (!query.isEmpty() && MEDIA.matcher(query).matches() && !query.endsWith("and")) {
            out.append("@media ").append(query).append('{');
            rules(body, scope, out, false, left);
            out.append('}');
        }
    }

    private void rule(String prelude, String body, String scope, StringBuilder out) {
        var selectors = new ArrayList<String>();
        for (var selector : prelude.split(",", 100)) {
            var text = selector.strip().replaceAll("\\s+", " ");
            if (!isHarmless(text)) {
                continue;
            }
            var below = text.replaceFirst("^(?i:html|body)(?![A-Za-z0-9_-])", "");
            selectors.add(below.length() == text.length() ? scope + " " + text : scope + below);
        }
        var declarations = selectors.isEmpty() ? "" : declarations(body);
        if (!declarations.isEmpty()) {
            out.append(String.join(",", selectors))
                    .append('{')
                    .append(declarations)
                    .append('}');
        }
    }

    private static boolean isHarmless(String selector) {
        return !selector.isEmpty()
                && selector.length() <= 300
                && !selector.contains(".k-")
                && Arrays.stream(COMBINATOR.split(selector, -1))
                        .allMatch(compound -> !compound.isEmpty()
                                && COMPOUND.matcher(compound).matches());
    }

    private static int matching(String css, int open) {
        var depth = 0;
        for (var i = open; i < css.length(); i++) {
            var c = css.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String withoutComments(String css) {
        if (!css.contains("/*")) {
            return css;
        }
        var out = new StringBuilder();
        var at = 0;
        while (true) {
            var start = css.indexOf("/*", at);
            if (start < 0) {
                return out.append(css, at, css.length()).toString();
            }
            out.append(css, at, start).append(' ');
            var end = css.indexOf("*/", start + 2);
            if (end < 0) {
                return out.toString();
            }
            at = end + 2;
        }
    }

    /** Splits outside of quotes and parentheses. */
    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        var start = 0;
        var depth = 0;
        var quote = '\0';
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quote != '\0') {
                quote = c == quote ? '\0' : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == separator && depth <= 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
