package org.kantor.mail.wire.mbox;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The flags that the fields of one message say. Of more keywords, or longer fields in sum, than a message can reasonably have the first are read and the rest is passed over,
 * so that a file cannot fill the memory with words.
 */
final class FlagFields {

    /** Keywords of a message, twice as many as it can have in a mailbox. */
    static final int MOST_KEYWORDS = 200;

    /** Of all fields of keywords of a message and their folded lines, in characters: as many as a hundred keywords of the greatest length need. */
    static final int LONGEST = 32_000;

    private final Set<String> flags = new LinkedHashSet<>();
    private int left = LONGEST;
    private int words = MOST_KEYWORDS;

    /** As IMAP writes them. */
    Set<String> flags() {
        return flags;
    }

    /** @param line with the name of one of {@link Mbox#FIELDS} */
    void field(String line) {
        var colon = line.indexOf(':');
        var value = line.substring(colon + 1);
        switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "status" -> {
                if (value.indexOf('R') >= 0) {
                    flags.add("\\Seen");
                }
            }
            case "x-status" ->
                Mbox.X_STATUS.forEach((letter, flag) -> {
                    if (value.indexOf(letter) >= 0) {
                        flags.add(flag);
                    }
                });
            default -> keywords(value);
        }
    }

    /** The rest of a folded field can only be of {@code X-Keywords}. */
    void folded(String line) {
        keywords(line);
    }

    private void keywords(String text) {
        var all = new StringTokenizer(taken(text), " \t\r\n\f\013,");
        while (words > 0 && all.hasMoreTokens()) {
            if (flags.add(all.nextToken())) {
                words--;
            }
        }
    }

    private String taken(String text) {
        var taken = text.length() <= left ? text : text.substring(0, left);
        left -= taken.length();
        return taken;
    }
}
