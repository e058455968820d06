package org.kantor.webmail.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Turns plain text into mark-up: addresses become links, quoted lines become nested quotations, earlier messages are folded, flowed lines are joined
 * (RFC 3676). Everything else stays exactly as it was written.
 */
final class TextToHtml {

    private static final Pattern LINK = Pattern.compile(
            "(?<![\\p{L}\\p{N}_.@-])(?:(https?://[^\\s<>\"`{}|\\\\^]{1,4000}+)|(www\\.[^\\s<>\"`{}|\\\\^]{1,2000}+)"
                    + "|([A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}+(?:\\.[A-Za-z0-9-]{1,63}+){1,8}+))",
            Pattern.CASE_INSENSITIVE);
    private static final int MAX_QUOTE_DEPTH = 20;
    private static final int FOLDED_FROM = 4;

    private record Line(int depth, String text) {}

    private TextToHtml() {}

    static String convert(Reading.Text source) {
        var lines = lines(source);
        var out = new StringBuilder(source.text().length() + 200).append("<div class=\"k-text\">");
        var depth = 0;
        var wroteOwn = false;
        var folded = false;
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (depth == 0 && line.depth > 0 && wroteOwn && quotedLines(lines, i) >= FOLDED_FROM) {
                out.append("<details class=\"k-quote\"><summary>•••</summary>");
                folded = true;
            }
            for (; depth < line.depth; depth++) {
                out.append("<blockquote>");
            }
            for (; depth > line.depth; depth--) {
                out.append("</blockquote>");
            }
            if (depth == 0) {
                if (folded) {
                    out.append("</details>");
                    folded = false;
                }
                wroteOwn |= !line.text.isBlank();
            }
            linked(line.text, out);
            out.append('\n');
        }
        out.append("</blockquote>".repeat(depth));
        return out.append(folded ? "</details></div>" : "</div>").toString();
    }

    private static int quotedLines(List<Line> lines, int from) {
        var i = from;
        while (i < lines.size() && i - from < FOLDED_FROM && lines.get(i).depth > 0) {
            i++;
        }
        return i - from;
    }

    private static List<Line> lines(Reading.Text source) {
        var lines = new ArrayList<Line>();
        var joined = new StringBuilder();
        var joinedDepth = -1;
        for (var raw : (Iterable<String>) source.text().lines()::iterator) {
            var depth = 0;
            var at = 0;
            while (at < raw.length() && raw.charAt(at) == '>') {
                depth++;
                at++;
                if (!source.flowed() && at + 1 < raw.length() && raw.charAt(at) == ' ' && raw.charAt(at + 1) == '>') {
                    at++;
                }
            }
            var text = raw.substring(at);
            if (text.startsWith(" ") && (source.flowed() || depth > 0)) {
                text = text.substring(1);
            }
            depth = Math.min(depth, MAX_QUOTE_DEPTH);
            var goesOn = source.flowed() && text.endsWith(" ") && !text.equals("-- ");
            if (joinedDepth >= 0 && (joinedDepth != depth || text.equals("-- "))) {
                lines.add(new Line(joinedDepth, joined.toString()));
                joined.setLength(0);
                joinedDepth = -1;
            }
            joined.append(goesOn && source.deleteSpace() ? text.substring(0, text.length() - 1) : text);
            if (goesOn) {
                joinedDepth = depth;
            } else {
                lines.add(new Line(depth, joined.toString()));
                joined.setLength(0);
                joinedDepth = -1;
            }
        }
        if (joinedDepth >= 0) {
            lines.add(new Line(joinedDepth, joined.toString()));
        }
        return lines;
    }

    private static void linked(String text, StringBuilder out) {
        if (text.indexOf("://") < 0
                && text.indexOf('@') < 0
                && !text.toLowerCase(Locale.ROOT).contains("www.")) {
            Markup.text(text, out);
            return;
        }
        var matcher = LINK.matcher(text);
        var at = 0;
        while (matcher.find()) {
            var end =
                    matcher.group(3) == null ? withoutPunctuation(text, matcher.start(), matcher.end()) : matcher.end();
            var shown = text.substring(matcher.start(), end);
            var address = matcher.group(1) != null
                    ? shown
                    : matcher.group(2) != null ? "https://" + shown : "mailto:" + shown;
            Markup.text(text.substring(at, matcher.start()), out);
            out.append("<a");
            Markup.attribute("href", address, out);
            Markup.attribute("target", "_blank", out);
            Markup.attribute("rel", "noopener noreferrer", out);
            out.append('>');
            Markup.text(shown, out);
            out.append("</a>");
            at = end;
        }
        Markup.text(text.substring(at), out);
    }

    /** A sentence's punctuation is not part of the address that ends it, nor a bracket that was opened before it. */
    private static int withoutPunctuation(String text, int start, int from) {
        var address = text.substring(start, from);
        var closing = (address.indexOf('(') < 0 ? ")" : "") + (address.indexOf('[') < 0 ? "]" : "") + ".,;:!?'*_";
        var end = from;
        while (end > start + 4) {
            if (closing.indexOf(text.charAt(end - 1)) < 0) {
                break;
            }
            end--;
        }
        return end;
    }
}
