package org.kantor.mail.store.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;

/**
 * A view in primitive arrays, about 40 octets a message. Arrays may be longer than the view and shared with the views before and after it: what
 * lies beyond the size belongs to the newest view, which alone may write there. Immutable as seen from outside.
 */
final class ArrayView implements MailboxView {

    /** A placement as it is read from the database. */
    record Row(long uid, int flags, List<String> keywords, long modseq, int octets, long internalDate, long message) {}

    /**
     * What happened to the mailbox since a view.
     *
     * @param rows messages that came or changed, as they are now, in the order of UIDs
     * @param destroyed UIDs in any order
     */
    record Delta(long uidNext, long modseq, List<Row> rows, long[] destroyed) {}

    private static final int SPARE = 64;

    private final MailboxId mailbox;
    private long uidNext;
    private long modseq;
    private int size;
    private long[] uids;
    private long[] messages;
    private long[] dates;
    private int[] octets;
    private byte[] flags;
    private long[] modseqs;
    /** Which of the sets of keywords each message has; 0 is the empty one. */
    private int[] words;

    private List<Set<String>> sets;

    private ArrayView(MailboxId mailbox, int capacity) {
        this.mailbox = mailbox;
        this.uids = new long[capacity];
        this.messages = new long[capacity];
        this.dates = new long[capacity];
        this.octets = new int[capacity];
        this.flags = new byte[capacity];
        this.modseqs = new long[capacity];
        this.words = new int[capacity];
        this.sets = List.of(Set.of());
    }

    private ArrayView(ArrayView other) {
        this.mailbox = other.mailbox;
        this.uidNext = other.uidNext;
        this.modseq = other.modseq;
        this.size = other.size;
        this.uids = other.uids;
        this.messages = other.messages;
        this.dates = other.dates;
        this.octets = other.octets;
        this.flags = other.flags;
        this.modseqs = other.modseqs;
        this.words = other.words;
        this.sets = other.sets;
    }

    /** Collects a whole mailbox; for one thread. */
    static final class Loader {
        private final ArrayView view;
        private final Map<List<String>, Integer> known = new HashMap<>();
        private final List<Set<String>> sets = new ArrayList<>(List.of(Set.of()));

        Loader(MailboxId mailbox, int expected) {
            view = new ArrayView(mailbox, expected + SPARE);
        }

        void add(Row row) {
            if (view.size == view.uids.length) {
                view.resize(view.size + view.size / 2);
            }
            view.set(view.size++, row);
            if (!row.keywords().isEmpty()) {
                view.words[view.size - 1] = known.computeIfAbsent(row.keywords(), keywords -> {
                    sets.add(set(keywords));
                    return sets.size() - 1;
                });
            }
        }

        ArrayView finish(long uidNext, long modseq) {
            view.uidNext = uidNext;
            view.modseq = modseq;
            view.sets = List.copyOf(sets);
            return view;
        }
    }

    /**
     * The view after the delta; null if that does not fit together, so that the mailbox must be loaded afresh.
     *
     * @param newest whether this is the newest view that has these arrays, so that messages may be added behind its end
     */
    @Nullable
    ArrayView after(Delta delta, boolean newest) {
        var next = new ArrayView(this);
        next.uidNext = delta.uidNext();
        next.modseq = delta.modseq();
        var changed =
                delta.rows().stream().takeWhile(row -> row.uid() < uidNext).toList();
        var added = delta.rows().subList(changed.size(), delta.rows().size());
        if (!changed.isEmpty()) {
            next.ownFlags();
            for (var row : changed) {
                var index = indexOf(row.uid());
                if (index < 0) {
                    return null;
                }
                next.setFlags(index, row);
            }
        }
        var owned = newest;
        if (delta.destroyed().length > 0) {
            next.remove(delta.destroyed());
            owned = true;
        }
        if (!added.isEmpty()) {
            var needed = next.size + added.size();
            if (!owned || needed > next.uids.length) {
                next.resize(needed + needed / 8 + SPARE);
            }
            for (var row : added) {
                next.set(next.size, row);
                next.words[next.size++] = next.word(row.keywords());
            }
        }
        return next;
    }

    private void ownFlags() {
        flags = flags.clone();
        modseqs = modseqs.clone();
        words = words.clone();
    }

    private void setFlags(int index, Row row) {
        flags[index] = (byte) row.flags();
        modseqs[index] = row.modseq();
        words[index] = word(row.keywords());
    }

    private void set(int index, Row row) {
        uids[index] = row.uid();
        messages[index] = row.message();
        dates[index] = row.internalDate();
        octets[index] = row.octets();
        flags[index] = (byte) row.flags();
        modseqs[index] = row.modseq();
        words[index] = 0;
    }

    private int word(List<String> keywords) {
        if (keywords.isEmpty()) {
            return 0;
        }
        var set = set(keywords);
        var index = sets.indexOf(set);
        if (index < 0) {
            var more = new ArrayList<>(sets);
            more.add(set);
            sets = List.copyOf(more);
            index = sets.size() - 1;
        }
        return index;
    }

    private static Set<String> set(List<String> keywords) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(keywords));
    }

    private void remove(long[] destroyed) {
        var gone = destroyed.clone();
        Arrays.sort(gone);
        var from = new ArrayView(this);
        resize(uids.length);
        var kept = 0;
        for (var i = 0; i < from.size; i++) {
            if (Arrays.binarySearch(gone, from.uids[i]) < 0) {
                uids[kept] = from.uids[i];
                messages[kept] = from.messages[i];
                dates[kept] = from.dates[i];
                octets[kept] = from.octets[i];
                flags[kept] = from.flags[i];
                modseqs[kept] = from.modseqs[i];
                words[kept] = from.words[i];
                kept++;
            }
        }
        size = kept;
    }

    /** Gives this view arrays of its own. */
    private void resize(int capacity) {
        uids = Arrays.copyOf(uids, capacity);
        messages = Arrays.copyOf(messages, capacity);
        dates = Arrays.copyOf(dates, capacity);
        octets = Arrays.copyOf(octets, capacity);
        flags = Arrays.copyOf(flags, capacity);
        modseqs = Arrays.copyOf(modseqs, capacity);
        words = Arrays.copyOf(words, capacity);
    }

    private int checked(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return index;
    }

    @Override
    public MailboxId mailbox() {
        return mailbox;
    }

    @Override
    public long uidNext() {
        return uidNext;
    }

    @Override
    public long modseq() {
        return modseq;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long uid(int index) {
        return uids[checked(index)];
    }

    @Override
    public int indexOf(long uid) {
        return Arrays.binarySearch(uids, 0, size, uid);
    }

    @Override
    public int flags(int index) {
        return flags[checked(index)];
    }

    @Override
    public Set<String> keywords(int index) {
        return sets.get(words[checked(index)]);
    }

    @Override
    public long modseq(int index) {
        return modseqs[checked(index)];
    }

    @Override
    public int octets(int index) {
        return octets[checked(index)];
    }

    @Override
    public long internalDate(int index) {
        return dates[checked(index)];
    }

    @Override
    public long message(int index) {
        return messages[checked(index)];
    }

    @Override
    public Set<String> keywords() {
        if (sets.size() == 1) {
            return Set.of();
        }
        var used = new boolean[sets.size()];
        for (var i = 0; i < size; i++) {
            used[words[i]] = true;
        }
        var all = new LinkedHashSet<String>();
        for (var i = 0; i < used.length; i++) {
            if (used[i]) {
                all.addAll(sets.get(i));
            }
        }
        return Collections.unmodifiableSet(all);
    }
}
