package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of SELECT and EXAMINE (RFC 4466 section 2.1, RFC 7162 sections 3.1.8 and 3.2.5).
 *
 * @param condstore whether CONDSTORE is turned on
 * @param resync what the client remembers of the mailbox; null if it does not ask to be brought up to date
 */
public record SelectParameters(boolean condstore, @Nullable Resync resync) {

    public static final SelectParameters NONE = new SelectParameters(false, null);

    /**
     * QRESYNC: what a client remembers of its last session.
     *
     * @param modseq the change number up to which it has heard of everything
     * @param known the UIDs that it knows; null for all
     * @param match a sample of sequence numbers and the UIDs that they had; null if none is given
     */
    public record Resync(
            long uidValidity,
            long modseq,
            @Nullable SequenceSet known,
            @Nullable Match match) {}

    /** Sequence numbers and UIDs, pairwise. */
    public record Match(SequenceSet numbers, SequenceSet uids) {}

    static SelectParameters parse(Parser in) {
        if (in.atEnd()) {
            return NONE;
        }
        in.space();
        var all = new ArrayList<String>();
        var resyncs = new ArrayList<Resync>();
        in.list(() -> all.add(parameter(in, resyncs)));
        in.end();
        if (all.stream().distinct().count() < all.size()) {
            throw new ImapSyntaxException("A parameter is given twice");
        }
        return new SelectParameters(all.contains("CONDSTORE"), resyncs.isEmpty() ? null : resyncs.getFirst());
    }

    private static String parameter(Parser in, List<Resync> resyncs) {
        var name = in.keyword();
        switch (name) {
            case "CONDSTORE" -> {
                return name;
            }
            case "QRESYNC" -> {
                in.space();
                resyncs.add(resync(in));
                return name;
            }
            default -> throw new ImapSyntaxException("There is no such parameter");
        }
    }

    private static Resync resync(Parser in) {
        in.expect('(');
        var uidValidity = in.nzNumber();
        in.space();
        var modseq = in.nzModseq();
        SequenceSet known = null;
        Match match = null;
        if (in.accept(' ')) {
            if (!in.sees('(')) {
                known = written(in);
            }
            if (known == null || in.accept(' ')) {
                match = match(in);
            }
        }
        in.expect(')');
        return new Resync(uidValidity, modseq, known, match);
    }

    private static Match match(Parser in) {
        in.expect('(');
        var numbers = written(in);
        in.space();
        var uids = written(in);
        in.expect(')');
        return new Match(numbers, uids);
    }

    private static SequenceSet written(Parser in) {
        var set = SequenceSet.parse(in);
        if (!set.isWritten() || set.isSaved()) {
            throw new ImapSyntaxException("A set that is remembered names its numbers");
        }
        return set;
    }

    void write(CommandWriter out) {
        if (equals(NONE)) {
            return;
        }
        out.space().raw(condstore ? "(CONDSTORE" : "(");
        if (resync != null) {
            out.raw(condstore ? " QRESYNC (" : "QRESYNC (").raw(resync.uidValidity + " " + resync.modseq);
            if (resync.known != null) {
                out.space().raw(resync.known.toString());
            }
            if (resync.match != null) {
                out.raw(" (" + resync.match.numbers + " " + resync.match.uids + ")");
            }
            out.raw(")");
        }
        out.raw(")");
    }
}
