package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Arrays;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.MailboxKeys;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.wire.imap.SearchKey;

/**
 * The messages that a SORT or THREAD found, each with its row of the mailbox's keys. Messages are counted here by their position among those found, which ascends with
 * sequence numbers. For one command.
 */
final class KeyedMessages {

    /** What is sorted is packed into 64 bits: a value of 39 bits, then a position of 24. */
    private static final int POSITION_BITS = 24;

    private static final int MOST = 1 << POSITION_BITS;
    private static final long HALF = 1L << 62 - POSITION_BITS;

    private final MailboxView view;
    private final MailboxKeys keys;
    private final int[] indexes;
    private final int[] rows;

    private final float[] relevance;
    private final float best;

    private KeyedMessages(MailboxView view, MailboxKeys keys, int[] indexes, int[] rows, float[] relevance) {
        this.view = view;
        this.keys = keys;
        this.indexes = indexes;
        this.rows = rows;
        this.relevance = relevance;
        this.best = Relevance.best(relevance);
    }

    /** Those that match; messages that are gone and were never looked at are left out. @param ranked whether anybody asks how relevant they are */
    static KeyedMessages matching(SearchKey key, boolean ranked, ImapSession session) throws IOException {
        var selected = session.selected();
        int[] found;
        var relevance = new float[0];
        try (var index = new IndexAnswers(session.services().index())) {
            var conditions = new SearchConditions(selected, index);
            found = SearchHandler.search(conditions.of(key), selected, session);
            if (ranked) {
                relevance = conditions.relevance(key, found);
            }
        }
        if (found.length >= MOST) {
            throw new Refused(Refused.Code.LIMIT, "There are too many messages to sort");
        }
        var keys = session.progress()
                .during(
                        selected.view().size(),
                        done -> session.services().messages().keys(selected.account(), selected.view()));
        return of(selected.view(), keys, found, relevance);
    }

    static KeyedMessages of(MailboxView view, MailboxKeys keys, int[] found) {
        return of(view, keys, found, new float[0]);
    }

    private static KeyedMessages of(MailboxView view, MailboxKeys keys, int[] found, float[] relevance) {
        var indexes = new int[found.length];
        var rows = new int[found.length];
        var ranks = new float[relevance.length];
        var count = 0;
        var next = 0;
        for (var i = 0; i < found.length; i++) {
            var index = found[i];
            var uid = view.uid(index);
            var row = next < keys.size() && keys.uid(next) == uid ? next : keys.row(uid);
            if (row >= 0) {
                indexes[count] = index;
                if (ranks.length > 0) {
                    ranks[count] = relevance[i];
                }
                rows[count++] = row;
                next = row + 1;
            }
        }
        return new KeyedMessages(
                view,
                keys,
                Arrays.copyOf(indexes, count),
                Arrays.copyOf(rows, count),
                Arrays.copyOf(ranks, ranks.length > 0 ? count : 0));
    }

    /** The less, the more relevant the message is. */
    long irrelevance(int position) {
        return best > 0 ? -(long) (relevance[position] / best * (1 << 30)) : 0;
    }

    /** How relevant messages are, in an order. */
    Relevance relevance(int[] positions) {
        if (relevance.length == 0) {
            return Relevance.NOT_ASKED;
        }
        var ordered = new float[positions.length];
        for (var i = 0; i < ordered.length; i++) {
            ordered[i] = relevance[positions[i]];
        }
        return new Relevance(ordered);
    }

    int size() {
        return rows.length;
    }

    int row(int position) {
        return rows[position];
    }

    MailboxKeys keys() {
        return keys;
    }

    int octets(int position) {
        return view.octets(indexes[position]);
    }

    /** The number that the client knows the message by. */
    long number(int position, boolean uid) {
        return uid ? view.uid(indexes[position]) : indexes[position] + 1;
    }

    /** The messages' indexes in the view. */
    int[] indexes(int[] positions) {
        return Arrays.stream(positions).map(position -> indexes[position]).toArray();
    }

    /** In seconds, as INTERNALDATE shows it. */
    long arrival(int position) {
        return Math.floorDiv(view.internalDate(indexes[position]), 1000L);
    }

    /** In seconds; a message without a date was sent when it arrived (RFC 5256 section 2.2). */
    long sent(int position) {
        var sent = keys.sentDate(rows[position]);
        return sent == MailboxKeys.NO_DATE ? arrival(position) : Math.floorDiv(sent, 1000L);
    }

    interface Value {
        long of(int position);
    }

    /** The positions in their natural order. */
    int[] positions() {
        var order = new int[rows.length];
        Arrays.setAll(order, i -> i);
        return order;
    }

    /** The positions in the order of their values; those with equal values stay as they were. Values are of 38 bits and a sign; larger ones count as the largest. */
    static int[] sorted(int[] order, Value value, boolean reverse) {
        var packed = new long[order.length];
        for (var i = 0; i < packed.length; i++) {
            var bounded = Math.clamp(value.of(order[i]), -HALF, HALF - 1);
            packed[i] = (reverse ? -1 - bounded : bounded) << POSITION_BITS | i;
        }
        Arrays.sort(packed);
        var sorted = new int[packed.length];
        for (var i = 0; i < sorted.length; i++) {
            sorted[i] = order[(int) packed[i] & MOST - 1];
        }
        return sorted;
    }
}
