package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.List;

/** By what SORT orders (RFC 5256 section 3, RFC 5957 section 3, RFC 6203 section 6), in reverse or not. */
public record SortCriterion(Key key, boolean reverse) {

    public enum Key {
        ARRIVAL,
        CC,
        DATE,
        DISPLAYFROM,
        DISPLAYTO,
        FROM,
        /** RFC 6203 section 6: the most relevant first. */
        RELEVANCY,
        SIZE,
        SUBJECT,
        TO
    }

    /** More criteria than this can order nothing further. */
    private static final int MOST = 2 * Key.values().length;

    static List<SortCriterion> parseList(Parser in) {
        var all = new ArrayList<SortCriterion>();
        in.list(() -> all.add(parse(in)));
        if (all.size() > MOST) {
            throw new ImapSyntaxException("SORT has too many criteria");
        }
        return all;
    }

    private static SortCriterion parse(Parser in) {
        var name = in.keyword();
        var reverse = name.equals("REVERSE");
        if (reverse) {
            in.space();
            name = in.keyword();
        }
        for (var key : Key.values()) {
            if (key.name().equals(name)) {
                return new SortCriterion(key, reverse);
            }
        }
        throw new ImapSyntaxException("SORT does not know this criterion");
    }

    @Override
    public String toString() {
        return (reverse ? "REVERSE " : "") + key.name();
    }
}
