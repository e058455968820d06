package org.kantor.mail.search.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.kantor.kernel.AccountId;

/** What the index has to catch up with, from the change stream's tables. */
final class IndexSql {

    /** Messages that came into a mailbox between two change numbers, or all there are. @param upTo the change number that they lead to */
    record News(long upTo, long[] messages) {}

    private IndexSql() {}

    /** @param since 0 for the beginning; if the changes since then are no longer known, all messages are news */
    static News since(Connection connection, AccountId account, long since) throws SQLException {
        long upTo;
        long trimmed;
        try (var query = connection.prepareStatement("select seq, trimmed from change_counter where account = ?")) {
            query.setLong(1, account.value());
            try (var row = query.executeQuery()) {
                if (!row.next()) {
                    return new News(0, new long[0]);
                }
                upTo = row.getLong(1);
                trimmed = row.getLong(2);
            }
        }
        if (upTo <= since) {
            return new News(since, new long[0]);
        }
        return new News(
                upTo,
                since == 0 || since < trimmed ? all(connection, account) : created(connection, account, since, upTo));
    }

    private static long[] created(Connection connection, AccountId account, long since, long upTo) throws SQLException {
        try (var query = connection.prepareStatement("""
                select distinct p.message
                from change c
                cross join lateral unnest(c.created) as u (uid)
                cross join lateral (
                    select message from placement
                    where account = c.account and mailbox = c.collection and uid = u.uid offset 0) p
                where c.account = ? and c.seq > ? and c.seq <= ? and c.kind = 1 and c.collection <> 0
                order by 1
                """)) {
            query.setLong(1, account.value());
            query.setLong(2, since);
            query.setLong(3, upTo);
            return numbers(query);
        }
    }

    /** The messages in mailboxes that an index at this position has, ascending. */
    static long[] placed(Connection connection, AccountId account, long position) throws SQLException {
        try (var query = connection.prepareStatement(
                "select distinct message from placement where account = ? and modseq <= ? order by 1")) {
            query.setLong(1, account.value());
            query.setLong(2, position);
            return numbers(query);
        }
    }

    /** Every message of the account that is still stored, ascending. */
    static long[] all(Connection connection, AccountId account) throws SQLException {
        try (var query = connection.prepareStatement("select id from message where account = ? order by id")) {
            query.setLong(1, account.value());
            return numbers(query);
        }
    }

    /** The newest change number of every account that has one. */
    static Map<AccountId, Long> newest(Connection connection) throws SQLException {
        var newest = new HashMap<AccountId, Long>();
        try (var query = connection.prepareStatement("select account, seq from change_counter");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                newest.put(new AccountId(rows.getLong(1)), rows.getLong(2));
            }
        }
        return newest;
    }

    /** How many messages every account stores; accounts that are gone are not in it. */
    static Map<AccountId, Integer> messages(Connection connection) throws SQLException {
        var messages = new HashMap<AccountId, Integer>();
        try (var query = connection.prepareStatement("""
                        select a.id, coalesce(m.messages, 0)
                        from account a
                        left join (select account, count(*) as messages from message group by account) m on m.account = a.id
                        """);
                var rows = query.executeQuery()) {
            while (rows.next()) {
                messages.put(new AccountId(rows.getLong(1)), rows.getInt(2));
            }
        }
        return messages;
    }

    private static long[] numbers(PreparedStatement query) throws SQLException {
        var numbers = new long[64];
        var count = 0;
        try (var rows = query.executeQuery()) {
            while (rows.next()) {
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                numbers[count++] = rows.getLong(1);
            }
        }
        return Arrays.copyOf(numbers, count);
    }
}
