package org.kantor.mail.wire.smtp;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a server announced in its answer to EHLO (RFC 5321 section 4.1.1.1): keywords in upper case, each with its parameters as written. */
public record Extensions(Map<String, String> keywords) {

    /** A server that knows only HELO. */
    public static final Extensions NONE = new Extensions(Map.of());

    public Extensions {
        keywords = Map.copyOf(keywords);
    }

    public static Extensions of(Reply ehlo) {
        var keywords = new HashMap<String, String>();
        List<String> lines = ehlo.lines();
        for (var line : lines.subList(1, lines.size())) {
            var space = line.indexOf(' ');
            var keyword = space < 0 ? line : line.substring(0, space);
            keywords.put(
                    keyword.toUpperCase(Locale.ROOT),
                    space < 0 ? "" : line.substring(space + 1).strip());
        }
        return new Extensions(keywords);
    }

    public boolean has(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** The largest message the server takes (RFC 1870); {@link Long#MAX_VALUE} if it sets no limit. */
    public long maxSize() {
        var size = keywords.getOrDefault("SIZE", "");
        return size.matches("[1-9]\\d{0,17}") ? Long.parseLong(size) : Long.MAX_VALUE;
    }
}
