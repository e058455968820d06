package org.kantor.webmail.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;

/**
 * What lies in all folders but Trash and Spam and is so or so, messages or conversations, newest first. The folders' views are walked through together, which are in memory; a page
 * costs the same queries as that of one folder. Belongs to the UI's lock.
 */
final class EverywhereList implements InViews {

    /** No folder is open. */
    private static final MailboxId NOWHERE = Place.NONE.mailbox();

    private static final long[] ALONE = {};

    private final Messages messages;
    private final @Nullable Threading threading;
    private final AccountId account;
    private final Source.Everywhere source;
    private final FoldersNow now;
    private final Dates dates;
    private final Lines lines;
    private final Function<Mailbox, String> names;
    private final Withheld withheld;

    private Views views = Views.NONE;
    /** The rows' messages, newest first. */
    private Spot[] rows = {};

    private int total;
    private int held;
    /** When the newest message here came. */
    private long newest = Long.MIN_VALUE;

    /** A message in its view. @param key what makes messages one row */
    private record Spot(Views.In in, int index, long key) {
        Place place() {
            return new Place(in.folder().id(), in.view().uid(index));
        }

        long arrived() {
            return in.view().internalDate(index);
        }

        boolean unread() {
            return (in.view().flags(index) & Flags.SEEN) == 0;
        }
    }

    /**
     * @param tab one of {@link Tab#BY_READING}
     * @param names what folders are called in rows
     */
    EverywhereList(
            Messages messages,
            Lines lines,
            AccountId account,
            Source.Everywhere source,
            FoldersNow now,
            Tab tab,
            Function<Mailbox, String> names) {
        this.messages = messages;
        this.lines = lines;
        threading = lines.threading();
        this.account = account;
        this.source = source;
        this.now = now;
        withheld = new Withheld(tab);
        dates = lines.dates();
        this.names = names;
        views = look();
        sort();
    }

