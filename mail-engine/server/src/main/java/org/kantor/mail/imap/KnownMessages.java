package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.MailboxView;

/**
 * What a session has told its client of the selected mailbox: the one owner of sequence numbers. It moves from the view that the client knows to a fresh one
 * and says what the client must hear for that (RFC 3501 sections 7.3 and 7.4.1). Where EXPUNGE is not allowed, removed messages stay,
 * as ghosts with their last flags, so that every sequence number keeps its meaning until the client can be told.
 */
final class KnownMessages {

    /** Who tells the client. Sequence numbers are those of the moment of the call. */
    interface Teller {
        /** @param numbers those of the moment when all before have been told of */
        void removed(int[] numbers, long[] uids) throws IOException;

        void flags(int number) throws IOException;

        /** Only the change number is another than the client expects. */
        void modseq(int number) throws IOException;

        /** Keywords that the client has not heard of are in use. */
        void keywords() throws IOException;

        void exists(int count) throws IOException;
    }

    /**
     * A change that the client itself asked for.
     *
     * @param uids ascending
     * @param hears what it wants to hear of these messages, unless their flags are others than it expects
     */
    record Own(long[] uids, FlagChange change, Hears hears) {

        enum Hears {
            FLAGS,
            /** The change number, even where nothing changed (RFC 7162 section 3.1.3). */
            MODSEQ,
            /** The change number where it is a new one. */
            NEW_MODSEQ,
            NOTHING
        }
    }

    private MailboxView known;
    private Set<String> keywords;
    private boolean tellsOthers = true;
    private boolean keptQuiet;

    KnownMessages(MailboxView first) {
        this.known = first;
        this.keywords = first.keywords();
    }

    /** The messages by sequence number (less one), as the client knows them. */
    MailboxView view() {
        return known;
    }

    /** Whether the message has been removed, which the client does not know yet. */
    boolean isGone(int index) {
        return known instanceof Ghosts ghosts && ghosts.isGone(index);
    }

    /** Moves to the fresh view. */
    void advance(MailboxView fresh, boolean mayExpunge, @Nullable Own own, Teller teller) throws IOException {
        advance(fresh, mayExpunge, own, true, teller);
    }

    /**
     * The same for a client that may not want to hear of all.
     *
     * @param othersFlags whether it wants to hear of flags that it did not change itself
     * @return whether nothing that has changed was kept from it for that
     */
    boolean advance(MailboxView fresh, boolean mayExpunge, @Nullable Own own, boolean othersFlags, Teller teller)
            throws IOException {
        tellsOthers = othersFlags;
        keptQuiet = false;
        if (fresh == known && own == null) {
            return true;
        }
        var before = known;
        var removed = before instanceof Ghosts || isAnyRemoved(before, fresh);
        if (removed && mayExpunge) {
            known = fresh;
            tellRemoved(before, fresh, teller);
        } else {
            known = removed ? Ghosts.of(before, fresh) : fresh;
        }
        tellKeywords(teller);
        if (known.size() > survivors(before, known)) {
            teller.exists(known.size());
        }
        if (removed) {
            tellFlags(before, own, teller);
        } else {
            tellFlagsInPlace(before, own, teller);
        }
        return !keptQuiet;
    }

    private void tellKeywords(Teller teller) throws IOException {
        var now = known.keywords();
        if (!keywords.containsAll(now)) {
            teller.keywords();
        }
        keywords = now;
    }

    /** New messages are all above the last one that was known. */
    private static int survivors(MailboxView before, MailboxView after) {
        if (before.size() == 0) {
            return 0;
        }
        var at = after.indexOf(before.uid(before.size() - 1));
        return at >= 0 ? at + 1 : -at - 1;
    }

    private static boolean isAnyRemoved(MailboxView before, MailboxView fresh) {
        if (before.size() == 0) {
            return false;
        }
        if (fresh.size() < before.size()) {
            return true;
        }
        // UIDs ascend: the first n are the same exactly if the n-th is
        return fresh.uid(before.size() - 1) != before.uid(before.size() - 1);
    }

    private static void tellRemoved(MailboxView before, MailboxView fresh, Teller teller) throws IOException {
        var numbers = new int[before.size()];
        var uids = new long[before.size()];
        var count = 0;
        var to = 0;
        for (var from = 0; from < before.size(); from++) {
            if (to < fresh.size() && fresh.uid(to) == before.uid(from)) {
                to++;
            } else {
                uids[count] = before.uid(from);
                numbers[count++] = to + 1;
            }
        }
        teller.removed(Arrays.copyOf(numbers, count), Arrays.copyOf(uids, count));
    }

    /** The same when no message has been removed: each has kept its index, and most are as they were. */
    private void tellFlagsInPlace(MailboxView before, @Nullable Own own, Teller teller) throws IOException {
        var asked = own == null ? new int[0] : indexes(before, own.uids);
        var next = 0;
        for (var index = 0; index < before.size(); index++) {
            var different = known.firstDifferent(before, index);
            index = next < asked.length ? Math.min(different, asked[next]) : different;
            if (index >= before.size()) {
                return;
            }
            if (next < asked.length && asked[next] == index && own != null) {
                next++;
                tellOwn(before, index, own, index, teller);
            } else {
                tellOthers(before, index, index, teller);
            }
        }
    }

    private static int[] indexes(MailboxView view, long[] uids) {
        var indexes = new int[uids.length];
        var count = 0;
        for (var uid : uids) {
            var index = view.indexOf(uid);
            if (index >= 0) {
                indexes[count++] = index;
            }
        }
        return Arrays.copyOf(indexes, count);
    }

