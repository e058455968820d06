package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.kantor.mail.wire.imap.SearchReturn;
import org.kantor.mail.wire.imap.SearchReturn.Option;
import org.kantor.mail.wire.imap.SequenceSet;

/**
 * What a search returns when the client says what it wants: the ESEARCH response (RFC 4731 section 3.1), and the messages that {@code $} stands for
 * from then on (RFC 5182).
 *
 * @param found the indexes of the messages, in the order of the results
 * @param modseqs whether change numbers were searched for (RFC 7162 section 3.1.10)
 */
record SearchResults(SearchReturn asked, int[] found, boolean uid, boolean modseqs) {

    void answer(ImapSession session) throws IOException {
        if (asked.has(Option.SAVE)) {
            save(session.selected());
        }
        if (asked.options().size() > (asked.has(Option.SAVE) ? 1 : 0) || asked.partial() != null) {
            write(session);
        }
    }

    private void write(ImapSession session) throws IOException {
        var selected = session.selected();
        var out = session.out();
        out.raw("* ESEARCH (TAG \"").raw(session.tag()).raw("\")");
        if (uid) {
            out.raw(" UID");
        }
        if (found.length > 0) {
            if (asked.has(Option.MIN)) {
                out.raw(" MIN ").number(number(selected, found[0]));
            }
            if (asked.has(Option.MAX)) {
                out.raw(" MAX ").number(number(selected, found[found.length - 1]));
            }
            if (asked.has(Option.ALL)) {
                out.raw(" ALL ").raw(set(selected, found).toString());
            }
        }
        if (asked.has(Option.COUNT)) {
            out.raw(" COUNT ").number(found.length);
        }
        if (asked.partial() != null) {
            var part = partial();
            out.raw(" PARTIAL (").raw(asked.partial().toString()).space();
            out.raw(part.length == 0 ? "NIL" : set(selected, part).toString()).raw(')');
        }
        if (modseqs && found.length > 0) {
            var shown = asked.has(Option.ALL) || asked.has(Option.COUNT) ? found : returned();
            out.raw(" MODSEQ ").number(SearchHandler.newest(shown, selected.view()));
        }
        out.crlf();
    }

    private long number(SelectedMailbox selected, int index) {
        return uid ? selected.view().uid(index) : index + 1;
    }

    private SequenceSet set(SelectedMailbox selected, int[] indexes) {
        return SequenceSet.of(Arrays.stream(indexes)
                .mapToLong(index -> number(selected, index))
                .toArray());
    }

    private int[] partial() {
        var partial = asked.partial();
        return partial == null
                ? new int[0]
                : Arrays.copyOfRange(found, partial.from(found.length), partial.to(found.length));
    }

    /** Those that MIN, MAX and PARTIAL return. */
    private int[] returned() {
        var returned = Arrays.stream(partial());
        if (found.length > 0 && asked.has(Option.MIN)) {
            returned = IntStream.concat(returned, IntStream.of(found[0]));
        }
        if (found.length > 0 && asked.has(Option.MAX)) {
            returned = IntStream.concat(returned, IntStream.of(found[found.length - 1]));
        }
        return returned.sorted().distinct().toArray();
    }

    /** All that was found, or only what is returned when that is less (RFC 5182 section 2.4, RFC 9394 section 3.2). */
    private void save(SelectedMailbox selected) {
        var some = (asked.has(Option.MIN) || asked.has(Option.MAX) || asked.partial() != null)
                && !asked.has(Option.ALL)
                && !asked.has(Option.COUNT);
        selected.save(
                selected.uids(some ? returned() : Arrays.stream(found).sorted().toArray()));
    }
}
