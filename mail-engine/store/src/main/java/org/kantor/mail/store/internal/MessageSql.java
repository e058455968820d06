package org.kantor.mail.store.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages.StoredMessage;
import org.kantor.mail.store.Messages.Summary;
import org.kantor.mail.wire.mime.ParsedMessage;

/** Reads messages. */
final class MessageSql {

    /** @param frame null when the content is a blob */
    record Content(byte @Nullable [] frame, int octets, byte[] hash) {}

    private MessageSql() {}

    static Optional<Content> content(Connection connection, AccountId account, long message) throws SQLException {
        try (var sql = new Sql(connection, "select content, octets, hash from message where account = ? and id = ?")) {
            sql.number(account.value()).number(message);
            try (var rows = sql.query()) {
                return rows.next()
                        ? Optional.of(new Content(rows.getBytes(1), rows.getInt(2), rows.getBytes(3)))
                        : Optional.empty();
            }
        }
    }

    static Map<Long, Content> contents(Connection connection, AccountId account, long[] messages) throws SQLException {
        try (var sql = new Sql(
                connection, "select id, content, octets, hash from message where account = ? and id = any (?)")) {
            sql.number(account.value()).numbers(messages);
            Map<Long, Content> found = new HashMap<>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), new Content(rows.getBytes(2), rows.getInt(3), rows.getBytes(4)));
                }
            }
            return found;
        }
    }

    static List<StoredMessage> stored(Connection connection, AccountId account, long[] messages) throws SQLException {
        try (var sql = new Sql(connection, """
                select id, octets, parsed, sent_date, subject, from_name, preview, attachments, message_id
                from message where account = ? and id = any (?)
                """)) {
            sql.number(account.value()).numbers(messages);
            Map<Long, StoredMessage> found = new HashMap<>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    var parts = ParsedCodec.decode(rows.getBytes(3));
                    var parsed = new ParsedMessage(
                            parts.envelope(),
                            parts.structure(),
                            date(rows, 4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getString(7),
                            rows.getBoolean(8),
                            rows.getString(9),
                            parts.references());
                    found.put(rows.getLong(1), new StoredMessage(rows.getLong(1), rows.getInt(2), parsed));
                }
            }
            return inOrder(messages, found);
        }
    }

    static Map<Long, String> hashes(Connection connection, AccountId account, long[] messages) throws SQLException {
        try (var sql =
                new Sql(connection, "select id, encode(hash, 'hex') from message where account = ? and id = any (?)")) {
            sql.number(account.value()).numbers(messages);
            Map<Long, String> found = new HashMap<>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), rows.getString(2));
                }
            }
            return found;
        }
    }

    /** Of those that have a surrogate, its octets. All of the account's, which are few, are read by their index: no row of the others is looked up. */
    static Map<Long, Integer> surrogates(Connection connection, AccountId account, long[] messages)
            throws SQLException {
        try (var sql = new Sql(
                connection,
                "select id, substring(parsed for " + ParsedCodec.BEGINNING
                        + ") from message where account = ? and length(parsed) > "
                        + ParsedCodec.BEGINNING
                        + " and substring(parsed for 1) = '\\x02'")) {
            sql.number(account.value());
            Map<Long, Integer> found = new HashMap<>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), ParsedCodec.surrogate(rows.getBytes(2)));
                }
            }
            found.keySet().retainAll(Arrays.stream(messages).boxed().collect(Collectors.toSet()));
            return found;
        }
    }

    static List<Summary> summaries(Connection connection, AccountId account, long[] messages) throws SQLException {
        try (var sql = new Sql(connection, """
                select id, from_name, sender, recipients, subject, preview, attachments, sent_date, octets, message_id
                from message where account = ? and id = any (?)
                """)) {
            sql.number(account.value()).numbers(messages);
            Map<Long, Summary> found = new HashMap<>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    found.put(
                            rows.getLong(1),
                            new Summary(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getString(5),
                                    rows.getString(6),
                                    rows.getBoolean(7),
                                    date(rows, 8),
                                    rows.getInt(9),
                                    rows.getString(10)));
                }
            }
            return inOrder(messages, found);
        }
    }

    static long[] threads(Connection connection, AccountId account, long[] messages) throws SQLException {
        var text = "select id, thread from message where account = ? and id = any (?)";
        try (var sql = new Sql(connection, text)) {
            sql.number(account.value()).numbers(messages);
            Map<Long, Long> found = new HashMap<>();
            try (var rows = sql.query()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), rows.getLong(2));
                }
            }
            return Arrays.stream(messages).map(id -> found.getOrDefault(id, 0L)).toArray();
        }
    }

    /** @param uids ascending */
    static long[] saveDates(Connection connection, AccountId account, MailboxId mailbox, long[] uids)
            throws SQLException {
        var dates = new long[uids.length];
        if (uids.length == 0) {
            return dates;
        }
        // all of a range are read faster than many one by one
        var dense = uids[uids.length - 1] - uids[0] < 4L * uids.length;
        try (var sql = new Sql(connection, dense ? """
                select uid, save_date from placement where account = ? and mailbox = ? and uid between ? and ?
                """ : """
                select uid, save_date from placement where account = ? and mailbox = ? and uid = any (?)
                """)) {
            sql.number(account.value()).number(mailbox.value());
            if (dense) {
                sql.number(uids[0]).number(uids[uids.length - 1]);
            } else {
                sql.numbers(uids);
            }
            try (var rows = sql.query()) {
                while (rows.next()) {
                    var index = Arrays.binarySearch(uids, rows.getLong(1));
                    if (index >= 0) {
                        dates[index] = rows.getLong(2);
                    }
                }
            }
        }
        return dates;
    }

    private static @Nullable Instant date(ResultSet rows, int column) throws SQLException {
        var millis = rows.getLong(column);
        return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static <T> List<T> inOrder(long[] messages, Map<Long, T> found) {
        var all = new ArrayList<T>(found.size());
        for (var message : messages) {
            var one = found.get(message);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }
}
