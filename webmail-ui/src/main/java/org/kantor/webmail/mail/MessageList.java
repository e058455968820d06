package org.kantor.webmail.mail;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.shell.Face;

/**
 * The rows of one mailbox, newest first, on top of the store's shared view: positions are arithmetic, and a page costs one query for its rows'
 * summaries, whatever the size of the mailbox. What arrives while the reader has scrolled away from the top is held back ({@link #held}), so that nothing
 * moves under the pointer. Belongs to the UI's lock.
 */
final class MessageList {

    private final Messages messages;
    private final AccountId account;
    private final Mailbox mailbox;
    private final Dates dates;
    private final boolean unreadOnly;

    private MailboxView view;
    /** Messages above this UID are held back. */
    private long ceiling = Long.MAX_VALUE;
    /** The indices that are shown, oldest first; empty when they are all up to {@link #top}, in their own order. */
    private int[] order = {};
    /** With the filter: the UIDs that are shown, newest first. A message that is read since stays until the list is opened anew. */
    private long[] unread = {};

    MessageList(Messages messages, AccountId account, Mailbox mailbox, boolean unreadOnly, Dates dates) {
        this.messages = messages;
        this.account = account;
        this.mailbox = mailbox;
        this.dates = dates;
        this.unreadOnly = unreadOnly;
        this.view = messages.view(account, mailbox.id());
        sort();
        if (unreadOnly) {
            unread = unreadAbove(0);
        }
    }

    Mailbox mailbox() {
        return mailbox;
    }

    boolean unreadOnly() {
        return unreadOnly;
    }

    /** How many rows there are. */
    int size() {
        return unreadOnly ? unread.length : order.length > 0 ? order.length : top() + 1;
    }

    /** How many messages have arrived that are not shown yet. */
    int held() {
        var above = view.size() - 1 - top();
        return !unreadOnly
                ? above
                : (int) IntStream.range(top() + 1, view.size())
                        .filter(this::isUnread)
                        .count();
    }

    /** The UID at a row, or 0 beyond the ends. */
    long uid(int row) {
        if (row < 0 || row >= size()) {
            return 0;
        }
        return unreadOnly ? unread[row] : view.uid(order.length > 0 ? order[order.length - 1 - row] : top() - row);
    }

    /** The row of a UID, or -1. */
    int row(long uid) {
        if (unreadOnly) {
            for (var i = 0; i < unread.length; i++) {
                if (unread[i] == uid) {
                    return i;
                }
            }
            return -1;
        }
        var index = view.indexOf(uid);
        if (index < 0 || index > top()) {
            return -1;
        }
        for (var i = 0; i < order.length; i++) {
            if (order[i] == index) {
                return order.length - 1 - i;
            }
        }
        return top() - index;
    }

    /** The message's number in the store, or 0 if it is not in this mailbox any more. */
    long message(long uid) {
        var index = view.indexOf(uid);
        return index < 0 ? 0 : view.message(index);
    }

    int flags(long uid) {
        var index = view.indexOf(uid);
        return index < 0 ? 0 : view.flags(index);
    }

    Instant arrived(long uid) {
        var index = view.indexOf(uid);
        return Instant.ofEpochMilli(index < 0 ? 0 : view.internalDate(index));
    }

    /** What an update found. */
    record Update(boolean rowsChanged, long[] flagsChanged) {
        boolean nothing() {
            return !rowsChanged && flagsChanged.length == 0;
        }
    }

    /** Looks at the mailbox again. With {@code hold} new messages are kept back, else everything is shown. */
    Update update(boolean hold) {
        var before = view;
        var beforeSize = size();
        var newest = before.size() == 0 ? 0 : before.uid(before.size() - 1);
        view = messages.view(account, mailbox.id());
        if (!hold) {
            ceiling = Long.MAX_VALUE;
        } else if (ceiling == Long.MAX_VALUE) {
            ceiling = newest;
        }
        sort();
        if (unreadOnly) {
            unread = joinUnread();
        }
        if (view == before && size() == beforeSize) {
            return new Update(false, new long[0]);
        }
        var gone = removed(before);
        return new Update(gone || size() != beforeSize, gone ? new long[0] : changed(before));
    }

