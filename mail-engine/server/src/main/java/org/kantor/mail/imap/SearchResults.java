package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.wire.imap.ResponseWriter;
import org.kantor.mail.wire.imap.SearchReturn;
import org.kantor.mail.wire.imap.SearchReturn.Option;
import org.kantor.mail.wire.imap.SequenceSet;

/**
 * What a search returns when the client says what it wants: the ESEARCH response (RFC 4731 section 3.1), and the messages that {@code $} stands for
 * from then on (RFC 5182).
 *
 * @param found the indexes of the messages, in the order of the results
 * @param modseqs whether change numbers were searched for (RFC 7162 section 3.1.10)
 * @param of the mailbox that the response names (RFC 7377 section 2.1), which it does only if there are results; empty for the one that is selected
 */
record SearchResults(
        SearchReturn asked, int[] found, Relevance relevance, boolean uid, boolean modseqs, Optional<Mailbox> of) {

    /** Saves in the selected mailbox what is to be saved, and writes the rest. @param searched where it was found */
    void answer(Searched searched, ImapSession session) throws IOException {
        if (asked.has(Option.SAVE)) {
            save(session.selected());
        }
        if (of.isPresent() && found.length == 0) {
            return;
        }
        if (asked.options().size() > (asked.has(Option.SAVE) ? 1 : 0) || asked.partial() != null) {
            write(searched, session);
        }
    }

    private void write(Searched searched, ImapSession session) throws IOException {
        var out = session.out();
        out.raw("* ESEARCH (TAG \"").raw(session.tag()).raw('"');
        if (of.isPresent()) {
            out.raw(" MAILBOX ").mailbox(of.get().name());
            out.raw(" UIDVALIDITY ").number(of.get().uidValidity());
        }
        out.raw(')');
        if (uid) {
            out.raw(" UID");
        }
        if (found.length > 0) {
            if (asked.has(Option.MIN)) {
                out.raw(" MIN ").number(number(searched, found[0]));
            }
            if (asked.has(Option.MAX)) {
                out.raw(" MAX ").number(number(searched, found[found.length - 1]));
            }
            if (asked.has(Option.ALL)) {
                out.raw(" ALL ").raw(set(searched, found).toString());
            }
        }
        if (asked.has(Option.COUNT)) {
            out.raw(" COUNT ").number(found.length);
        }
        if (asked.partial() != null) {
            var part = partial();
            out.raw(" PARTIAL (").raw(asked.partial().toString()).space();
            out.raw(part.length == 0 ? "NIL" : set(searched, part).toString()).raw(')');
        }
        if (asked.has(Option.RELEVANCY)) {
            scores(out);
        }
        if (modseqs && found.length > 0) {
            var shown = asked.has(Option.ALL) || asked.has(Option.COUNT) ? found : returned();
            out.raw(" MODSEQ ").number(SearchHandler.newest(shown, searched.view()));
        }
        out.crlf();
    }

    /** Of what is listed, in the same order (RFC 6203 section 4). */
    private void scores(ResponseWriter out) throws IOException {
        var partial = asked.partial();
        var from = partial == null ? 0 : partial.from(found.length);
        var to = partial == null ? found.length : partial.to(found.length);
        out.raw(" RELEVANCY (");
        for (var position = from; position < to; position++) {
            out.raw(position == from ? "" : " ").number(relevance.score(position));
        }
        out.raw(')');
    }

    private long number(Searched searched, int index) {
        return uid ? searched.view().uid(index) : index + 1;
    }

    private SequenceSet set(Searched searched, int[] indexes) {
        return SequenceSet.of(Arrays.stream(indexes)
                .mapToLong(index -> number(searched, index))
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
