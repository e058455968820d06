package org.kantor.mail.extract;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Set;

/** Rich Text Format (Microsoft's specification 1.9.1), as far as its text goes. One pass; groups are counted, not called, so that depth takes no stack. */
final class RtfText {

    private static final int MOST_DEPTH = 10_000;
    private static final int LONGEST_WORD = 32;

    /** Groups that hold no text of the document. */
    private static final Set<String> DESTINATIONS = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "objdata",
            "themedata",
            "datastore",
            "listtable",
            "listoverridetable",
            "rsidtbl",
            "generator",
            "fldinst",
            "bkmkstart",
            "bkmkend",
            "xmlnstbl",
            "latentstyles",
            "filetbl",
            "revtbl");

    private static final Set<String> BREAKS = Set.of("par", "line", "tab", "cell", "row", "page", "sect");

    private record Group(boolean hidden, int skip) {}

    private final byte[] octets;
    private final BoundedText text;
    private final ArrayDeque<Group> groups = new ArrayDeque<>();
    private Group group = new Group(false, 1);
    private Charset charset = Charset.forName("windows-1252");
    private int at;
    /** Characters to leave out: what stands in for the one before in readers that know no Unicode. */
    private int pending;

    RtfText(byte[] octets, BoundedText text) {
        this.octets = octets;
        this.text = text;
    }

    void read() throws IOException {
        if (octets.length < 5 || !new String(octets, 0, 5, StandardCharsets.US_ASCII).equals("{\\rtf")) {
            throw new IOException("no RTF");
        }
        while (at < octets.length) {
            var c = (char) (octets[at++] & 0xff);
            switch (c) {
                case '{' -> {
                    if (groups.size() >= MOST_DEPTH) {
                        throw new IOException("too deep");
                    }
                    groups.push(group);
                }
                case '}' -> {
                    if (groups.isEmpty()) {
                        return;
                    }
                    group = groups.pop();
                    pending = 0;
                }
                case '\\' -> control();
                case '\r', '\n' -> {}
                default -> character(decoded((byte) c));
            }
        }
    }

    private char decoded(byte octet) {
        var decoded = new String(new byte[] {octet}, charset);
        return decoded.isEmpty() ? '\ufffd' : decoded.charAt(0);
    }

    private void character(char c) {
        if (pending > 0) {
            pending--;
        } else if (!group.hidden) {
            text.add(c);
        }
    }

    private void control() {
        if (at >= octets.length) {
            return;
        }
        var c = (char) (octets[at] & 0xff);
        if (c == '\'') {
            at++;
            var high = digit(at);
            var low = digit(at + 1);
            at = Math.min(octets.length, at + 2);
            if (high >= 0 && low >= 0) {
                character(decoded((byte) (high * 16 + low)));
            }
        } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
            word();
        } else {
            at++;
            switch (c) {
                case '*' -> group = new Group(true, group.skip);
                case '\\', '{', '}' -> character(c);
                case '~' -> character(' ');
                default -> {}
            }
        }
    }

    private int digit(int index) {
        return index < octets.length ? Character.digit(octets[index], 16) : -1;
    }

    private void word() {
        var name = new StringBuilder();
        while (at < octets.length && Character.isLetter(octets[at] & 0x7f) && octets[at] > 0) {
            if (name.length() < LONGEST_WORD) {
                name.append((char) octets[at]);
            }
            at++;
        }
        var negative = at < octets.length && octets[at] == '-';
        if (negative) {
            at++;
        }
        var number = 0;
        var digits = 0;
        while (at < octets.length && octets[at] >= '0' && octets[at] <= '9') {
            number = Math.min(number * 10 + octets[at] - '0', 100_000_000);
            digits++;
            at++;
        }
        if (at < octets.length && octets[at] == ' ') {
            at++;
        }
        obey(name.toString(), digits == 0 ? 1 : negative ? -number : number);
    }

    private void obey(String name, int number) {
        if (BREAKS.contains(name)) {
            character('\n');
        } else if (DESTINATIONS.contains(name)) {
            group = new Group(true, group.skip);
        } else if (name.equals("u")) {
            character((char) number);
            pending = group.skip;
        } else if (name.equals("uc")) {
            group = new Group(group.hidden, Math.clamp(number, 0, 100));
        } else if (name.equals("ansicpg")) {
            var wanted = "windows-" + number;
            if (Charset.isSupported(wanted)) {
                charset = Charset.forName(wanted);
            }
        } else if (name.equals("bin")) {
            at = (int) Math.min(octets.length, (long) at + Math.max(number, 0));
        }
    }
}
