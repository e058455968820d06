package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Recovery.Key;
import org.kantor.mail.store.Recovery.Recoverable;

/** Reads what can be had back. */
final class RecoverySql {

    /** The latest loss of each message that has no placement left. */
    private static final String LOST = """
            select distinct on (r.message) r.* from recoverable r
            where r.account = ? and r.deleted >= ?
                and not exists (select from placement p where p.account = r.account and p.message = r.message)
            order by r.message, r.deleted desc, r.mailbox, r.uid
            """;

    private RecoverySql() {}

    static List<Recoverable> list(Connection connection, AccountId account, Instant since, int offset, int limit)
            throws SQLException {
        try (var sql = new Sql(connection, """
                select l.mailbox, l.uid, l.name, m.from_name, m.subject, l.deleted, l.internal_date, l.octets
                from (%s) l join message m on m.account = l.account and m.id = l.message
                order by l.deleted desc, l.mailbox, l.uid desc offset ? limit ?
                """.formatted(LOST))) {
            sql.number(account.value()).time(since).integer(offset).integer(limit);
            var list = new ArrayList<Recoverable>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    list.add(new Recoverable(
                            new Key(new MailboxId(rows.getLong(1)), rows.getLong(2)),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getTimestamp(6).toInstant(),
                            rows.getLong(7),
                            rows.getInt(8)));
                }
            }
            return list;
        }
    }

    static int count(Connection connection, AccountId account, Instant since) throws SQLException {
        try (var sql = new Sql(connection, "select count(*) from (" + LOST + ") l")) {
            sql.number(account.value()).time(since);
            try (var row = sql.query()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** The mailboxes that the messages go back into: their own, one of the same name now, or the INBOX. */
    static Map<MailboxId, List<Key>> targets(Connection connection, AccountId account, List<Key> keys)
            throws SQLException {
        try (var sql = new Sql(connection, """
                select r.mailbox, r.uid, coalesce(
                    (select id from mailbox b where b.account = r.account and b.id = r.mailbox),
                    (select id from mailbox b where b.account = r.account and b.name = r.name),
                    (select id from mailbox b where b.account = r.account and b.name = 'INBOX'))
                from unnest(?, ?) with ordinality k (mailbox, uid, place)
                join recoverable r on r.account = ? and r.mailbox = k.mailbox and r.uid = k.uid
                order by k.place
                """)) {
            sql.numbers(keys.stream().mapToLong(key -> key.mailbox().value()).toArray())
                    .numbers(keys.stream().mapToLong(Key::uid).toArray())
                    .number(account.value());
            var targets = new LinkedHashMap<MailboxId, List<Key>>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    targets.computeIfAbsent(new MailboxId(rows.getLong(3)), id -> new ArrayList<>())
                            .add(new Key(new MailboxId(rows.getLong(1)), rows.getLong(2)));
                }
            }
            return targets;
        }
    }
}
