package org.kantor.mail.wire.imap;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.imap.SortCriterion.Key;

/**
 * SORT and UID SORT (RFC 5256 section 3): asks in which order the messages that match come.
 *
 * @param results what is to be returned (ESORT, RFC 5267 section 3); null if the client does not say
 */
public record Sort(
        boolean uid, @Nullable SearchReturn results, List<SortCriterion> criteria, String charset, SearchKey key)
        implements Command, SearchProgram {

    static final String VERB = "SORT";

    public Sort {
        criteria = List.copyOf(criteria);
    }

    static Sort parse(Parser in, boolean uid) {
        in.space();
        var results = SearchReturn.parseIfThere(in);
        var criteria = SortCriterion.parseList(in);
        in.space();
        var charset = in.charset();
        in.space();
        var keys = SearchProgram.keysIn(charset, in);
        var command = new Sort(uid, results, criteria, SearchProgram.named(charset), keys);
        if (results != null && results.has(SearchReturn.Option.RELEVANCY) || command.sortsBy(Key.RELEVANCY)) {
            command.mayAskForRelevancy();
        }
        return command;
    }

    public boolean sortsBy(Key key) {
        return criteria.stream().anyMatch(criterion -> criterion.key() == key);
    }

    @Override
    public boolean hasNumbers() {
        return !uid || key.asks(SearchKey.Sequence.class);
    }

    @Override
    public void write(CommandWriter out) {
        out.uid(uid).raw(VERB).space();
        if (results != null) {
            out.raw("RETURN " + results + " ");
        }
        out.raw(criteria.stream().map(SortCriterion::toString).collect(Collectors.joining(" ", "(", ")")));
        out.space().astring(charset).space();
        key.write(out);
    }
}
