package org.kantor.webmail.mail;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Snoozing;
import org.kantor.webmail.shell.Face;

/**
 * The rows of one mailbox, messages or conversations, newest first, on top of the store's shared view: positions are arithmetic, and a page costs one query for its
 * rows' summaries and one for who else writes in them, whatever the size of the mailbox. What arrives while the reader has scrolled away from the top is held back ({@link #held}), so that nothing
 * moves under the pointer. Belongs to the UI's lock.
 */
final class MessageList {

    private final Messages messages;
    private final @Nullable Threading threading;
    private final @Nullable Snoozing snoozing;
    private final AccountId account;
    private final Mailbox mailbox;
    private final Dates dates;
    private final boolean unreadOnly;

    private MailboxView view;
    /** Messages above this UID are held back. */
    private long ceiling = Long.MAX_VALUE;
    /** The indices that are shown, oldest first; null when they are all up to {@link #top}, in their own order. */
    private int @Nullable [] order;
    /** Of each index; empty when messages stand for themselves. */
    private long[] threads = {};
    /** With the filter: what has been shown, ascending. What is read since stays until the list is opened anew. */
    private long[] kept = {};

    private int total;

    /**
     * @param threading null for a list in which each message stands for itself
     * @param snoozing for a list that shows when its messages come back; else null
     */
    MessageList(
            Messages messages,
            @Nullable Threading threading,
            @Nullable Snoozing snoozing,
            AccountId account,
            Mailbox mailbox,
            boolean unreadOnly,
            Dates dates) {
        this.messages = messages;
        this.threading = threading;
        this.snoozing = snoozing;
        this.account = account;
        this.mailbox = mailbox;
        this.dates = dates;
        this.unreadOnly = unreadOnly;
        this.view = messages.view(account, mailbox.id());
        sort();
    }

    Mailbox mailbox() {
        return mailbox;
    }

    boolean unreadOnly() {
        return unreadOnly;
    }

    boolean threaded() {
        return threading != null;
    }

    /** How many conversations or messages the mailbox has, whatever the filter says; those that are held back not among them. */
    int total() {
        return total;
    }

    /** All rows, as UIDs ascend. */
    long[] everything() {
        return IntStream.range(0, size()).mapToLong(this::uid).sorted().toArray();
    }

