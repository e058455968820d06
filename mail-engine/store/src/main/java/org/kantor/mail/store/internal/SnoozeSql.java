package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;

/** Reads and writes which messages come back when, and which conversations are muted. */
final class SnoozeSql {

    /** @param message 0 if it does not lie there any more */
    record Due(AccountId account, MailboxId mailbox, long uid, long message, int flags, List<String> keywords) {}

    private SnoozeSql() {}

    static int insert(Connection connection, AccountId account, MailboxId mailbox, long[] uids, Instant until)
            throws SQLException {
        try (var sql = new Sql(
                connection,
                "insert into snoozed (account, mailbox, uid, until) select ?, ?, uid, ? from unnest(?) uid")) {
            return sql.number(account.value())
                    .number(mailbox.value())
                    .time(until)
                    .numbers(uids)
                    .update();
        }
    }

    static Map<Long, Instant> until(Connection connection, AccountId account, MailboxId mailbox) throws SQLException {
        try (var sql = new Sql(connection, "select uid, until from snoozed where account = ? and mailbox = ?")) {
            sql.number(account.value()).number(mailbox.value());
            var until = new HashMap<Long, Instant>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    until.put(
                            rows.getLong(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
            return until;
        }
    }

    static Optional<Instant> until(Connection connection, AccountId account, MailboxId mailbox, long uid)
            throws SQLException {
        try (var sql = new Sql(connection, "select until from snoozed where account = ? and mailbox = ? and uid = ?")) {
            sql.number(account.value()).number(mailbox.value()).number(uid);
            try (var rows = sql.query()) {
                return rows.next()
                        ? Optional.of(rows.getObject(1, OffsetDateTime.class).toInstant())
                        : Optional.empty();
            }
        }
    }

    static List<Due> due(Connection connection, Instant now, int most) throws SQLException {
        try (var sql = new Sql(connection, """
                select s.account, s.mailbox, s.uid, coalesce(p.message, 0), coalesce(p.flags, 0), p.keywords
                from (select * from snoozed where until <= ? order by until limit ?) s
                left join lateral (
                    select * from placement p where p.account = s.account and p.mailbox = s.mailbox and p.uid = s.uid offset 0
                ) p on true
                """)) {
            sql.time(now).integer(most);
            var due = new ArrayList<Due>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    var keywords = rows.getArray(6);
                    due.add(new Due(
                            new AccountId(rows.getLong(1)),
                            new MailboxId(rows.getLong(2)),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getInt(5),
                            keywords == null ? List.of() : List.of((String[]) keywords.getArray())));
                }
            }
            return due;
        }
    }

    /** Answers whether it was still there: who deletes the row brings the message back. */
    static boolean delete(Connection connection, Due due) throws SQLException {
        try (var sql = new Sql(connection, "delete from snoozed where account = ? and mailbox = ? and uid = ?")) {
            return sql.number(due.account().value())
                            .number(due.mailbox().value())
                            .number(due.uid())
                            .update()
                    > 0;
        }
    }

    static int postpone(Connection connection, Due due, Instant until) throws SQLException {
        try (var sql =
                new Sql(connection, "update snoozed set until = ? where account = ? and mailbox = ? and uid = ?")) {
            return sql.time(until)
                    .number(due.account().value())
                    .number(due.mailbox().value())
                    .number(due.uid())
                    .update();
        }
    }

    /** Answers those of the messages whose conversations were changed. */
    static long[] mute(Connection connection, AccountId account, long[] messages, boolean muted) throws SQLException {
        var change = muted
                ? "insert into muted (account, thread) select distinct account, thread from message where account = ? and id = any (?)"
                        + " on conflict do nothing returning thread"
                : "delete from muted where account = ? and thread in"
                        + " (select thread from message where account = muted.account and id = any (?)) returning thread";
        try (var sql = new Sql(
                connection,
                "with changed as (" + change + ") select id from message where account = ? and id = any (?)"
                        + " and thread in (select thread from changed) order by id")) {
            sql.number(account.value())
                    .numbers(messages)
                    .number(account.value())
                    .numbers(messages);
            var changed = LongStream.builder();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    changed.add(rows.getLong(1));
                }
            }
            return changed.build().toArray();
        }
    }

    static List<Long> muted(Connection connection, AccountId account, long[] threads) throws SQLException {
        try (var sql = new Sql(connection, "select thread from muted where account = ? and thread = any (?)")) {
            sql.number(account.value()).numbers(threads);
            var muted = new ArrayList<Long>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    muted.add(rows.getLong(1));
                }
            }
            return muted;
        }
    }
}
