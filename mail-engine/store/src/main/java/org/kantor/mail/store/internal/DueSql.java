package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.DueDates.Entry;
import org.kantor.mail.store.MailboxId;

/** Reads and writes when messages are to be dealt with. */
final class DueSql {

    /** Where those messages are that have a date and the keyword. "offset 0" keeps the planner to one look-up a row. */
    private static final String PLACES = """
            cross join lateral (
                select p.mailbox, p.uid from placement p join mailbox b on b.account = p.account and b.id = p.mailbox
                where p.message = d.message and p.account = d.account and p.keywords is not null
                    and exists (select from unnest(p.keywords) keyword where lower(keyword) = '$followup')
                    and (b.special_use is null or b.special_use not in ('JUNK', 'TRASH'))
                offset 0
            ) p
            """;

    private DueSql() {}

    /** A date, and whether its owner has been reminded of it. */
    record Dated(Instant due, boolean reminded) {}

    static int put(Connection connection, AccountId account, long[] messages, Dated dated) throws SQLException {
        try (var sql = new Sql(connection, """
                insert into due_date (account, message, due, reminded) select ?, message, ?, ? from unnest(?) message
                on conflict (account, message) do update set due = excluded.due, reminded = excluded.reminded
                """)) {
            return sql.number(account.value())
                    .time(dated.due())
                    .bool(dated.reminded())
                    .numbers(messages)
                    .update();
        }
    }

    static int delete(Connection connection, AccountId account, long[] messages) throws SQLException {
        try (var sql = new Sql(connection, "delete from due_date where account = ? and message = any (?)")) {
            return sql.number(account.value()).numbers(messages).update();
        }
    }

    static Map<Long, Dated> of(Connection connection, AccountId account, long[] messages) throws SQLException {
        try (var sql = new Sql(
                connection, "select message, due, reminded from due_date where account = ? and message = any (?)")) {
            sql.number(account.value()).numbers(messages);
            var due = new HashMap<Long, Dated>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    due.put(rows.getLong(1), new Dated(time(rows, 2), rows.getBoolean(3)));
                }
            }
            return due;
        }
    }

    static List<Entry> list(Connection connection, AccountId account) throws SQLException {
        try (var sql = new Sql(
                connection,
                "select p.mailbox, p.uid, d.message, d.due from due_date d " + PLACES
                        + " where d.account = ? order by d.due, d.message, p.mailbox, p.uid")) {
            sql.number(account.value());
            return entries(sql);
        }
    }

    static List<Entry> remind(Connection connection, AccountId account, Instant now) throws SQLException {
        try (var sql = new Sql(
                connection,
                "with d as (update due_date set reminded = true where account = ? and not reminded and due <= ? returning *)"
                        + " select distinct on (d.due, d.message) p.mailbox, p.uid, d.message, d.due from d " + PLACES
                        + " order by d.due, d.message, p.mailbox, p.uid")) {
            sql.number(account.value()).time(now);
            return entries(sql);
        }
    }

    static Optional<Instant> next(Connection connection, AccountId account) throws SQLException {
        try (var sql = new Sql(connection, "select min(due) from due_date where account = ? and not reminded")) {
            sql.number(account.value());
            try (var rows = sql.query()) {
                return rows.next() && rows.getObject(1) != null ? Optional.of(time(rows, 1)) : Optional.empty();
            }
        }
    }

    private static List<Entry> entries(Sql sql) throws SQLException {
        var entries = new ArrayList<Entry>();
        try (var rows = sql.query()) {
            while (rows.next()) {
                entries.add(new Entry(new MailboxId(rows.getLong(1)), rows.getLong(2), rows.getLong(3), time(rows, 4)));
            }
        }
        return entries;
    }

    private static Instant time(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}
