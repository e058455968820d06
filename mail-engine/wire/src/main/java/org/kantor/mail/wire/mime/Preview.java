package org.kantor.mail.wire.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * The first words of a message, for lists. Quoted text, the line that introduces it, signatures and the invisible padding of newsletters are skipped, unless
 * there is nothing else.
 */
final class Preview {

    private static final int LENGTH = 200;
    private static final int FIRST_OCTETS = 8 * 1024;
    private static final int MOST_OCTETS = 128 * 1024;
    private static final int MAX_CANDIDATES = 4;

    private Preview() {}

    static String of(byte[] message, BodyPart structure) {
        var candidates = new ArrayList<BodyPart>();
        collect(structure, candidates);
        for (var part : candidates) {
            var text = of(message, part, FIRST_OCTETS);
            if (text.length() < LENGTH / 2 && part.size() > FIRST_OCTETS) {
                text = of(message, part, MOST_OCTETS);
            }
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static void collect(BodyPart part, List<BodyPart> found) {
        if (found.size() == MAX_CANDIDATES || "ATTACHMENT".equals(part.disposition())) {
            return;
        }
        if (part.type().equals("TEXT")) {
            if (part.subtype().equals("PLAIN") || part.subtype().equals("HTML")) {
                found.add(part);
            }
            return;
        }
        for (var child : part.children()) {
            collect(child, found);
        }
    }

    private static String of(byte[] message, BodyPart part, int octets) {
        var text = TextDecoder.text(message, part, octets);
        if (part.subtype().equals("HTML")) {
            return collapse(HtmlText.of(text, LENGTH * 8));
        }
        var own = collapse(ownWords(text));
        return own.isEmpty() ? collapse(text) : own;
    }

    /** The lines before the signature that are neither quoted nor introduce a quotation. */
    private static String ownWords(String text) {
        var out = new StringBuilder();
        var lines = text.lines().iterator();
        var previous = "";
        while (lines.hasNext() && out.length() < LENGTH * 4) {
            var line = lines.next().strip();
            if (line.startsWith(">")) {
                if (!previous.endsWith(":")) {
                    out.append(previous).append('\n');
                }
                previous = "";
            } else if (line.equals("--")) {
                break;
            } else if (!line.isEmpty()) {
                out.append(previous).append('\n');
                previous = line;
            }
        }
        return out.append(previous).toString();
    }

    private static String collapse(String text) {
        var out = new StringBuilder(LENGTH + 2);
        var space = false;
        for (var i = 0; i < text.length() && out.length() < LENGTH; ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || c == 0xa0 || Character.isISOControl(c)) {
                space = true;
            } else if (!invisible(c)) {
                if (space && !out.isEmpty()) {
                    out.append(' ');
                }
                space = false;
                out.appendCodePoint(c);
            }
        }
        return HeaderText.withoutControls(out.toString());
    }

    private static boolean invisible(int c) {
        return c == 0xad
                || c == 0x34f
                || c >= 0x200b && c <= 0x200c
                || c == 0x2060
                || c == 0xfeff
                || c >= 0x202a && c <= 0x202e;
    }
}
