package org.kantor.mail.wire.imap;

import java.util.List;
import java.util.stream.Collectors;

/**
 * SORT and UID SORT (RFC 5256 section 3): asks in which order the messages that match come.
 *
 * @param charset as written, in upper case
 * @param key ALL when the charset is not a {@linkplain #charsetKnown known} one, since the texts cannot be read then
 */
public record Sort(boolean uid, List<SortCriterion> criteria, String charset, SearchKey key) implements Command {

    static final String VERB = "SORT";

    public Sort {
        criteria = List.copyOf(criteria);
    }

    public boolean charsetKnown() {
        return Search.isKnown(charset);
    }

    static Sort parse(Parser in, boolean uid) {
        in.space();
        var criteria = SortCriterion.parseList(in);
        in.space();
        var charset = in.charset();
        in.space();
        return new Sort(uid, criteria, charset, Search.keysIn(charset, in));
    }

    @Override
    public boolean hasNumbers() {
        return !uid || key.asks(SearchKey.Sequence.class);
    }

    @Override
    public void write(CommandWriter out) {
        out.uid(uid).raw(VERB).space();
        out.raw(criteria.stream().map(SortCriterion::toString).collect(Collectors.joining(" ", "(", ")")));
        out.space().astring(charset).space();
        key.write(out);
    }
}
