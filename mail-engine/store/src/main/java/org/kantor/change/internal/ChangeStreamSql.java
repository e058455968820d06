package org.kantor.change.internal;

import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.Change;
import org.kantor.change.ChangeBus;
import org.kantor.change.ChangeStream;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** The change stream's tables. Safe from any thread. */
@Service
public final class ChangeStreamSql implements ChangeStream {

    private static final int TRIM_BATCH = 1_000;

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final ChangeBus bus;
    private final Clock clock;

    @Inject
    public ChangeStreamSql(Transactions transactions, Jdbc jdbc, ChangeBus bus, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public long next(AccountId account) {
        needTransaction();
        return jdbc.work(connection -> {
            try (var call = connection.prepareStatement("select change_next(?)")) {
                call.setLong(1, account.value());
                try (var row = call.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    @Override
    public void append(
            AccountId account, Collection collection, long[] created, long[] updated, long[] destroyed, Actor actor) {
        needTransaction();
        var seq = jdbc.work(connection -> {
            try (var call = connection.prepareStatement("""
                    with taken as materialized (select change_next(?) as seq)
                    select seq, change_append(?, seq, ?::smallint, ?, ?, ?, ?, ?, ?, ?, ?) from taken
                    """)) {
                call.setLong(1, account.value());
                call.setLong(2, account.value());
                call.setInt(3, collection.kind().code());
                call.setLong(4, collection.id());
                call.setArray(5, connection.createArrayOf("int8", box(created)));
                call.setArray(6, connection.createArrayOf("int8", box(updated)));
                call.setArray(7, connection.createArrayOf("int8", box(destroyed)));
                call.setString(8, actor.protocol());
                call.setString(9, actor.session());
                if (actor.user() == null) {
                    call.setNull(10, Types.BIGINT);
                } else {
                    call.setLong(10, actor.user().value());
                }
                call.setObject(11, clock.instant().atOffset(ZoneOffset.UTC));
                try (var row = call.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
        transactions.afterCommit(() -> bus.publish(new ChangeBus.Notice(account, seq, Set.of(collection), actor)));
    }

    private static Long[] box(long[] ids) {
        var boxed = new Long[ids.length];
        for (var i = 0; i < ids.length; i++) {
            boxed[i] = ids[i];
        }
        return boxed;
    }

    @Override
    public long current(AccountId account) {
        return jdbc.read(connection -> {
            try (var query = connection.prepareStatement("select seq from change_counter where account = ?")) {
                query.setLong(1, account.value());
                try (var row = query.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    @Override
    public List<Change> since(AccountId account, Collection collection, long since) {
        return jdbc.read(connection -> {
            try (var query = connection.prepareStatement("""
                    select n.trimmed, c.seq, c.created, c.updated, c.destroyed, c.protocol, c.session, c.actor, c.at
                    from change_counter n
                    left join change c on c.account = n.account and c.seq > ? and c.kind = ? and c.collection = ?
                    where n.account = ?
                    order by c.seq
                    """)) {
                query.setLong(1, since);
                query.setInt(2, collection.kind().code());
                query.setLong(3, collection.id());
                query.setLong(4, account.value());
                try (var rows = query.executeQuery()) {
                    return changes(rows, account, collection, since);
                }
            }
        });
    }

    private static List<Change> changes(ResultSet rows, AccountId account, Collection collection, long since)
            throws SQLException {
        var changes = new ArrayList<Change>();
        while (rows.next()) {
            if (rows.getLong(1) > since) {
                throw new Refused(Refused.Code.CANNOT, "The changes since then are no longer known.");
            }
            var seq = rows.getLong(2);
            if (!rows.wasNull()) {
                changes.add(new Change(
                        account,
                        seq,
                        collection,
                        ids(rows, 3),
                        ids(rows, 4),
                        ids(rows, 5),
                        new Actor(rows.getString(6), rows.getString(7), user(rows)),
                        rows.getObject(9, OffsetDateTime.class).toInstant()));
            }
        }
        return changes;
    }

    private static @Nullable AccountId user(ResultSet rows) throws SQLException {
        var user = rows.getLong(8);
        return rows.wasNull() ? null : new AccountId(user);
    }

    private static long[] ids(ResultSet rows, int column) throws SQLException {
        var boxed = (Long[]) rows.getArray(column).getArray();
        var ids = new long[boxed.length];
        for (var i = 0; i < ids.length; i++) {
            ids[i] = boxed[i];
        }
        return ids;
    }

    /** Forgets an account's changes that are older than {@code keep}, in transactions of a thousand rows; answers how many. */
    public int trim(AccountId account, Duration keep) {
        var before = clock.instant().minus(keep).atOffset(ZoneOffset.UTC);
        var all = 0;
        int trimmed;
        do {
            trimmed = transactions.call(() -> jdbc.work(connection -> {
                try (var call = connection.prepareStatement("select change_trim(?, ?, ?)")) {
                    call.setLong(1, account.value());
                    call.setObject(2, before);
                    call.setInt(3, TRIM_BATCH);
                    try (var row = call.executeQuery()) {
                        row.next();
                        return row.getInt(1);
                    }
                }
            }));
            all += trimmed;
        } while (trimmed >= TRIM_BATCH);
        return all;
    }

    private void needTransaction() {
        if (!transactions.active()) {
            throw new IllegalStateException("the change stream is written within a transaction only");
        }
    }
}
