package org.kantor.mail.store.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.MailboxAudience;
import org.kantor.mail.store.MailboxThreads;

/**
 * The threads of a mailbox's messages and whom they are for in primitive arrays, 21 octets a message and 8 for each address, which are shared with columns before and after as in {@link KeyColumns}.
 * Those with a message whose audience nobody knows yet are read again from it on when they are looked at {@link #AGAIN} later.
 */
final class ThreadColumns implements MailboxThreads, MailboxAudience, Beside.Columns {

    private static final int OCTETS_A_ROW = 8 + 8 + 1 + 4;

    /** How long what nobody knows yet is left alone. What comes meanwhile is added as ever. */
    static final Duration AGAIN = Duration.ofMinutes(1);

    private final Clock clock;
    private long uidNext;
    /** The first whose audience is not known; 0 if all are. */
    private long unknown;
    /** When the unknown was read. */
    private Instant asked = Instant.MIN;

    private int size;
    private long[] uids;
    private long[] threads;
    private boolean[] listMail;
    /** Where each row's addressees end. */
    private int[] ends;

    private long[] addressees;

    /** No rows. */
    ThreadColumns(Clock clock) {
        this.clock = clock;
        uids = new long[0];
        threads = new long[0];
        listMail = new boolean[0];
        ends = new int[0];
        addressees = new long[0];
    }

    /** What comes behind the newest columns of a mailbox; for one thread. */
    static final class Loader {

        private final ThreadColumns next;

        Loader(ThreadColumns newest) {
            next = new ThreadColumns(newest.clock);
            next.uidNext = newest.uidNext;
            next.unknown = newest.unknown;
            next.asked = newest.asked;
            next.size = newest.size;
            next.uids = newest.uids;
            next.threads = newest.threads;
            next.listMail = newest.listMail;
            next.ends = newest.ends;
            next.addressees = newest.addressees;
            if (newest.stale()) {
                next.cut();
            }
        }

        /** The UID from which on messages are to be added. */
        long from() {
            return next.uidNext;
        }

        /** @param audience see {@link Audience}; null if it is not known yet */
        void add(long uid, long thread, byte @Nullable [] audience) {
            if (audience == null && next.unknown == 0) {
                next.unknown = uid;
                next.asked = next.clock.instant();
            }
            next.add(uid, thread, Audience.decode(audience == null ? Audience.UNKNOWN : audience));
        }

        /** @param uidNext at least the mailbox's when the rows were read */
        ThreadColumns finish(long uidNext) {
            next.uidNext = Math.max(uidNext, next.size == 0 ? 0 : next.uids[next.size - 1] + 1);
            return next;
        }
    }

    /** Forgets what is to be read again, in arrays of its own as the others' rows stay. */
    private void cut() {
        size = row(unknown);
        uidNext = unknown;
        unknown = 0;
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
    public boolean stale() {
        return unknown != 0 && !clock.instant().isBefore(asked.plus(AGAIN));
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
