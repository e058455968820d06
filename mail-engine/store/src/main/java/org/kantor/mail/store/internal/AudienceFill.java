package org.kantor.mail.store.internal;

import com.github.luben.zstd.ZstdInputStream;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * Finds out whom messages are for that were stored before that was written down, the newest of an account first. Some at a time: they are read without a lock, and written in the account's turn. May be
 * killed at any moment.
 */
@Service
final class AudienceFill {

    private static final int BATCH = 100;

    /** @param frame null when the content is a blob */
    private record Unknown(AccountId account, long id, byte @Nullable [] frame, byte[] hash, byte[] parsed) {}

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

    /** All; answers how many. */
    int run() {
        var all = 0;
        while (!Thread.currentThread().isInterrupted()) {
            var unknown = jdbc.read(AudienceFill::unknown);
            if (unknown.isEmpty()) {
                break;
            }
            var audiences = new LinkedHashMap<AccountId, Map<Long, byte[]>>();
            unknown.forEach(message -> audiences
                    .computeIfAbsent(message.account(), account -> new LinkedHashMap<>())
                    .put(message.id(), audience(message)));
            audiences.forEach((account, known) -> lanes.write(
                    transactions, account, () -> jdbc.work(connection -> write(connection, account, known))));
            all += unknown.size();
        }
        return all;
    }

    private static List<Unknown> unknown(Connection connection) throws SQLException {
        try (var sql = new Sql(connection, """
                select account, id, content, hash, parsed from message where audience is null
                order by account desc, id desc limit ?
                """)) {
            sql.integer(BATCH);
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

    /** What cannot be read any more is for nobody, so that it is not looked at for ever. */
    private byte[] audience(Unknown message) {
        try {
            var stored = ParsedCodec.decode(message.parsed());
            var frame = message.frame() == null ? blobs.get(message.account(), message.hash()) : message.frame();
            return Audience.encode(
                    stored.envelope(), beginning(frame, stored.structure().bodyOffset()));
        } catch (IOException | RuntimeException e) {
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
