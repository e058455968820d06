package org.kantor.mail.wire.mime;

import java.util.Map;
import java.util.Set;

/**
 * The text that a reader of an HTML document would see, roughly: tags are dropped, block elements separate, what is never shown (style, script, title) is
 * left out, the common character references are resolved. Good enough for previews and searching; never for showing. Linear.
 */
public final class HtmlText {

    private static final Set<String> HIDDEN = Set.of("style", "script", "title", "noscript", "template", "xml");
    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "mark", "o:p", "q", "s", "small",
            "span", "strong", "sub", "sup", "tt", "u", "wbr");
    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("copy", "©"),
            Map.entry("reg", "®"),
            Map.entry("trade", "™"),
            Map.entry("euro", "€"),
            Map.entry("pound", "£"),
            Map.entry("hellip", "…"),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("lsquo", "‘"),
            Map.entry("rsquo", "’"),
            Map.entry("ldquo", "“"),
            Map.entry("rdquo", "”"),
            Map.entry("laquo", "«"),
            Map.entry("raquo", "»"),
            Map.entry("bull", "•"),
            Map.entry("middot", "·"),
            Map.entry("auml", "ä"),
            Map.entry("ouml", "ö"),
            Map.entry("uuml", "ü"),
            Map.entry("Auml", "Ä"),
            Map.entry("Ouml", "Ö"),
            Map.entry("Uuml", "Ü"),
            Map.entry("szlig", "ß"),
            Map.entry("agrave", "à"),
            Map.entry("aacute", "á"),
            Map.entry("acirc", "â"),
            Map.entry("atilde", "ã"),
            Map.entry("aring", "å"),
            Map.entry("aelig", "æ"),
            Map.entry("ccedil", "ç"),
            Map.entry("egrave", "è"),
            Map.entry("eacute", "é"),
            Map.entry("ecirc", "ê"),
            Map.entry("euml", "ë"),
            Map.entry("iacute", "í"),
            Map.entry("icirc", "î"),
            Map.entry("ntilde", "ñ"),
            Map.entry("oacute", "ó"),
            Map.entry("ocirc", "ô"),
            Map.entry("otilde", "õ"),
            Map.entry("oslash", "ø"),
            Map.entry("uacute", "ú"),
            Map.entry("ugrave", "ù"),
            Map.entry("shy", ""),
            Map.entry("zwnj", ""),
            Map.entry("zwj", ""),
            Map.entry("times", "×"),
            Map.entry("deg", "°"),
            Map.entry("rarr", "→"));
    private static final int MAX_REFERENCE = 12;

    private final String html;
    private final int maxChars;
    private final StringBuilder out;
    private int at;

    private HtmlText(String html, int maxChars) {
        this.html = html;
        this.maxChars = maxChars;
        this.out = new StringBuilder(Math.min(html.length(), Math.min(maxChars, 4096)));
    }

    /** @param maxChars stops soon after so many characters of text */
    public static String of(String html, int maxChars) {
        return new HtmlText(html, maxChars).run();
    }

    private String run() {
        while (at < html.length() && out.length() < maxChars) {
            var c = html.charAt(at);
            if (c == '<') {
                tag();
            } else if (c == '&') {
                reference();
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private void tag() {
        if (html.startsWith("<!--", at)) {
            at = after("-->", at + 4);
            return;
        }
        var nameStart = at + 1;
        if (nameStart < html.length() && html.charAt(nameStart) == '/') {
            nameStart++;
        }
        if (nameStart >= html.length() || !isLetter(html.charAt(nameStart))) {
            if (nameStart < html.length() && (html.charAt(nameStart) == '!' || html.charAt(nameStart) == '?')) {
                at = after(">", at);
            } else {
                out.append(html.charAt(at++));
            }
            return;
        }
        var nameEnd = nameStart;
        while (nameEnd < html.length() && nameEnd - nameStart < 20 && " \t\r\n\f/>".indexOf(html.charAt(nameEnd)) < 0) {
            nameEnd++;
        }
        var name = Ascii.lower(html.substring(nameStart, nameEnd));
        var opening = html.charAt(at + 1) != '/';
        at = tagEnd(nameEnd);
        if (!INLINE.contains(name)) {
            out.append('\n');
        }
        if (opening && HIDDEN.contains(name)) {
            skipElement(name);
        }
    }

    /** After the tag's {@code >}, quotes respected; an unbalanced quote ends at the first {@code >}. */
    private int tagEnd(int from) {
        for (var i = from; i < html.length(); i++) {
            var c = html.charAt(i);
            if (c == '>') {
                return i + 1;
            }
            if (c == '"' || c == '\'') {
                var close = html.indexOf(c, i + 1);
                if (close < 0) {
                    return after(">", i);
                }
                i = close;
            }
        }
        return html.length();
    }

    private void skipElement(String name) {
        var i = at;
        while ((i = html.indexOf("</", i)) >= 0) {
            if (html.regionMatches(true, i + 2, name, 0, name.length())) {
                at = after(">", i);
                return;
            }
            i += 2;
        }
        at = html.length();
    }

    private int after(String mark, int from) {
        var found = html.indexOf(mark, from);
        return found < 0 ? html.length() : found + mark.length();
    }

    private void reference() {
        var end = at + 1;
        var limit = Math.min(html.length(), at + MAX_REFERENCE);
        while (end < limit
                && html.charAt(end) != ';'
                && (isLetter(html.charAt(end)) || Character.isDigit(html.charAt(end)) || html.charAt(end) == '#')) {
            end++;
        }
        var name = html.substring(at + 1, end);
        var text = name.startsWith("#") ? numeric(name) : ENTITIES.get(name);
        if (text == null) {
            out.append('&');
            at++;
            return;
        }
        out.append(text);
        at = end < html.length() && html.charAt(end) == ';' ? end + 1 : end;
    }

    private static @org.jspecify.annotations.Nullable String numeric(String name) {
        try {
            var code = name.length() > 2 && (name.charAt(1) | 0x20) == 'x'
                    ? Integer.parseInt(name.substring(2), 16)
                    : Integer.parseInt(name.substring(1));
            return code > 0 && Character.isValidCodePoint(code) && !(code >= 0xd800 && code < 0xe000)
                    ? Character.toString(code)
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
