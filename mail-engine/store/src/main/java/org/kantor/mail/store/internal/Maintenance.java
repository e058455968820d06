package org.kantor.mail.store.internal;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.kantor.bean.Background;
import org.kantor.bean.Service;
import org.kantor.change.internal.ChangeStreamSql;
import org.kantor.kernel.AccountId;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * Gives back what nothing refers to any more: deleted messages whose time is over, blobs without a message, old changes. All in small transactions in the
 * accounts' turns. May be killed at any moment.
 */
@Service
public final class Maintenance {

    /** How long an expunged message can still be read by a session that has not been told (RFC 3501 section 5.5), and an unused blob waits. */
    static final Duration GRACE = Duration.ofHours(1);

    /** How far back a client can ask for changes; one that was away for longer starts afresh. */
    static final Duration CHANGES = Duration.ofDays(60);

    private static final Duration PAUSE = Duration.ofMinutes(20);
    private static final int BATCH = 500;

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final Lanes lanes;
    private final ChangeStreamSql changes;
    private final BlobStore blobs;
    private final Retention retention;
    private final Clock clock;

    @Inject
    Maintenance(
            Transactions transactions,
            Jdbc jdbc,
            Lanes lanes,
            ChangeStreamSql changes,
            BlobStore blobs,
            Retention retention,
            Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.lanes = lanes;
        this.changes = changes;
        this.blobs = blobs;
        this.retention = retention;
        this.clock = clock;
    }

    void start(@Observes Startup event, Background background) {
        background.repeat("store-maintenance", PAUSE, this::run);
    }

    /** Everything once. */
    public void run() {
        letGo();
        var messages = collect();
        var files = sweep();
        var old = trim();
        if (messages + files + old > 0) {
            StoreLog.LOG.maintained(messages, files, old);
        }
    }

    /** Lets go of deleted messages whose time is over. */
    private void letGo() {
        var before = clock.instant().minus(retention.kept());
        for (var account : transactions.call(() -> jdbc.work(connection -> late(connection, before)))) {
            int batch;
            do {
                batch = lanes.write(
                        transactions, account, () -> jdbc.work(connection -> letGo(connection, account, before)));
            } while (batch == BATCH);
        }
    }

    private static List<AccountId> late(Connection connection, Instant before) throws SQLException {
        try (var sql = new Sql(connection, "select distinct account from recoverable where deleted < ?")) {
            sql.time(before);
            return accounts(sql);
        }
    }

    private static int letGo(Connection connection, AccountId account, Instant before) throws SQLException {
        try (var sql = new Sql(connection, "select store_let_go(?, ?, ?)")) {
            sql.number(account.value()).time(before).integer(BATCH);
            try (var row = sql.query()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Deletes messages that lost their last placement before the grace period; answers how many rows of garbage were settled. */
    int collect() {
        var before = clock.instant().minus(GRACE);
        var settled = 0;
        for (var account : accounts("select distinct account from message_garbage")) {
            int batch;
            do {
                batch = lanes.write(
                        transactions, account, () -> jdbc.work(connection -> collect(connection, account, before)));
                settled += batch;
            } while (batch == BATCH);
        }
        return settled;
    }

    private static int collect(Connection connection, AccountId account, Instant before) throws SQLException {
        try (var sql = new Sql(connection, "select store_collect(?, ?, ?)")) {
            sql.number(account.value()).time(before).integer(BATCH);
            try (var row = sql.query()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /**
     * Deletes blobs that no message refers to. One that was put within the grace period may belong to a transaction that has not committed; any older
     * one is seen in the table or is not used, as putting it again makes it young.
     */
    int sweep() {
        var before = clock.instant().minus(GRACE);
        var deleted = 0;
        for (var account : blobs.accounts()) {
            var old = blobs.olderThan(account, before);
            for (var from = 0; from < old.size(); from += BATCH) {
                var some = old.subList(from, Math.min(old.size(), from + BATCH));
                var used = transactions.call(() -> jdbc.work(connection -> used(connection, account, some)));
                for (var hash : some) {
                    if (!used.contains(HexFormat.of().formatHex(hash))) {
                        blobs.delete(account, hash, before);
                        deleted++;
                    }
                }
            }
        }
        return deleted;
    }

    private static Set<String> used(Connection connection, AccountId account, List<byte[]> hashes) throws SQLException {
        try (var sql = new Sql(
                connection,
                "select encode(hash, 'hex') from message where account = ? and hash = any (?) and content is null")) {
            sql.number(account.value()).array("bytea", hashes.toArray(byte[][]::new));
            var used = new HashSet<String>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    used.add(rows.getString(1));
                }
            }
            return used;
        }
    }

    private int trim() {
        return accounts("select account from change_counter").stream()
                .mapToInt(account -> changes.trim(account, CHANGES))
                .sum();
    }

    private List<AccountId> accounts(String query) {
        return transactions.call(() -> jdbc.work(connection -> {
            try (var sql = new Sql(connection, query)) {
                return accounts(sql);
            }
        }));
    }

    private static List<AccountId> accounts(Sql sql) throws SQLException {
        var accounts = new ArrayList<AccountId>();
        try (var rows = sql.query()) {
            while (rows.next()) {
                accounts.add(new AccountId(rows.getLong(1)));
            }
        }
        return accounts;
    }
}
