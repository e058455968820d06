package org.kantor.mail.session;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;

/** The contents of some messages of a mailbox, read several at a time as the caller comes to them in order. Owned by one thread. */
public final class ContentsAhead {

    private static final int MOST_MESSAGES = 100;

    private final Messages messages;
    private final AccountId account;
    private final MailboxView view;
    private final int[] indexes;
    private final long mostOctets;
    private Map<Long, byte[]> read = Map.of();
    private final Map<Long, RuntimeException> damaged = new HashMap<>();
    private int start;
    private int end;

    /**
     * @param indexes of the messages in the view
     * @param mostOctets of contents held at a time, unless a single message is larger
     */
    public ContentsAhead(Messages messages, AccountId account, MailboxView view, int[] indexes, long mostOctets) {
        this.messages = messages;
        this.account = account;
        this.view = view;
        this.indexes = indexes;
        this.mostOctets = mostOctets;
    }

    /** The octets of the message at this position among the indexes; null if it is gone or damaged. Positions best ascend. */
    public byte @Nullable [] at(int position) {
        if (position < start || position >= end) {
            var octets = (long) view.octets(indexes[position]);
            var next = position + 1;
            while (next < indexes.length && next - position < MOST_MESSAGES) {
                octets += view.octets(indexes[next]);
                if (octets > mostOctets) {
                    break;
                }
                next++;
            }
            start = position;
            end = next;
            var wanted = Arrays.stream(indexes, position, next)
                    .mapToLong(view::message)
                    .toArray();
            read = new HashMap<>();
            try {
                read(wanted);
            } catch (RuntimeException e) {
                oneByOne(wanted, e);
            }
        }
        return read.get(view.message(indexes[position]));
    }

    private void read(long... wanted) {
        for (var content : messages.contents(account, wanted)) {
            read.put(content.message(), content.octets());
        }
    }

    /** One that cannot be read must not stop the others. */
    private void oneByOne(long[] wanted, RuntimeException together) {
        if (together instanceof Refused || isDatabases(together)) {
            throw together;
        }
        for (var message : wanted) {
            try {
                read(message);
            } catch (RuntimeException e) {
                if (isDatabases(e)) {
                    throw e;
                }
                damaged.put(message, e);
            }
        }
    }

    private static boolean isDatabases(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    /** Why the message at this position, for which {@link #at} had null, cannot be read; null if it is gone. */
    public @Nullable RuntimeException damage(int position) {
        return damaged.get(view.message(indexes[position]));
    }
}
