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
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;

/**
 * A view in primitive arrays, about 40 octets a message. Arrays may be longer than the view and shared with the views before and after it: what
 * lies beyond the size belongs to the newest view, which alone may write there. What changes in a message is kept in pages, so that a change copies
 * only those that it touches. Immutable as seen from outside.
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

    /** Messages in a page are two to the power of this. */
    private static final int PAGE_BITS = 8;

    private static final int PAGE = 1 << PAGE_BITS;

    /** What can change in messages that follow each other. The last page of a view may be shorter than the others. */
    private static final class Page {
        final byte[] flags;
        final long[] modseqs;
        /** Which of the sets of keywords each message has; 0 is the empty one. */
        final int[] words;

        Page(int capacity) {
            flags = new byte[capacity];
            modseqs = new long[capacity];
            words = new int[capacity];
        }

        private Page(Page other, int capacity) {
            flags = Arrays.copyOf(other.flags, capacity);
            modseqs = Arrays.copyOf(other.modseqs, capacity);
            words = Arrays.copyOf(other.words, capacity);
        }

        Page copy() {
            return new Page(this, flags.length);
        }

        Page longer(int capacity) {
            return new Page(this, capacity);
        }
    }

    private final MailboxId mailbox;
    private long uidNext;
    private long modseq;
    private int size;
    private long[] uids;
    private long[] messages;
    private long[] dates;
    private int[] octets;
    private Page[] pages;
    private List<Set<String>> sets;
    /** The keywords in use, once somebody has asked. */
    private @Nullable Set<String> used;

    private ArrayView(MailboxId mailbox, int capacity) {
        this.mailbox = mailbox;
        this.uids = new long[capacity];
        this.messages = new long[capacity];
        this.dates = new long[capacity];
        this.octets = new int[capacity];
        this.pages = new Page[0];
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
        this.pages = other.pages;
        this.sets = other.sets;
        this.used = other.used;
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
            view.makeRoom(view.size + 1, view.size / 2);
            var word = row.keywords().isEmpty()
                    ? 0
                    : known.computeIfAbsent(row.keywords(), keywords -> {
                        sets.add(set(keywords));
                        return sets.size() - 1;
                    });
            view.add(row, word);
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
            next.pages = pages.clone();
            for (var row : changed) {
                var index = indexOf(row.uid());
                if (index < 0) {
                    return null;
                }
                next.change(this, index, row.flags(), row.modseq(), next.word(row.keywords()));
            }
        }
        var owned = newest;
        if (delta.destroyed().length > 0) {
            next.remove(delta.destroyed());
            owned = true;
        }
        if (!added.isEmpty()) {
            if (!owned) {
                next.copy();
            }
            var needed = next.size + added.size();
            next.makeRoom(needed, needed / 8);
            for (var row : added) {
                next.add(row, next.word(row.keywords()));
            }
        }
        return next;
    }

    /**
     * The view after a change of flags, by the rules of {@code store_flags}; null if a message is not in this view.
     *
     * @param changed the UIDs of what changed, ascending
     * @param keywords null to leave them alone
     */
    @Nullable
    ArrayView after(long seq, long[] changed, FlagChange.Mode mode, int flags, String @Nullable [] keywords) {
        var next = new ArrayView(this);
        next.modseq = seq;
        next.pages = pages.clone();
        var words = new HashMap<Integer, Integer>();
        var from = 0;
        for (var uid : changed) {
            var index = from < size && uids[from] == uid ? from : Arrays.binarySearch(uids, from, size, uid);
            if (index < 0) {
                return null;
            }
            var word = word(index);
            var now = keywords == null
                    ? word
                    : words.computeIfAbsent(word, old -> next.word(Keywords.changed(sets.get(old), mode, keywords)));
            next.change(this, index, mode.of(flags(index), flags), seq, now);
            from = index + 1;
        }
        return next;
    }

    /** The rows of some messages as a copy of them has them: with new UIDs from the first on, and a new change number. Null if one is not in this view. */
    @Nullable
    List<Row> copies(long[] source, long first, long seq) {
        var rows = new ArrayList<Row>(source.length);
        for (var uid : source) {
            var index = indexOf(uid);
            if (index < 0) {
                return null;
            }
            rows.add(new Row(
                    first + rows.size(),
                    flags(index),
                    List.copyOf(keywords(index)),
                    seq,
                    octets[index],
                    dates[index],
                    messages[index]));
        }
        return rows;
    }

    private int word(int index) {
        return pages[index >> PAGE_BITS].words[index & PAGE - 1];
    }

    /** Changes a message in a view under construction whose array of pages is its own; pages that are still those of the view before are copied. */
    private void change(ArrayView before, int index, int flags, long modseq, int word) {
        var number = index >> PAGE_BITS;
        if (pages[number] == before.pages[number]) {
            pages[number] = pages[number].copy();
        }
        var page = pages[number];
        var at = index & PAGE - 1;
        page.flags[at] = (byte) flags;
        page.modseqs[at] = modseq;
        if (page.words[at] != word) {
            page.words[at] = word;
            used = null;
        }
    }

    /** Adds a message for which there is room. */
    private void add(Row row, int word) {
        uids[size] = row.uid();
        messages[size] = row.message();
        dates[size] = row.internalDate();
        octets[size] = row.octets();
        var page = pages[size >> PAGE_BITS];
        var at = size & PAGE - 1;
        page.flags[at] = (byte) row.flags();
        page.modseqs[at] = row.modseq();
        page.words[at] = word;
        if (word != 0) {
            used = null;
        }
        size++;
    }

    /** Sees to it that the arrays are long enough, in a view that may add to them. */
    private void makeRoom(int needed, int more) {
        if (needed > uids.length) {
            resize(needed + more + SPARE);
        }
        var count = (needed + PAGE - 1) >> PAGE_BITS;
        if (count > pages.length || count > 0 && pages[count - 1].flags.length < needed - (count - 1) * PAGE) {
            var before = pages.length;
            pages = Arrays.copyOf(pages, Math.max(count, before));
            for (var i = Math.max(0, before - 1); i < count; i++) {
                var capacity = i < count - 1 ? PAGE : Math.min(PAGE, needed - i * PAGE + SPARE);
                if (i >= before) {
                    pages[i] = new Page(capacity);
                } else if (pages[i].flags.length < capacity) {
                    pages[i] = pages[i].longer(capacity);
                }
            }
        }
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
        var next = 0;
        while (next < gone.length && from.indexOf(gone[next]) < 0) {
            next++;
        }
        if (next == gone.length) {
            copy();
            return;
        }
        // What lies before the first that goes stays where it is.
        var index = from.indexOf(gone[next]);
        size = index;
        resize(uids.length);
        var kept = index >> PAGE_BITS;
        pages = new Page[(from.size + PAGE - 1) >> PAGE_BITS];
        System.arraycopy(from.pages, 0, pages, 0, kept);
        for (var i = kept; i < pages.length; i++) {
            pages[i] = new Page(i < pages.length - 1 ? PAGE : Math.min(PAGE, from.size - i * PAGE + SPARE));
        }
        System.arraycopy(from.pages[kept].flags, 0, pages[kept].flags, 0, index & PAGE - 1);
        System.arraycopy(from.pages[kept].modseqs, 0, pages[kept].modseqs, 0, index & PAGE - 1);
        System.arraycopy(from.pages[kept].words, 0, pages[kept].words, 0, index & PAGE - 1);
        for (; index < from.size; index++) {
            while (next < gone.length && gone[next] < from.uids[index]) {
                next++;
            }
            if (next == gone.length || gone[next] != from.uids[index]) {
                uids[size] = from.uids[index];
                messages[size] = from.messages[index];
                dates[size] = from.dates[index];
                octets[size] = from.octets[index];
                var page = pages[size >> PAGE_BITS];
                page.flags[size & PAGE - 1] = (byte) from.flags(index);
                page.modseqs[size & PAGE - 1] = from.modseq(index);
                page.words[size & PAGE - 1] = from.word(index);
                size++;
            }
        }
        pages = Arrays.copyOf(pages, (size + PAGE - 1) >> PAGE_BITS);
        used = null;
    }

    /** Gives this view arrays of its own. */
    private void copy() {
        resize(uids.length);
        pages = pages.clone();
        if (pages.length > 0) {
            pages[pages.length - 1] = pages[pages.length - 1].copy();
        }
    }

    private void resize(int capacity) {
        uids = Arrays.copyOf(uids, capacity);
        messages = Arrays.copyOf(messages, capacity);
        dates = Arrays.copyOf(dates, capacity);
        octets = Arrays.copyOf(octets, capacity);
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
        return pages[checked(index) >> PAGE_BITS].flags[index & PAGE - 1];
    }

    @Override
    public Set<String> keywords(int index) {
        return sets.get(word(checked(index)));
    }

    @Override
    public long modseq(int index) {
        return pages[checked(index) >> PAGE_BITS].modseqs[index & PAGE - 1];
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
    public int firstDifferent(MailboxView before, int from) {
        if (before instanceof ArrayView other) {
            var page = from >> PAGE_BITS;
            var last = Math.min(pages.length, other.pages.length);
            while (page < last && pages[page] == other.pages[page]) {
                page++;
            }
            return Math.min(size, Math.max(from, page << PAGE_BITS));
        }
        return from;
    }

    @Override
    public Set<String> keywords() {
        if (sets.size() == 1) {
            return Set.of();
        }
        var known = used;
        if (known == null) {
            var seen = new boolean[sets.size()];
            for (var i = 0; i < size; i++) {
                seen[word(i)] = true;
            }
            var all = new LinkedHashSet<String>();
            for (var i = 0; i < seen.length; i++) {
                if (seen[i]) {
                    all.addAll(sets.get(i));
                }
            }
            known = Collections.unmodifiableSet(all);
            used = known;
        }
        return known;
    }
}
