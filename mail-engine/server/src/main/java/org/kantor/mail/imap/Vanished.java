package org.kantor.mail.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.wire.imap.SelectParameters;
import org.kantor.mail.wire.imap.SequenceSet;
import org.kantor.mail.wire.imap.SequenceSet.Range;

/**
 * Which UIDs a client that comes back must forget: what VANISHED (EARLIER) says (RFC 7162 sections 3.2.5 and 3.2.6).
 *
 * @param view the mailbox as the client will know it; what is in it has not vanished
 * @param asked the UIDs that the client asks about, ascending and without overlaps
 */
record Vanished(MailboxView view, List<Range> asked) {

    /** @param set {@code *} is the highest UID that was ever given */
    static Vanished among(MailboxView view, SequenceSet set) {
        return new Vanished(view, set.resolve(view.uidNext() - 1));
    }

    static Vanished any(MailboxView view) {
        return new Vanished(view, List.of(new Range(1, Long.MAX_VALUE)));
    }

    /** Those above that UID. */
    Vanished above(long uid) {
        var rest = asked.stream()
                .filter(range -> range.last() > uid)
                .map(range -> new Range(Math.max(range.first(), uid + 1), range.last()))
                .toList();
        return new Vanished(view, rest);
    }

    boolean asks(long uid) {
        for (var range : asked) {
            if (uid <= range.last()) {
                return uid >= range.first();
            }
        }
        return false;
    }

    /** Those among the removed. @param removed ascending */
    SequenceSet of(long[] removed) {
        var next = asked.iterator();
        var uids = new long[removed.length];
        var count = 0;
        var range = next.hasNext() ? next.next() : null;
        for (var uid : removed) {
            while (range != null && range.last() < uid) {
                range = next.hasNext() ? next.next() : null;
            }
            if (range == null) {
                break;
            }
            if (uid >= range.first() && view.indexOf(uid) < 0) {
                uids[count++] = uid;
            }
        }
        return SequenceSet.of(Arrays.copyOf(uids, count));
    }

    /** All that were given once and are not there, for when nobody knows what was removed since. */
    SequenceSet absent() {
        var gaps = new ArrayList<Range>();
        for (var range : asked) {
            var last = Math.min(range.last(), view.uidNext() - 1);
            var from = range.first();
            var at = view.indexOf(from);
            for (var index = at < 0 ? -at - 1 : at; index < view.size() && view.uid(index) <= last; index++) {
                if (view.uid(index) > from) {
                    gaps.add(new Range(from, view.uid(index) - 1));
                }
                from = view.uid(index) + 1;
            }
            if (from <= last) {
                gaps.add(new Range(from, last));
            }
        }
        return new SequenceSet(gaps);
    }

    /**
     * The highest UID of the sample that has kept its number, so that nothing below it was removed without the client's knowledge (RFC 7162 section
     * 3.2.5.2); 0 if there is none. Sets of different lengths are read as far as both go.
     */
    static long matched(MailboxView view, SelectParameters.Match match) {
        var uids = new Numbers(match.uids());
        var numbers = new Numbers(match.numbers());
        var matched = 0L;
        while (true) {
            var number = numbers.next();
            var uid = uids.next();
            if (number == 0 || uid == 0 || number > view.size()) {
                return matched;
            }
            if (view.uid((int) number - 1) == uid) {
                matched = Math.max(matched, uid);
            }
        }
    }

    /** The numbers of a set one by one, as written; 0 at the end. */
    private static final class Numbers {

        private final List<Range> ranges;
        private int range;
        private long passed;

        Numbers(SequenceSet set) {
            this.ranges = set.ranges();
        }

        long next() {
            if (range == ranges.size()) {
                return 0;
            }
            var here = ranges.get(range);
            var low = here.low(0);
            var number = low + passed++;
            if (number == here.high(0)) {
                range++;
                passed = 0;
            }
            return number;
        }
    }
}
