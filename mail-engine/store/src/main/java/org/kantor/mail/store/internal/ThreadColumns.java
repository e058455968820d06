package org.kantor.mail.store.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.MailboxAudience;
import org.kantor.mail.store.MailboxThreads;

/**
 * The threads of a mailbox's messages and whom they are for in primitive arrays, 21 octets a message and 8 for each address, which are shared with columns before and after as in {@link KeyColumns}.
 * Columns with a message whose audience nobody knows yet say that they end before it, so that it is read again.
 */
final class ThreadColumns implements MailboxThreads, MailboxAudience, Beside.Columns {

    private static final int OCTETS_A_ROW = 8 + 8 + 1 + 4;

    private long uidNext;
    private int size;
    private long[] uids;
    private long[] threads;
    private boolean[] listMail;
    /** Where each row's addressees end. */
    private int[] ends;

    private long[] addressees;

    /** No rows. */
    ThreadColumns() {
        uids = new long[0];
        threads = new long[0];
        listMail = new boolean[0];
        ends = new int[0];
        addressees = new long[0];
    }

    /** What comes behind the newest columns of a mailbox; for one thread. */
    static final class Loader {

        private final ThreadColumns next = new ThreadColumns();
        /** The first whose audience is not known; 0 if all are. */
        private long unknown;

        Loader(ThreadColumns newest) {
            next.uidNext = newest.uidNext;
            next.size = newest.size;
            next.uids = newest.uids;
            next.threads = newest.threads;
            next.listMail = newest.listMail;
            next.ends = newest.ends;
            next.addressees = newest.addressees;
            if (newest.size > 0 && newest.uids[newest.size - 1] >= newest.uidNext) {
                next.cut();
            }
        }

        /** @param audience see {@link Audience}; null if it is not known yet */
        void add(long uid, long thread, byte @Nullable [] audience) {
            if (audience == null && unknown == 0) {
                unknown = uid;
            }
            next.add(uid, thread, Audience.decode(audience == null ? Audience.UNKNOWN : audience));
        }

        /** @param uidNext at least the mailbox's when the rows were read */
        ThreadColumns finish(long uidNext) {
            next.uidNext =
                    unknown != 0 ? unknown : Math.max(uidNext, next.size == 0 ? 0 : next.uids[next.size - 1] + 1);
            return next;
        }
    }

    /** Forgets what is to be read again, in arrays of its own as the others' rows stay. */
    private void cut() {
        var row = row(uidNext);
        size = row < 0 ? -row - 1 : row;
        uids = Arrays.copyOf(uids, size);
        threads = Arrays.copyOf(threads, size);
        listMail = Arrays.copyOf(listMail, size);
        ends = Arrays.copyOf(ends, size);
        addressees = Arrays.copyOf(addressees, from(size));
    }

    private void add(long uid, long thread, Audience audience) {
        if (size == uids.length) {
            uids = Arrays.copyOf(uids, size + size / 2 + 64);
            threads = Arrays.copyOf(threads, uids.length);
            listMail = Arrays.copyOf(listMail, uids.length);
            ends = Arrays.copyOf(ends, uids.length);
        }
        var from = from(size);
        var to = from + audience.addressees().length;
        if (to > addressees.length) {
            addressees = Arrays.copyOf(addressees, to + to / 2 + 64);
        }
        System.arraycopy(audience.addressees(), 0, addressees, from, to - from);
        uids[size] = uid;
        threads[size] = thread;
        listMail[size] = audience.listMail();
        ends[size] = to;
        size++;
    }

    /** Where a row's addressees begin. */
    private int from(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    @Override
    public long uidNext() {
        return uidNext;
    }

    @Override
    public long octets() {
        return (long) OCTETS_A_ROW * uids.length + 8L * addressees.length;
    }

    @Override
    public int size() {
        return size;
    }

    private int checked(int row) {
        if (row >= size) {
            throw new IndexOutOfBoundsException(row);
        }
        return row;
    }

    @Override
    public long uid(int row) {
        return uids[checked(row)];
    }

    @Override
    public int row(long uid) {
        return Arrays.binarySearch(uids, 0, size, uid);
    }

    @Override
    public long thread(int row) {
        return threads[checked(row)];
    }

    @Override
    public boolean isListMail(int row) {
        return listMail[checked(row)];
    }

    @Override
    public IntPredicate addressedTo(Collection<String> keys) {
        var wanted = keys.stream().mapToLong(Audience::hash).sorted().toArray();
        return row -> {
            for (var i = from(checked(row)); i < ends[row]; i++) {
                if (Arrays.binarySearch(wanted, addressees[i]) >= 0) {
                    return true;
                }
            }
            return false;
        };
    }
}
