package org.kantor.groupware.resource;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.change.Change;
import org.kantor.change.ChangeStream;
import org.kantor.groupware.resource.internal.CollectionRows;
import org.kantor.groupware.resource.internal.ResourceSql;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.tx.Transactions;

/**
 * The members of collections of one kind, whatever they mean: names, etags, conditions, change numbers. A write takes the account's change number first, and with it
 * the account's lock, so that what it then reads stays true until its commit. Safe from any thread.
 */
public final class Members<F> implements Resources {

    /** More than any address book or calendar that people keep; a client's mistake must not fill the disk. */
    private static final int MAX_MEMBERS = 100_000;

    private static final int MAX_NAME = 255;
    private static final long[] NONE = {};

    private final CollectionKind kind;
    private final Format<F> format;
    private final ResourceSql sql;
    private final CollectionRows collections;
    private final ChangeStream changes;
    private final Transactions transactions;
    private final Clock clock;

    public Members(
            CollectionKind kind,
            Format<F> format,
            ResourceSql sql,
            CollectionRows collections,
            ChangeStream changes,
            Transactions transactions,
            Clock clock) {
        this.kind = kind;
        this.format = format;
        this.sql = sql;
        this.collections = collections;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Resource> list(AccountId account, CollectionId collection) {
        return transactions.call(() -> {
            mustExist(account, collection);
            return sql.list(account, collection);
        });
    }

    @Override
    public Optional<Content> get(AccountId account, CollectionId collection, String name) {
        return transactions.call(() -> sql.content(account, collection, name));
    }

    @Override
    public List<Content> get(AccountId account, CollectionId collection, Collection<String> names) {
        return transactions.call(() -> sql.contents(account, collection, names));
    }

    @Override
    public List<Content> contents(AccountId account, CollectionId collection) {
        return transactions.call(() -> {
            mustExist(account, collection);
            return sql.contents(account, collection);
        });
    }

    public Optional<Content> byId(AccountId account, CollectionId collection, long id) {
        return transactions.call(() -> sql.content(account, collection, id));
    }

    private CollectionRows.Row mustExist(AccountId account, CollectionId collection) {
        return collections.byId(account, kind, collection).orElseThrow(Members::noCollection);
    }

    private static Refused noCollection() {
        return new Refused(Refused.Code.NOT_FOUND, "There is no such collection.");
    }

    @Override
    public Put put(
            AccountId account,
            CollectionId collection,
            String name,
            byte[] octets,
            Precondition precondition,
            Actor actor) {
        mustBeName(name);
        return transactions.call(() -> {
            var checked = format.check(mustExist(account, collection).entity().components, octets);
            return store(account, collection, name, octets, checked, precondition, actor);
        });
    }

    private Put store(
            AccountId account,
            CollectionId collection,
            String name,
            byte[] octets,
            Format.Checked<F> checked,
            Precondition precondition,
            Actor actor) {
        var seq = changes.next(account);
        ResourceSql.@Nullable Known old = null;
        for (var known : sql.byNameOrUid(account, collection, name, checked.uid())) {
            if (known.resource().name().equals(name)) {
                old = known;
            } else {
                throw new Violation(
                        Violation.Rule.NO_UID_CONFLICT,
                        "Another resource of the collection has the same UID.",
                        known.resource().name());
            }
        }
        check(precondition, old == null ? null : old.resource());
        var etag = etag(octets);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (old == null) {
            if (sql.members(account, collection).orElseThrow(Members::noCollection) >= MAX_MEMBERS) {
                throw new Refused(Refused.Code.LIMIT, "The collection is full.");
            }
            var id = sql.insert(account, collection, name, checked.uid(), etag, octets, seq, now);
            format.index(account, collection, id, checked.facts());
            changes.append(account, kind.inStream(collection), new long[] {id}, NONE, NONE, actor);
            return new Put(new Resource(id, collection, name, etag, octets.length, seq, now), true);
        }
        if (!old.uid().equals(checked.uid())) {
            throw new Violation(
                    Violation.Rule.NO_UID_CONFLICT,
                    "The resource has another UID.",
                    old.resource().name());
        }
        var id = old.resource().id();
        sql.update(account, old.resource(), checked.uid(), etag, octets, seq, now);
        format.index(account, collection, id, checked.facts());
        changes.append(account, kind.inStream(collection), NONE, new long[] {id}, NONE, actor);
        return new Put(new Resource(id, collection, name, etag, octets.length, seq, now), false);
    }

    private static void check(Precondition precondition, @Nullable Resource old) {
        var holds = switch (precondition) {
            case Precondition.None() -> true;
            case Precondition.Absent() -> old == null;
            case Precondition.Present() -> old != null;
            case Precondition.Matches(var etags) -> old != null && etags.contains(old.etag());
        };
        if (!holds) {
            throw new Refused(
                    Refused.Code.CONDITION,
                    old == null ? "The resource does not exist." : "The resource is not the one that was named.");
        }
    }

    @Override
    public void delete(
            AccountId account, CollectionId collection, String name, Precondition precondition, Actor actor) {
        transactions.run(() -> {
            var seq = changes.next(account);
            var old = sql.content(account, collection, name).map(Content::resource);
            if (old.isEmpty()) {
                throw new Refused(Refused.Code.NOT_FOUND, "There is no such resource.");
            }
            check(precondition, old.get());
            delete(account, old.get(), seq, actor);
        });
    }

    private void delete(AccountId account, Resource old, long seq, Actor actor) {
        sql.delete(account, old, seq);
        changes.append(account, kind.inStream(old.collection()), NONE, NONE, new long[] {old.id()}, actor);
    }

    @Override
    public Put copy(AccountId account, Place from, Place to, boolean overwrite, Actor actor) {
        return transfer(account, from, to, overwrite, false, actor);
    }

    @Override
    public Put move(AccountId account, Place from, Place to, boolean overwrite, Actor actor) {
        return transfer(account, from, to, overwrite, true, actor);
    }

    /** A move deletes first, or the UID would be in its own way within one collection. */
    private Put transfer(AccountId account, Place from, Place to, boolean overwrite, boolean move, Actor actor) {
        mustBeName(to.name());
        if (from.equals(to)) {
            throw new Refused(Refused.Code.CANNOT, "Source and destination are the same.");
        }
        return transactions.call(() -> {
            var components = mustExist(account, to.collection()).entity().components;
            var seq = changes.next(account);
            var source = sql.content(account, from.collection(), from.name())
                    .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such resource."));
            var checked = format.check(components, source.octets());
            var target = sql.content(account, to.collection(), to.name());
            if (target.isPresent() && !overwrite) {
                throw new Refused(Refused.Code.CONDITION, "The destination exists.");
            }
            if (move) {
                delete(account, source.resource(), seq, actor);
            }
            target.ifPresent(old -> delete(account, old.resource(), seq, actor));
            var put = store(account, to.collection(), to.name(), source.octets(), checked, Precondition.NONE, actor);
            return new Put(put.resource(), target.isEmpty());
        });
    }

    @Override
    public Delta since(AccountId account, CollectionId collection, SyncPoint point, int limit) {
        return transactions.call(() -> {
            var current = mustExist(account, collection).modseq();
            if (point.equals(SyncPoint.START)) {
                return listing(account, collection, current, -1, limit);
            }
            if (point.seq() > current) {
                throw tooOld();
            }
            if (point.listedTo() != null) {
                return listing(account, collection, point.seq(), point.listedTo(), limit);
            }
            return point.seq() == current
                    ? new Delta(List.of(), List.of(), point, true)
                    : changed(account, collection, point.seq(), current, limit);
        });
    }

    private static Refused tooOld() {
        return new Refused(Refused.Code.CANNOT, "The sync token is not valid any more.");
    }

    /** A page of the first listing, by change number: what changes meanwhile is told of after the last page. */
    private Delta listing(AccountId account, CollectionId collection, long seq, long listedTo, int limit) {
        var members = sql.changedAfter(account, collection, listedTo);
        if (members.size() <= limit) {
            return new Delta(members, List.of(), SyncPoint.at(seq), true);
        }
        var end = limit;
        while (end < members.size()
                && members.get(end).modseq() == members.get(end - 1).modseq()) {
            end++;
        }
        var page = members.subList(0, end);
        return end == members.size()
                ? new Delta(page, List.of(), SyncPoint.at(seq), true)
                : new Delta(page, List.of(), new SyncPoint(seq, page.getLast().modseq()), false);
    }

    private Delta changed(AccountId account, CollectionId collection, long since, long current, int limit) {
        Map<Long, Boolean> present = new LinkedHashMap<>();
        var born = new HashSet<Long>();
        var reached = since;
        var complete = true;
        for (var change : changes.since(account, kind.inStream(collection), since)) {
            if (change.seq() > current) {
                break;
            }
            if (change.seq() != reached && !present.isEmpty() && more(present, change) > limit) {
                complete = false;
                break;
            }
            note(change, present, born);
            reached = change.seq();
        }
        var ids = present.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        var changed = ids.isEmpty() ? List.<Resource>of() : sql.byIds(account, collection, ids);
        var found = changed.stream().map(Resource::id).collect(Collectors.toSet());
        // What a later change took away again is gone, too: its name must be told even if this page ends before that.
        // Of one that was made after the point the client knows nothing.
        var gone = present.keySet().stream()
                .filter(id -> !found.contains(id) && !born.contains(id))
                .toList();
        var names = gone.isEmpty() ? Map.<Long, String>of() : sql.gone(account, collection, gone);
        if (names.size() < gone.size()) {
            throw tooOld();
        }
        var live = changed.stream().map(Resource::name).toList();
        var removed = new TreeSet<>(names.values());
        live.forEach(removed::remove);
        return new Delta(changed, List.copyOf(removed), SyncPoint.at(complete ? current : reached), complete);
    }

    private static int more(Map<Long, Boolean> present, Change change) {
        var fresh = new TreeSet<Long>();
        for (var ids : List.of(change.created(), change.updated(), change.destroyed())) {
            for (var id : ids) {
                if (!present.containsKey(id)) {
                    fresh.add(id);
                }
            }
        }
        return present.size() + fresh.size();
    }

    private static void note(Change change, Map<Long, Boolean> present, Set<Long> born) {
        for (var id : change.created()) {
            born.add(id);
            present.put(id, true);
        }
        for (var id : change.updated()) {
            present.put(id, true);
        }
        for (var id : change.destroyed()) {
            present.put(id, false);
        }
    }

    private static void mustBeName(String name) {
        if (name.isEmpty()
                || name.length() > MAX_NAME
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new Refused(Refused.Code.BAD_VALUE, "The name of the resource is not allowed.");
        }
    }

    private static String etag(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
