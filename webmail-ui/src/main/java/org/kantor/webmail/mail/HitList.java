package org.kantor.webmail.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MailSearch.Found;
import org.kantor.mail.search.MailSearch.Hit;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;

/**
 * Messages in an order of their own, such as what a search found, the best first; each stands for itself. In a search, what no longer is what was looked for stays where it is until the
 * list is opened anew, as long as it lies where it lay: who reads what is unread shall not lose the place. Belongs to the UI's lock.
 */
final class HitList implements InViews {

    private final Messages messages;
    private final AccountId account;
    private final Source source;
    private final Supplier<Found> search;
    private final FoldersNow now;
    private final Lines lines;
    private final Headings headings;
    private final Function<Mailbox, String> names;

    private Views views = Views.NONE;
    private List<Hit> hits = List.of();
    private Map<Place, Integer> rows = Map.of();
    private boolean complete = true;

    /** What stands above hits that belong together. */
    interface Headings {
        @Nullable
        String of(Hit hit);
    }

    /**
     * @param headings of each hit
     * @param names what folders are called in rows
     */
    HitList(
            Messages messages,
            AccountId account,
            Source source,
            Supplier<Found> search,
            FoldersNow now,
            Lines lines,
            Headings headings,
            Function<Mailbox, String> names) {
        this.messages = messages;
        this.account = account;
        this.source = source;
        this.search = search;
        this.now = now;
        this.names = names;
        this.lines = lines;
        this.headings = headings;
        update(false);
    }

    @Override
    public Source source() {
        return source;
    }

    /** False while the account is being indexed for the first time and something may be missing. */
    boolean complete() {
        return complete;
    }

    @Override
    public int size() {
        return hits.size();
    }

    private static Place place(Hit hit) {
        return new Place(hit.mailbox(), hit.uid());
    }

    @Override
    public Place place(int row) {
        return row < 0 || row >= hits.size() ? Place.NONE : place(hits.get(row));
    }

    @Override
    public int row(Place place) {
        return rows.getOrDefault(place, -1);
    }

    @Override
    public Views views() {
        return views;
    }

    @Override
    public List<Picked> all(Collection<Place> places) {
        return newest(places);
    }

    @Override
    public List<Picked> everything() {
        return newest(rows.keySet());
    }

    @Override
    public Update update(boolean hold) {
        var found = search.get();
        complete = found.complete();
        var folders = found.hits().stream().map(Hit::mailbox).collect(Collectors.toSet());
        hits.stream().map(Hit::mailbox).forEach(folders::add);
        var fresh = Views.of(messages, now, folder -> folders.contains(folder.id()));
        var next = withKept(
                found.hits().stream()
                        .filter(hit -> fresh.index(place(hit)) >= 0)
                        .toList(),
                fresh);
        var changed = !fresh.same(views) || !next.equals(hits);
        views = fresh;
        if (!next.equals(hits)) {
            hits = next;
            rows = new LinkedHashMap<>();
            for (var row = 0; row < hits.size(); row++) {
                rows.put(place(hits.get(row)), row);
            }
        }
        return new Update(changed, new long[0]);
    }

    /** What was found, and after the row that it stood below what still lies where it lay. */
    private List<Hit> withKept(List<Hit> found, Views fresh) {
        var known = new HashSet<>(found);
        var below = new HashMap<Hit, List<Hit>>();
        var first = new ArrayList<Hit>();
        List<Hit> kept = first;
        var any = false;
        for (var hit : hits) {
            if (known.contains(hit)) {
                kept = below.computeIfAbsent(hit, above -> new ArrayList<>());
            } else if (source instanceof Source.Found && fresh.index(place(hit)) >= 0) {
                kept.add(hit);
                any = true;
            }
        }
        if (!any) {
            return found;
        }
        var all = first;
        for (var hit : found) {
            all.add(hit);
            all.addAll(below.getOrDefault(hit, List.of()));
        }
        return all;
    }

    @Override
    public List<Row> page(int offset, int limit) {
        var page = hits.subList(Math.min(offset, hits.size()), Math.min(hits.size(), offset + limit));
        var summaries = Lines.summaries(
                messages, account, page.stream().mapToLong(Hit::message).toArray());
        var subjects = new ArrayList<Lines.Subject>();
        var until = new HashMap<MailboxId, Map<Long, Instant>>();
        for (var hit : page) {
            var in = views.in(hit.mailbox());
            var index = views.index(place(hit));
            if (in != null && index >= 0) {
                subjects.add(new Lines.Subject(
                        in.folder(),
                        in.view(),
                        index,
                        Place.alone(hit.mailbox(), hit.uid()),
                        summaries.get(hit.message()),
                        List.of(),
                        member -> false,
                        until.computeIfAbsent(hit.mailbox(), id -> lines.until(in.folder()))
                                .get(hit.uid())));
            }
        }
        var due = lines.due(account, subjects);
        var all = new ArrayList<Row>();
        for (var i = 0; i < subjects.size(); i++) {
            var subject = subjects.get(i);
            all.add(lines.row(subject, due, heading(offset + i), names.apply(subject.folder())));
        }
        return all;
    }

    private @Nullable String heading(int row) {
        var heading = headings.of(hits.get(row));
        return row == 0 || !Objects.equals(heading, headings.of(hits.get(row - 1))) ? heading : null;
    }
}
