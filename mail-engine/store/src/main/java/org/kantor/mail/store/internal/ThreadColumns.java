package org.kantor.mail.store.internal;

import java.util.Arrays;
import org.kantor.mail.store.MailboxThreads;

/** The threads of a mailbox's messages in two primitive arrays, 16 octets a message, which are shared with columns before and after as in {@link KeyColumns}. */
final class ThreadColumns implements MailboxThreads, Beside.Columns {

    private static final int OCTETS_A_ROW = 8 + 8;

    private long uidNext;
    private int size;
    private long[] uids;
    private long[] threads;

    /** No rows. */
    ThreadColumns() {
        uids = new long[0];
        threads = new long[0];
    }

    /** What comes behind the newest columns of a mailbox; for one thread. */
    static final class Loader {

        private final ThreadColumns next = new ThreadColumns();

        Loader(ThreadColumns newest) {
            next.uidNext = newest.uidNext;
            next.size = newest.size;
            next.uids = newest.uids;
            next.threads = newest.threads;
        }

        void add(long uid, long thread) {
            next.add(uid, thread);
        }

        /** @param uidNext at least the mailbox's when the rows were read */
        ThreadColumns finish(long uidNext) {
            next.uidNext = Math.max(uidNext, next.size == 0 ? 0 : next.uids[next.size - 1] + 1);
            return next;
        }
    }

    private void add(long uid, long thread) {
        if (size == uids.length) {
            uids = Arrays.copyOf(uids, size + size / 2 + 64);
            threads = Arrays.copyOf(threads, uids.length);
        }
        uids[size] = uid;
        threads[size] = thread;
        size++;
    }

    @Override
    public long uidNext() {
        return uidNext;
    }

    @Override
    public long octets() {
        return (long) OCTETS_A_ROW * uids.length;
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
}