    private void tellFlags(MailboxView before, @Nullable Own own, Teller teller) throws IOException {
        var from = 0;
        var mine = 0;
        for (var to = 0; to < known.size() && from < before.size(); to++) {
            var uid = known.uid(to);
            while (from < before.size() && before.uid(from) < uid) {
                from++;
            }
            if (from == before.size()) {
                return;
            }
            if (before.uid(from) != uid) {
                continue;
            }
            if (own == null) {
                tellOthers(before, from, to, teller);
                continue;
            }
            while (mine < own.uids.length && own.uids[mine] < uid) {
                mine++;
            }
            if (mine < own.uids.length && own.uids[mine] == uid) {
                tellOwn(before, from, own, to, teller);
            } else {
                tellOthers(before, from, to, teller);
            }
        }
    }

    private void tellOwn(MailboxView before, int from, Own own, int to, Teller teller) throws IOException {
        if (isGone(to)) {
            return;
        }
        if (own.hears == Own.Hears.FLAGS || !expected(before, from, own.change, to)) {
            teller.flags(to + 1);
        } else if (own.hears == Own.Hears.MODSEQ
                || own.hears == Own.Hears.NEW_MODSEQ && before.modseq(from) != known.modseq(to)) {
            teller.modseq(to + 1);
        }
    }

    private void tellOthers(MailboxView before, int from, int to, Teller teller) throws IOException {
        if (before.modseq(from) == known.modseq(to)) {
            return;
        }
        if (!tellsOthers) {
            keptQuiet = true;
            return;
        }
        if (before.flags(from) != known.flags(to) || !before.keywords(from).equals(known.keywords(to))) {
            teller.flags(to + 1);
        } else {
            teller.modseq(to + 1);
        }
    }

    private boolean expected(MailboxView before, int from, FlagChange change, int to) {
        var flags = switch (change.mode()) {
            case SET -> change.flags();
            case ADD -> before.flags(from) | change.flags();
            case REMOVE -> before.flags(from) & ~change.flags();
        };
        return flags == known.flags(to)
                && (before.keywords(from).equals(known.keywords(to))
                                && change.keywords().isEmpty()
                                && change.mode() != FlagChange.Mode.SET
                        || lower(keywords(before.keywords(from), change)).equals(lower(known.keywords(to))));
    }

    private static Set<String> keywords(Set<String> before, FlagChange change) {
        var keywords = new HashSet<>(lower(change.mode() == FlagChange.Mode.SET ? Set.of() : before));
        if (change.mode() == FlagChange.Mode.REMOVE) {
            keywords.removeAll(lower(change.keywords()));
        } else {
            keywords.addAll(lower(change.keywords()));
        }
        return keywords;
    }

    private static Set<String> lower(Set<String> keywords) {
        if (keywords.isEmpty()) {
            return keywords;
        }
        var lower = new HashSet<String>();
        keywords.forEach(keyword -> lower.add(keyword.toLowerCase(java.util.Locale.ROOT)));
        return lower;
    }

    /** The fresh view with the messages that the client still counts. */
    private static final class Ghosts implements MailboxView {

        private final MailboxView fresh;
        private final MailboxView[] views;
        private final int[] indexes;

        private Ghosts(MailboxView fresh, MailboxView[] views, int[] indexes) {
            this.fresh = fresh;
            this.views = views;
            this.indexes = indexes;
        }

        static Ghosts of(MailboxView before, MailboxView fresh) {
            var most = before.size() + fresh.size();
            var views = new MailboxView[most];
            var indexes = new int[most];
            var count = 0;
            var to = 0;
            for (var from = 0; from < before.size(); from++, count++) {
                if (to < fresh.size() && fresh.uid(to) == before.uid(from)) {
                    views[count] = fresh;
                    indexes[count] = to++;
                } else if (before instanceof Ghosts ghosts) {
                    views[count] = ghosts.views[from];
                    indexes[count] = ghosts.indexes[from];
                } else {
                    views[count] = before;
                    indexes[count] = from;
                }
            }
            for (; to < fresh.size(); to++, count++) {
                views[count] = fresh;
                indexes[count] = to;
            }
            return new Ghosts(fresh, Arrays.copyOf(views, count), Arrays.copyOf(indexes, count));
        }

        /** Whether the message has been removed. */
        boolean isGone(int index) {
            return views[index] != fresh;
        }

        @Override
        public org.kantor.mail.store.MailboxId mailbox() {
            return fresh.mailbox();
        }

        @Override
        public long uidNext() {
            return fresh.uidNext();
        }

        @Override
        public long modseq() {
            return fresh.modseq();
        }

        @Override
        public int size() {
            return indexes.length;
        }

        @Override
        public long uid(int index) {
            return views[index].uid(indexes[index]);
        }

        @Override
        public int indexOf(long uid) {
            var low = 0;
            var high = size() - 1;
            while (low <= high) {
                var middle = (low + high) >>> 1;
                var here = uid(middle);
                if (here == uid) {
                    return middle;
                }
                if (here < uid) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return -low - 1;
        }

        @Override
        public int flags(int index) {
            return views[index].flags(indexes[index]);
        }

        @Override
        public Set<String> keywords(int index) {
            return views[index].keywords(indexes[index]);
        }

        @Override
        public long modseq(int index) {
            return views[index].modseq(indexes[index]);
        }

        @Override
        public int octets(int index) {
            return views[index].octets(indexes[index]);
        }

        @Override
        public long internalDate(int index) {
            return views[index].internalDate(indexes[index]);
        }

        @Override
        public long message(int index) {
            return views[index].message(indexes[index]);
        }

        @Override
        public Set<String> keywords() {
            return fresh.keywords();
        }
    }
}
