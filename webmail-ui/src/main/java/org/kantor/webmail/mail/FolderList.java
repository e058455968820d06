package org.kantor.webmail.mail;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;

/**
 * The rows of one folder, messages or conversations, newest first, on top of the store's shared view: positions are arithmetic, and a page costs one query for its
 * rows' summaries and one for who else writes in them, whatever the size of the mailbox. Belongs to the UI's lock.
 */
final class FolderList implements MessageList {

    private final Messages messages;
    private final @Nullable Threading threading;
    private final AccountId account;
    private final Mailbox mailbox;
    private final Lines lines;
    private final Dates dates;
    private final @Nullable Audiences audiences;
    /** By UIDs. */
    private final Withheld withheld;

    private MailboxView view;
    /** Of the view's indices. */
    private Audiences.Kinds kinds = Audiences.NONE;
    /** The indices that are shown, oldest first; null when they are all up to {@link #top}, in their own order. */
    private int @Nullable [] order;
    /** Of each index; empty when messages stand for themselves. */
    private long[] threads = {};

    private int total;

    /**
     * @param audiences for a list that has tabs by whom messages are for; else null
     */
    FolderList(Messages messages, Lines lines, @Nullable Audiences audiences, Mailbox mailbox, Tab tab) {
        this.messages = messages;
        this.lines = lines;
        threading = lines.threading();
        this.audiences = audiences;
        this.account = mailbox.account();
        this.mailbox = mailbox;
        dates = lines.dates();
        withheld = new Withheld(tab);
        this.view = messages.view(account, mailbox.id());
        look();
        sort();
    }

    @Override
    public Source source() {
        return new Source.Folder(mailbox);
    }

    @Override
    public Tab tab() {
        return withheld.tab();
    }

    @Override
    public int unread(Tab tab) {
        return (int) IntStream.range(0, view.size())
                .filter(index -> isUnread(index) && belongs(tab, index))
                .count();
    }

    /** Finds out whom the view's messages are for, if there are tabs for that. */
    private void look() {
        kinds = audiences == null ? Audiences.NONE : audiences.of(account, view);
    }

    private boolean belongs(Tab tab, int index) {
        return switch (tab) {
            case ALL -> true;
            case UNREAD -> isUnread(index);
            case TO_ME -> kinds.toMe().get(index);
            case NEWSLETTERS -> kinds.listMail().get(index);
        };
    }

    @Override
    public boolean threaded() {
        return threading != null;
    }

    @Override
    public int total() {
        return total;
    }

    @Override
    public List<Picked> everything() {
        var shown = order;
        return picked(
                shown == null
                        ? IntStream.rangeClosed(0, top()).mapToLong(view::uid).toArray()
                        : all(Arrays.stream(shown).mapToLong(view::uid).sorted().toArray()));
    }

    private List<Picked> picked(long[] uids) {
        return uids.length == 0 ? List.of() : List.of(new Picked(mailbox, uids));
    }

    private long[] uids(Collection<Place> rows) {
        return rows.stream()
                .filter(place -> place.mailbox().equals(mailbox.id()))
                .mapToLong(Place::uid)
                .sorted()
                .toArray();
    }

    @Override
    public List<Picked> newest(Collection<Place> rows) {
        return picked(uids(rows));
    }

    @Override
    public List<Picked> all(Collection<Place> rows) {
        return picked(all(uids(rows)));
    }

    @Override
    public int size() {
        var shown = order;
        return shown == null ? top() + 1 : shown.length;
    }

    @Override
    public int held() {
        return (int) IntStream.range(top() + 1, view.size())
                .filter(index -> belongs(tab(), index))
                .count();
    }

    @Override
    public Place place(int row) {
        return row < 0 || row >= size() ? Place.NONE : new Place(mailbox.id(), view.uid(index(row)));
    }

    private int index(int row) {
        var shown = order;
        return shown == null ? top() - row : shown[shown.length - 1 - row];
    }

    private int index(Place place) {
        return place.mailbox().equals(mailbox.id()) ? view.indexOf(place.uid()) : -1;
    }

    @Override
    public int row(Place place) {
        var index = index(place);
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

    private long[] all(long[] uids) {
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

    @Override
    public long message(Place place) {
        var index = index(place);
        return index < 0 ? 0 : view.message(index);
    }

    @Override
    public int flags(Place place) {
        var index = index(place);
        return index < 0 ? 0 : view.flags(index);
    }

    @Override
    public Instant arrived(Place place) {
        var index = index(place);
        return Instant.ofEpochMilli(index < 0 ? 0 : view.internalDate(index));
    }

    @Override
    public Update update(boolean hold) {
        var before = view;
        var beforeSize = size();
        var beforeTop = top();
        var newest = before.size() == 0 ? 0 : before.uid(before.size() - 1);
        view = messages.view(account, mailbox.id());
        withheld.hold(hold, newest);
        if (view != before) {
            look();
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

    @Override
    public List<Row> page(int offset, int limit) {
        var end = Math.min(size(), offset + limit);
        if (offset >= end) {
            return List.of();
        }
        var indices = IntStream.range(offset, end).map(this::index).toArray();
        var summaries = Lines.summaries(
                messages,
                account,
                Arrays.stream(indices).mapToLong(view::message).toArray());
        var conversations = threading == null
                ? Map.<Long, List<Member>>of()
                : threading.members(
                        account, Arrays.stream(indices).mapToLong(this::key).toArray(), mailbox.id());
        var until = lines.until(mailbox);
        var subjects = Arrays.stream(indices)
                .mapToObj(index -> new Lines.Subject(
                        mailbox,
                        view,
                        index,
                        key(index),
                        summaries.get(view.message(index)),
                        conversations.getOrDefault(key(index), List.of()),
                        member -> member.mailbox().equals(mailbox.id()),
                        until.get(view.uid(index))))
                .toList();
        var due = lines.due(account, subjects);
        return IntStream.range(offset, end)
                .mapToObj(row -> lines.row(subjects.get(row - offset), due, heading(row), ""))
                .toList();
    }

    private @Nullable String heading(int row) {
        var group = dates.group(arrived(place(row)));
        return row == 0 || !group.equals(dates.group(arrived(place(row - 1)))) ? group : null;
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
        if (withheld.filters()) {
            var all = order == null ? IntStream.rangeClosed(0, last).toArray() : order;
            var stays = withheld.staying(IntStream.rangeClosed(0, last)
                    .filter(index -> belongs(tab(), index))
                    .mapToLong(this::key)
                    .toArray());
            var shown = Arrays.stream(all).filter(i -> stays.test(key(i))).toArray();
            withheld.shown(Arrays.stream(shown).mapToLong(this::key).toArray());
            order = shown;
        }
    }

    private int top() {
        if (withheld.ceiling() == Long.MAX_VALUE) {
            return view.size() - 1;
        }
        var index = view.indexOf(withheld.ceiling());
        return index >= 0 ? index : -index - 2;
    }

    private boolean isUnread(int index) {
        return (view.flags(index) & Flags.SEEN) == 0;
    }
}