    /** Whether a message of the earlier view is missing now. Both are in the order of UIDs, so equal sizes below the earlier end mean none. */
    private boolean removed(MailboxView before) {
        if (before.size() == 0) {
            return false;
        }
        var index = view.indexOf(before.uid(before.size() - 1));
        return index != before.size() - 1;
    }

    private long[] changed(MailboxView before) {
        if (view.modseq() == before.modseq()) {
            return new long[0];
        }
        return IntStream.range(0, Math.min(before.size(), view.size()))
                .filter(i -> view.modseq(i) > before.modseq())
                .mapToLong(view::uid)
                .toArray();
    }

    /** The rows of a page: one query. */
    List<Row> page(int offset, int limit) {
        var end = Math.min(size(), offset + limit);
        if (offset >= end) {
            return List.of();
        }
        var numbers =
                IntStream.range(offset, end).mapToLong(i -> message(uid(i))).toArray();
        var summaries = new HashMap<Long, Messages.Summary>();
        for (var summary : messages.summaries(account, numbers)) {
            summaries.put(summary.message(), summary);
        }
        return IntStream.range(offset, end)
                .mapToObj(i -> row(i, summaries.get(numbers[i - offset])))
                .toList();
    }

    private Row row(int row, Messages.@org.jspecify.annotations.Nullable Summary summary) {
        var uid = uid(row);
        var at = arrived(uid);
        var flags = flags(uid);
        var group = dates.group(at);
        var heading = row == 0 || !group.equals(dates.group(arrived(uid(row - 1)))) ? group : null;
        var outgoing = Folders.outgoing(mailbox);
        var people = summary == null ? "" : outgoing ? summary.to() : summary.fromName();
        var key = summary == null ? "" : outgoing || summary.sender().isEmpty() ? people : summary.sender();
        return new Row(
                uid,
                message(uid),
                people,
                Face.initials(people),
                Face.hue(key),
                summary == null ? "" : summary.subject(),
                summary == null ? "" : summary.preview(),
                dates.brief(at),
                dates.full(at),
                (flags & Flags.SEEN) == 0,
                (flags & Flags.FLAGGED) != 0,
                (flags & Flags.ANSWERED) != 0,
                summary != null && summary.attachments(),
                heading);
    }

    private void sort() {
        var all = ListOrder.of(view);
        var last = top();
        order = all.length == 0 || last == view.size() - 1
                ? all
                : Arrays.stream(all).filter(i -> i <= last).toArray();
    }

    private int top() {
        if (ceiling == Long.MAX_VALUE) {
            return view.size() - 1;
        }
        var index = view.indexOf(ceiling);
        return index >= 0 ? index : -index - 2;
    }

    private boolean isUnread(int index) {
        return (view.flags(index) & Flags.SEEN) == 0;
    }

    private long[] unreadAbove(long uid) {
        var from = view.indexOf(uid + 1);
        var first = from >= 0 ? from : -from - 1;
        var last = top();
        var indices = (order.length > 0 ? Arrays.stream(order) : IntStream.rangeClosed(0, last))
                .filter(i -> i >= first && isUnread(i))
                .toArray();
        return IntStream.rangeClosed(1, indices.length)
                .mapToLong(back -> view.uid(indices[indices.length - back]))
                .toArray();
    }

    private long[] joinUnread() {
        var kept = Arrays.stream(unread).filter(uid -> view.indexOf(uid) >= 0).toArray();
        var fresh = unreadAbove(Arrays.stream(unread).max().orElse(0));
        var all = Arrays.copyOf(fresh, fresh.length + kept.length);
        System.arraycopy(kept, 0, all, fresh.length, kept.length);
        return all;
    }
}
