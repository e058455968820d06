package org.kantor.mail.store.internal;

import com.github.luben.zstd.ZstdInputStream;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Background;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * Finds out whom messages are for that were stored before that was written down, the newest of an account first. Some at a time: they are read without a lock, and written in the account's turn. What
 * cannot be read for now is tried again at the next turn. May be killed at any moment.
 */
@Service
final class AudienceFill {

    private static final int BATCH = 100;
    private static final Duration PAUSE = Duration.ofMinutes(20);
    /** The lock of whoever builds the index; no other lock of this database has the number. */
    private static final long BUILDING = 0x6b_61_75_64_69_65_6e_63L;

    /** @param frame null when the content is a blob */
    private record Unknown(AccountId account, long id, byte @Nullable [] frame, byte[] hash, byte[] parsed) {}

    /** What one turn has come to; for one thread. */
    private static final class Turn {

        private int known;
        private int notRead;
        private @Nullable Unknown first;
        private @Nullable RuntimeException cause;

        void notRead(Unknown message, RuntimeException why) {
            if (notRead++ == 0) {
                first = message;
                cause = why;
            }
        }

        void log() {
            if (known > 0) {
                StoreLog.LOG.audiences(known);
            }
            if (first != null && cause != null) {
                StoreLog.LOG.notRead(notRead, first.id(), first.account(), cause);
            }
        }
    }

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final Lanes lanes;
    private final BlobStore blobs;

    @Inject
    AudienceFill(Transactions transactions, Jdbc jdbc, Lanes lanes, BlobStore blobs) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.lanes = lanes;
        this.blobs = blobs;
    }

    void start(@Observes Startup event, Background background) {
        background.repeat("store-audiences", PAUSE, this::run);
    }

    /** All once. */
    void run() {
        if (!jdbc.read(AudienceFill::ready)) {
            return;
        }
        var turn = new Turn();
        try {
            var unknown = jdbc.read(connection -> unknown(connection, Long.MAX_VALUE, Long.MAX_VALUE));
            while (!unknown.isEmpty() && !Thread.currentThread().isInterrupted()) {
                settle(unknown, turn);
                var last = unknown.getLast();
                unknown = jdbc.read(
                        connection -> unknown(connection, last.account().value(), last.id()));
            }
        } finally {
            turn.log();
        }
    }

    /**
     * Builds the index of what is to be done, if it is missing or came to nothing; answers whether it is there. In no transaction, so that no delivery waits for it. What another node builds is left
     * to it.
     */
    private static boolean ready(Connection connection) throws SQLException {
        if (built(connection)) {
            return true;
        }
        if (!holds(connection, "select pg_try_advisory_lock(?)")) {
            return false;
        }
        try {
            if (!built(connection)) {
                StoreLog.LOG.building();
                build(connection);
            }
            return true;
        } finally {
            holds(connection, "select pg_advisory_unlock(?)");
        }
    }

    private static boolean built(Connection connection) throws SQLException {
        try (var sql = new Sql(
                        connection,
                        "select indisvalid from pg_index where indexrelid = to_regclass('message_audience')");
                var rows = sql.query()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static boolean holds(Connection connection, String lock) throws SQLException {
        try (var sql = new Sql(connection, lock).number(BUILDING);
                var rows = sql.query()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static void build(Connection connection) throws SQLException {
        try (var drop = new Sql(connection, "drop index concurrently if exists message_audience");
                var create = new Sql(
                        connection,
                        "create index concurrently message_audience on message (account, id) where audience is null")) {
            drop.update();
            create.update();
        }
    }

    /** What comes after a message in the order of the work. */
    private static List<Unknown> unknown(Connection connection, long account, long id) throws SQLException {
        try (var sql = new Sql(connection, """
                select account, id, content, hash, parsed from message where audience is null and (account, id) < (?, ?)
                order by account desc, id desc limit ?
                """)) {
            sql.number(account).number(id).integer(BATCH);
            var unknown = new ArrayList<Unknown>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    unknown.add(new Unknown(
                            new AccountId(rows.getLong(1)),
                            rows.getLong(2),
                            rows.getBytes(3),
                            rows.getBytes(4),
                            rows.getBytes(5)));
                }
            }
            return unknown;
        }
    }

    private void settle(List<Unknown> unknown, Turn turn) {
        var audiences = new LinkedHashMap<AccountId, Map<Long, byte[]>>();
        for (var message : unknown) {
            try {
                var frame = message.frame() == null ? blobs.get(message.account(), message.hash()) : message.frame();
                audiences
                        .computeIfAbsent(message.account(), account -> new LinkedHashMap<>())
                        .put(message.id(), audience(message, frame));
            } catch (RuntimeException e) {
                turn.notRead(message, e);
            }
        }
        audiences.forEach((account, known) -> {
            lanes.write(transactions, account, () -> jdbc.work(connection -> write(connection, account, known)));
            turn.known += known.size();
        });
    }

    /** What is damaged is for nobody, so that it is not looked at for ever; a repair has it looked at again. */
    private static byte[] audience(Unknown message, byte[] frame) {
        try {
            var stored = ParsedCodec.decode(message.parsed());
            return Audience.encode(
                    stored.envelope(), beginning(frame, stored.structure().bodyOffset()));
        } catch (IOException | RuntimeException e) {
            StoreLog.LOG.unreadable(message.id(), message.account(), e);
            return Audience.UNKNOWN;
        }
    }

    private static byte[] beginning(byte[] frame, int octets) throws IOException {
        try (var in = new ZstdInputStream(new ByteArrayInputStream(frame))) {
            return in.readNBytes(octets);
        }
    }

    private static int write(Connection connection, AccountId account, Map<Long, byte[]> audiences)
            throws SQLException {
        try (var sql = new Sql(connection, """
                update message m set audience = known.audience from unnest(?::bigint[], ?::bytea[]) known (id, audience)
                where m.account = ? and m.id = known.id and m.audience is null
                """)) {
            return sql.numbers(audiences.keySet().stream()
                            .mapToLong(Long::longValue)
                            .toArray())
                    .array("bytea", audiences.values().toArray(byte[][]::new))
                    .number(account.value())
                    .update();
        }
    }
}
