package org.kantor.webmail.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    /** Shorter history is no burden. */
    private static final int FOLDED_FROM = 4;

    /** Longer quotations are folded even where they are answered below. */
    private static final int LONG = 13;

    private record Line(int depth, String text) {}

    private TextToHtml() {}

    /** @param folds whether earlier messages are folded: below all that the author wrote, and long quotations */
    static String convert(Reading.Text source, boolean folds) {
        var lines = lines(source);
        var history = folds ? history(lines) : lines.size();
        var out = new StringBuilder(source.text().length() + 200).append("<div class=\"k-text\">");
        var depth = 0;
        var folded = false;
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var begins = i == history
                    || folds
                            && i < history
                            && depth == 0
                            && line.depth > 0
                            && quotedLines(lines, i) >= LONG
                            && answered(lines, i);
            if (begins && !folded) {
                for (; depth > 0; depth--) {
                    out.append("</blockquote>");
                }
                out.append(SafeWriter.FOLD);
                folded = true;
            }
            for (; depth < line.depth; depth++) {
                out.append("<blockquote>");
            }
            for (; depth > line.depth; depth--) {
                out.append("</blockquote>");
            }
            if (depth == 0 && folded && i < history) {
                out.append("</details>");
                folded = false;
            }
            linked(line.text, out);
            out.append('\n');
        }
        out.append("</blockquote>".repeat(depth));
        return out.append(folded ? "</details></div>" : "</div>").toString();
    }

    /** The line from which on there is nothing new: quotations, with the attribution above them, or all below the header of an earlier message. */
    private static int history(List<Line> lines) {
        var end = header(lines);
        var answeredBelow = end < lines.size() && QuoteMarks.saysAnsweredBelow(text(lines, 0, end));
        if (answeredBelow) {
            return lines.size();
        }
        var first = end;
        while (first > 0
                && (lines.get(first - 1).depth > 0 || lines.get(first - 1).text.isBlank())) {
            first--;
        }
        if (first == end && end == lines.size()
                || end == lines.size() && lines.subList(first, end).stream().noneMatch(line -> line.depth > 0)) {
            return lines.size();
        }
        var start = first;
        for (var above = 1; above <= 3 && first - above >= 0; above++) {
            if (QuoteMarks.isAttribution(text(lines, first - above, first).replace('\n', ' '))) {
                start = first - above;
                break;
            }
        }
        while (start < end && lines.get(start).text.isBlank() && lines.get(start).depth == 0) {
            start++;
        }
        var nothingNew = lines.subList(0, start).stream().allMatch(line -> line.text.isBlank());
        var forwarded = QuoteMarks.isForwarded(text(lines, Math.max(0, start - 2), Math.min(lines.size(), start + 2)));
        return nothingNew || forwarded || lines.size() - start < FOLDED_FROM ? lines.size() : start;
    }

    private static int header(List<Line> lines) {
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.depth == 0
                    && line.text.length() < 200
                    && (QuoteMarks.isOriginalLine(line.text)
                            || line.text.indexOf(':') > 0
                                    && QuoteMarks.isHeader(text(lines, i, Math.min(lines.size(), i + 8))))) {
                return i;
            }
        }
        return lines.size();
    }

    private static String text(List<Line> lines, int from, int to) {
        return lines.subList(from, to).stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    private static boolean answered(List<Line> lines, int from) {
        return lines.subList(from, lines.size()).stream().anyMatch(line -> line.depth == 0 && !line.text.isBlank());
    }

    private static int quotedLines(List<Line> lines, int from) {
        var i = from;
        while (i < lines.size() && lines.get(i).depth > 0) {
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