    private Views look() {
        return Views.of(messages, now, folder -> folder.use() != SpecialUse.JUNK && folder.use() != SpecialUse.TRASH);
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int total() {
        return total;
    }

    @Override
    public int held() {
        return held;
    }

    @Override
    public Tab tab() {
        return withheld.tab();
    }

    @Override
    public boolean threaded() {
        return threading != null;
    }

    @Override
    public Place place(int row) {
        return row < 0 || row >= rows.length ? Place.NONE : rows[row].place();
    }

    @Override
    public int row(Place place) {
        var index = views.index(place);
        var in = views.in(place.mailbox());
        if (in == null || index < 0) {
            return -1;
        }
        var key = key(in, threads(in), index);
        return IntStream.range(0, rows.length)
                .filter(row -> rows[row].key() == key)
                .findFirst()
                .orElse(-1);
    }

    @Override
    public Views views() {
        return views;
    }

    @Override
    public List<Picked> all(Collection<Place> places) {
        if (threading == null) {
            return newest(places);
        }
        var keys = places.stream()
                .filter(place -> views.index(place) >= 0)
                .mapToLong(this::key)
                .sorted()
                .toArray();
        return among(keys);
    }

    private long key(Place place) {
        var in = views.in(place.mailbox());
        return in == null ? 0 : key(in, threads(in), views.index(place));
    }

    @Override
    public List<Picked> everything() {
        return among(Arrays.stream(rows).mapToLong(Spot::key).sorted().toArray());
    }

    /** The messages that belong here and have one of these keys, which ascend. */
    private List<Picked> among(long[] wanted) {
        var picked = new ArrayList<Picked>();
        for (var in : views.all()) {
            if (in.view().size() == 0) {
                continue;
            }
            var threads = threads(in);
            var uids = IntStream.range(0, in.view().size())
                    .filter(index ->
                            belongs(in.view(), index) && Arrays.binarySearch(wanted, key(in, threads, index)) >= 0)
                    .mapToLong(in.view()::uid)
                    .toArray();
            if (uids.length > 0) {
                picked.add(new Picked(in.folder(), uids));
            }
        }
        return picked;
    }

    @Override
    public Update update(boolean hold) {
        var fresh = look();
        var before = withheld.ceiling();
        withheld.hold(hold, newest);
        if (fresh.same(views) && (before == withheld.ceiling() || hold)) {
            return new Update(false, new long[0]);
        }
        views = fresh;
        sort();
        return new Update(true, new long[0]);
    }

    private boolean belongs(MailboxView view, int index) {
        return !withheld.isHeld(view.internalDate(index)) && source.holds(view.flags(index), view.keywords(index));
    }

    /** Of each index, shared by all who look at the view; empty when messages stand for themselves. */
    private long[] threads(Views.In in) {
        return threading == null
                ? ALONE
                : threading.grouped(account, in.view(), in.view().size() - 1).threads();
    }

    /** What makes messages one row. What stands for itself is named by its place. */
    private static long key(Views.In in, long[] threads, int index) {
        var thread = threads.length == 0 ? 0 : threads[index];
        return thread > 0 ? thread : Place.alone(in.folder().id(), in.view().uid(index));
    }

    /** A folder's messages from the newest to the oldest. */
    private static final class Cursor {
        private final Views.In in;
        private final long[] threads;
        private final int[] order;
        private int left;

        Cursor(Views.In in, long[] threads) {
            this.in = in;
            this.threads = threads;
            order = ListOrder.of(in.view());
            left = in.view().size();
        }

        Spot spot() {
            var index = order.length == 0 ? left - 1 : order[left - 1];
            return new Spot(in, index, key(in, threads, index));
        }

        long arrived() {
            return in.view().internalDate(order.length == 0 ? left - 1 : order[left - 1]);
        }
    }

    private void sort() {
        var most = 0;
        held = 0;
        newest = Long.MIN_VALUE;
        var cursors = new PriorityQueue<Cursor>((one, other) -> Long.compare(other.arrived(), one.arrived()));
        for (var in : views.all()) {
            if (in.view().size() > 0) {
                cursors.add(new Cursor(in, threads(in)));
                most += in.view().size();
            }
        }
        var seen = new Numbers(most);
        var found = new ArrayList<Spot>();
        var unread = new ArrayList<Long>();
        while (!cursors.isEmpty()) {
            var cursor = cursors.remove();
            var spot = cursor.spot();
            var view = spot.in().view();
            if (belongs(view, spot.index())) {
                newest = Math.max(newest, spot.arrived());
                if (seen.add(spot.key())) {
                    found.add(spot);
                }
                if (withheld.filters() && spot.unread()) {
                    unread.add(spot.key());
                }
            } else if (withheld.isHeld(spot.arrived())
                    && source.holds(view.flags(spot.index()), view.keywords(spot.index()))
                    && (!withheld.filters() || spot.unread())) {
                held++;
            }
            if (--cursor.left > 0) {
                cursors.add(cursor);
            }
        }
        total = found.size();
        if (withheld.filters()) {
            var stays =
                    withheld.staying(unread.stream().mapToLong(Long::longValue).toArray());
            found.removeIf(spot -> !stays.test(spot.key()));
            withheld.shown(found.stream().mapToLong(Spot::key).toArray());
        }
        rows = found.toArray(Spot[]::new);
    }

    @Override
    public List<Row> page(int offset, int limit) {
        var end = Math.min(rows.length, offset + limit);
        if (offset >= end) {
            return List.of();
        }
        var page = Arrays.asList(rows).subList(offset, end);
        var summaries = Lines.summaries(
                messages,
                account,
                page.stream()
                        .mapToLong(spot -> spot.in().view().message(spot.index()))
                        .toArray());
        var conversations = threading == null
                ? Map.<Long, List<Member>>of()
                : threading.members(account, page.stream().mapToLong(Spot::key).toArray(), NOWHERE);
        var until = new HashMap<MailboxId, Map<Long, Instant>>();
        var subjects = page.stream()
                .map(spot -> new Lines.Subject(
                        spot.in().folder(),
                        spot.in().view(),
                        spot.index(),
                        spot.key(),
                        summaries.get(spot.in().view().message(spot.index())),
                        conversations.getOrDefault(spot.key(), List.of()),
                        member -> source.holds(member.flags(), member.keywords()),
                        until.computeIfAbsent(
                                        spot.in().folder().id(),
                                        id -> lines.until(spot.in().folder()))
                                .get(spot.place().uid())))
                .toList();
        var due = lines.due(account, subjects);
        return IntStream.range(offset, end)
                .mapToObj(row -> {
                    var subject = subjects.get(row - offset);
                    return lines.row(subject, due, heading(row), names.apply(subject.folder()));
                })
                .toList();
    }

    private @Nullable String heading(int row) {
        var group = dates.group(Instant.ofEpochMilli(rows[row].arrived()));
        return row == 0 || !group.equals(dates.group(Instant.ofEpochMilli(rows[row - 1].arrived()))) ? group : null;
    }
}
