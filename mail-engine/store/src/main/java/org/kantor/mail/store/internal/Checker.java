package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.StoreCheck.Depth;
import org.kantor.mail.store.StoreCheck.Finding;

/** Runs the rules over the tables, and looks at the content itself. */
public final class Checker {

    private static final int MOST_FINDINGS = 100;
    private static final int PAGE = 200;
    private static final String CONTENT = "Every message's content can be read and is what its hash says.";

    private Checker() {}

    public static List<Finding> check(Connection connection, BlobStore blobs, Depth depth) throws SQLException {
        var findings = new ArrayList<Finding>();
        for (var rule : CheckSql.RULES) {
            try (var sql = new Sql(connection, rule.query() + " limit " + MOST_FINDINGS);
                    var rows = sql.query()) {
                while (rows.next()) {
                    findings.add(new Finding(rule.name(), rule.sentence(), rows.getString(1)));
                }
            }
        }
        content(connection, blobs, depth, findings);
        return findings;
    }

    private record Stored(long account, long id, byte[] hash, int octets, byte @Nullable [] frame) {}

    private static void content(Connection connection, BlobStore blobs, Depth depth, List<Finding> findings)
            throws SQLException {
        var lastAccount = Long.MIN_VALUE;
        var last = Long.MIN_VALUE;
        while (true) {
            var page = page(connection, depth, lastAccount, last);
            for (var stored : page) {
                var wrong = wrong(blobs, depth, stored);
                // One that was collected since it was read is no finding.
                if (wrong != null
                        && MessageSql.content(connection, new AccountId(stored.account), stored.id)
                                .isPresent()) {
                    findings.add(new Finding(
                            "content", CONTENT, "account " + stored.account + ", message " + stored.id + ": " + wrong));
                }
                lastAccount = stored.account;
                last = stored.id;
            }
            if (page.size() < PAGE) {
                return;
            }
        }
    }

    private static List<Stored> page(Connection connection, Depth depth, long account, long id) throws SQLException {
        try (var sql = new Sql(
                connection,
                "select account, id, hash, octets, content from message where (account, id) > (?, ?)"
                        + (depth == Depth.TABLES ? " and content is null" : "") + " order by account, id limit "
                        + PAGE)) {
            sql.number(account).number(id);
            var page = new ArrayList<Stored>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    page.add(new Stored(
                            rows.getLong(1), rows.getLong(2), rows.getBytes(3), rows.getInt(4), rows.getBytes(5)));
                }
            }
            return page;
        }
    }

    private static @Nullable String wrong(BlobStore blobs, Depth depth, Stored stored) {
        var account = new AccountId(stored.account);
        if (stored.frame == null && !blobs.exists(account, stored.hash)) {
            return "the blob is missing";
        }
        if (depth == Depth.TABLES) {
            return null;
        }
        try {
            var frame = stored.frame == null ? blobs.get(account, stored.hash) : stored.frame;
            var octets = Compression.decompress(frame, stored.octets);
            return Arrays.equals(Compression.hash(octets), stored.hash) ? null : "the hash differs";
        } catch (RuntimeException e) {
            return "cannot be unpacked: " + e.getMessage();
        }
    }
}
