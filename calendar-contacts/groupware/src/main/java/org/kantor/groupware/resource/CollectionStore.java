package org.kantor.groupware.resource;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.change.ChangeStream;
import org.kantor.groupware.resource.internal.CollectionEntity;
import org.kantor.groupware.resource.internal.CollectionRows;
import org.kantor.groupware.resource.internal.ResourceSql;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.tx.Transactions;

/** Collections of one kind, whatever they mean. Safe from any thread. */
public final class CollectionStore {

    private static final int MAX_COLLECTIONS = 200;
    private static final int MAX_TEXT = 10_000;
    private static final long[] NONE = {};

    /** The first collection of an account, under a name that clients find for years. */
    public static final String DEFAULT_NAME = "default";

    private final CollectionKind kind;
    private final CollectionRows rows;
    private final ResourceSql sql;
    private final ChangeStream changes;
    private final Transactions transactions;
    private final Clock clock;

    public CollectionStore(
            CollectionKind kind,
            CollectionRows rows,
            ResourceSql sql,
            ChangeStream changes,
            Transactions transactions,
            Clock clock) {
        this.kind = kind;
        this.rows = rows;
        this.sql = sql;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param first what the account's first collection shall be, if it has none yet */
    public List<CollectionRows.Row> list(AccountId account, Consumer<CollectionEntity> first) {
        return transactions.call(() -> {
            var all = rows.all(account, kind);
            if (all.isEmpty()) {
                ensure(account, first);
                return rows.all(account, kind);
            }
            return all;
        });
    }

    /** Makes the account's first collection unless it has one. */
    public void ensure(AccountId account, Consumer<CollectionEntity> first) {
        transactions.run(() -> {
            changes.next(account);
            if (rows.all(account, kind).isEmpty()) {
                add(account, DEFAULT_NAME, first, new Actor("system", "", null));
            }
        });
    }

    public Optional<CollectionRows.Row> byId(AccountId account, CollectionId id) {
        return transactions.call(() -> rows.byId(account, kind, id));
    }

    public Optional<CollectionRows.Row> byName(AccountId account, String name) {
        return transactions.call(() -> rows.byName(account, kind, name));
    }

    /** @param name null for one that is made up */
    public CollectionRows.Row create(
            AccountId account, @Nullable String name, Consumer<CollectionEntity> properties, Actor actor) {
        var segment = name == null ? UUID.randomUUID().toString() : name;
        if (!segment.matches("[^/\\p{Cntrl}]{1,200}") || segment.equals(".") || segment.equals("..")) {
            throw new Refused(Refused.Code.BAD_VALUE, "The name of the collection is not allowed.");
        }
        return transactions.call(() -> {
            changes.next(account);
            var all = rows.all(account, kind);
            if (all.stream().anyMatch(row -> row.entity().name.equals(segment))) {
                throw new Refused(Refused.Code.ALREADY_EXISTS, "A collection of that name exists.");
            }
            if (all.size() >= MAX_COLLECTIONS) {
                throw new Refused(Refused.Code.LIMIT, "There are too many collections.");
            }
            return add(account, segment, properties, actor);
        });
    }

    private CollectionRows.Row add(AccountId account, String name, Consumer<CollectionEntity> properties, Actor actor) {
        var seq = changes.next(account);
        var entity = new CollectionEntity();
        entity.account = account.value();
        entity.kind = kind;
        entity.name = name;
        entity.created = clock.instant().truncatedTo(ChronoUnit.MICROS);
        properties.accept(entity);
        mustBeSane(entity);
        rows.insert(entity);
        var id = id(entity);
        sql.insertCounter(account, id, seq);
        changes.append(account, kind.listInStream(), new long[] {id.value()}, NONE, NONE, actor);
        return new CollectionRows.Row(entity, seq);
    }

    public CollectionRows.Row change(AccountId account, CollectionId id, Consumer<CollectionEntity> edit, Actor actor) {
        return transactions.call(() -> {
            var seq = changes.next(account);
            var entity = rows.byId(account, kind, id)
                    .orElseThrow(CollectionStore::missing)
                    .entity();
            edit.accept(entity);
            mustBeSane(entity);
            sql.touch(account, id, seq);
            changes.append(account, kind.listInStream(), NONE, new long[] {id.value()}, NONE, actor);
            return new CollectionRows.Row(entity, seq);
        });
    }

    /** @param needed of which kind one must stay */
    public void delete(AccountId account, CollectionId id, Predicate<CollectionEntity> needed, Actor actor) {
        transactions.run(() -> {
            changes.next(account);
            var entity = rows.byId(account, kind, id)
                    .orElseThrow(CollectionStore::missing)
                    .entity();
            var left = rows.all(account, kind).stream()
                    .map(CollectionRows.Row::entity)
                    .filter(needed)
                    .toList();
            if (needed.test(entity) && left.size() == 1) {
                throw new Refused(Refused.Code.CANNOT, "The last one cannot be deleted.");
            }
            rows.delete(entity);
            changes.append(account, kind.listInStream(), NONE, NONE, new long[] {id.value()}, actor);
        });
    }

    public static CollectionId id(CollectionEntity entity) {
        if (entity.id == null) {
            throw new IllegalStateException("the collection is not stored yet");
        }
        return new CollectionId(entity.id);
    }

    private static Refused missing() {
        return new Refused(Refused.Code.NOT_FOUND, "There is no such collection.");
    }

    private static void mustBeSane(CollectionEntity entity) {
        if (entity.displayName.isBlank()) {
            throw new Refused(Refused.Code.BAD_VALUE, "The name is empty.");
        }
        if (entity.displayName.length() > 255
                || entity.description.length() > MAX_TEXT
                || entity.timezone.length() > 10 * MAX_TEXT) {
            throw new Refused(Refused.Code.BAD_VALUE, "A text is too long.");
        }
    }
}