    /** How many rows there are. */
    int size() {
        var shown = order;
        return shown == null ? top() + 1 : shown.length;
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

    /** The UID at a row, of a conversation that of its newest message here; 0 beyond the ends. */
    long uid(int row) {
        return row < 0 || row >= size() ? 0 : view.uid(index(row));
    }

    private int index(int row) {
        var shown = order;
        return shown == null ? top() - row : shown[shown.length - 1 - row];
    }

    /** The row of a message or of its conversation, or -1. */
    int row(long uid) {
        var index = view.indexOf(uid);
        if (index < 0 || index > top()) {
            return -1;
        }
        var shown = order;
        if (shown == null) {
            return top() - index;
        }
        var key = key(index);
        for (var i = shown.length - 1; i >= 0; i--) {
            if (key(shown[i]) == key) {
                return shown.length - 1 - i;
            }
        }
        return -1;
    }

    /** What makes messages one row. */
    private long key(int index) {
        return threading == null ? view.uid(index) : threads[index];
    }

    /** The messages here that belong to these rows, ascending: with conversations, all of each. */
    long[] all(long[] uids) {
        if (threading == null) {
            return uids;
        }
        var keys = Arrays.stream(uids)
                .mapToInt(view::indexOf)
                .filter(index -> index >= 0)
                .mapToLong(this::key)
                .sorted()
                .toArray();
        return IntStream.rangeClosed(0, top())
                .filter(index -> Arrays.binarySearch(keys, key(index)) >= 0)
                .mapToLong(view::uid)
                .toArray();
    }

    /** Those of the messages that are unread. */
    long[] unread(long[] uids) {
        return Arrays.stream(uids)
                .filter(uid -> view.indexOf(uid) >= 0 && isUnread(view.indexOf(uid)))
                .toArray();
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
        var beforeTop = top();
        var newest = before.size() == 0 ? 0 : before.uid(before.size() - 1);
        view = messages.view(account, mailbox.id());
        if (!hold) {
            ceiling = Long.MAX_VALUE;
        } else if (ceiling == Long.MAX_VALUE) {
            ceiling = newest;
        }
        if (view != before || top() != beforeTop) {
            sort();
        }
        if (view == before && top() == beforeTop) {
            return new Update(false, new long[0]);
        }
        var gone = removed(before);
        var other = gone || size() != beforeSize || top() != beforeTop;
        return new Update(other, gone ? new long[0] : changed(before));
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

    /** The rows of a page: one query, with conversations two. */
    List<Row> page(int offset, int limit) {
        var end = Math.min(size(), offset + limit);
        if (offset >= end) {
            return List.of();
        }
        var indices = IntStream.range(offset, end).map(this::index).toArray();
        var summaries = messages
                .summaries(
                        account, Arrays.stream(indices).mapToLong(view::message).toArray())
                .stream()
                .collect(Collectors.toMap(Messages.Summary::message, summary -> summary, (one, same) -> one));
        var conversations = threading == null
                ? Map.<Long, List<Member>>of()
                : threading
                        .conversations()
                        .conversations(
                                account,
                                Arrays.stream(indices).mapToLong(this::key).toArray(),
                                mailbox.id())
                        .stream()
                        .collect(Collectors.groupingBy(Member::thread));
        var until = snoozing == null ? Map.<Long, Instant>of() : snoozing.until(account, mailbox.id());
        return IntStream.range(offset, end)
                .mapToObj(row -> row(
                        row,
                        until.get(view.uid(index(row))),
                        summaries.get(view.message(index(row))),
                        conversations.getOrDefault(key(index(row)), List.of())))
                .toList();
    }

    private Row row(int row, @Nullable Instant until, Messages.@Nullable Summary summary, List<Member> members) {
        var index = index(row);
        var at = Instant.ofEpochMilli(view.internalDate(index));
        var group = dates.group(at);
        var heading = row == 0 || !group.equals(dates.group(arrived(uid(row - 1)))) ? group : null;
        var outgoing = Folders.outgoing(mailbox);
        var flags = view.flags(index);
        var here = members.stream()
                .filter(member -> member.mailbox().equals(mailbox.id()))
                .toList();
        var others = threading == null
                ? List.<Member>of()
                : members.stream().filter(Predicate.not(threading::isMine)).toList();
        var people = summary == null
                ? ""
                : outgoing
                        ? summary.to()
                        : threading == null || members.isEmpty() ? summary.fromName() : threading.people(members);
        var face = outgoing || others.isEmpty() ? people : others.getLast().fromName();
        var key = summary == null
                ? ""
                : outgoing
                        ? people
                        : others.isEmpty() ? summary.sender() : others.getLast().sender();
        return new Row(
                view.uid(index),
                view.message(index),
                key(index),
                people,
                members.size(),
                Face.initials(face),
                Face.hue(key.isEmpty() ? people : key),
                summary == null ? "" : summary.subject(),
                summary == null ? "" : summary.preview(),
                until == null ? dates.brief(at) : dates.soon(until),
                dates.full(until == null ? at : until),
                (flags & Flags.SEEN) == 0 || here.stream().anyMatch(member -> (member.flags() & Flags.SEEN) == 0),
                (flags & Flags.FLAGGED) != 0 || here.stream().anyMatch(member -> (member.flags() & Flags.FLAGGED) != 0),
                (flags & Flags.ANSWERED) != 0,
                summary != null && summary.attachments() || members.stream().anyMatch(Member::attachments),
                keywords(index, here),
                heading);
    }

    private Set<String> keywords(int index, List<Member> here) {
        var keywords = new TreeSet<>(view.keywords(index));
        here.forEach(member -> keywords.addAll(member.keywords()));
        return keywords;
    }

    private void sort() {
        var last = top();
        if (threading == null) {
            var all = ListOrder.of(view);
            order = all.length == 0
                    ? null
                    : last == view.size() - 1
                            ? all
                            : Arrays.stream(all).filter(i -> i <= last).toArray();
        } else {
            var grouped = threading.grouped(account, view, last);
            threads = grouped.threads();
            order = grouped.order();
        }
        total = size();
        if (unreadOnly) {
            var all = order == null ? IntStream.rangeClosed(0, last).toArray() : order;
            var fresh = IntStream.rangeClosed(0, last)
                    .filter(this::isUnread)
                    .mapToLong(this::key)
                    .sorted()
                    .toArray();
            order = Arrays.stream(all)
                    .filter(i -> Arrays.binarySearch(fresh, key(i)) >= 0 || Arrays.binarySearch(kept, key(i)) >= 0)
                    .toArray();
            kept = Arrays.stream(order).mapToLong(this::key).sorted().toArray();
        }
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
}
