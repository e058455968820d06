package org.kantor.mail.queue.internal;

import com.github.luben.zstd.Zstd;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.queue.Waiting;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Notify;
import org.kantor.mail.wire.smtp.OriginalRecipient;
import org.kantor.mail.wire.smtp.Path;
import org.kantor.tx.Jdbc;

/** The queue's writes and leases, each in one round trip; every method needs an open transaction. */
@Service
public final class QueueSql {

    private static final int ZSTD_LEVEL = 1;

    private final Jdbc jdbc;

    @Inject
    public QueueSql(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Destinations that cannot be reached at present are not tried before their time. */
    public long insert(Envelope envelope, byte[] content, Instant now) {
        return jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("""
                    with m as (
                        insert into queue_message (sender, body, smtp_utf8, ret, envid, octets, arrived, content)
                        values (?, ?, ?, ?, ?, ?, ?, ?) returning id)
                    insert into queue_recipient (message, address, destination, report_on, original, due)
                    select m.id, r.address, r.destination, r.report_on, r.original, greatest(?, d.not_before)
                    from m, unnest(?::text[], ?::text[], ?::smallint[], ?::text[]) as r (address, destination, report_on, original)
                    left join queue_destination d on d.destination = r.destination
                    returning message""")) {
                var sender = envelope.sender();
                var ret = envelope.ret();
                statement.setString(1, sender == null ? "" : sender.text());
                statement.setString(2, envelope.body().name());
                statement.setBoolean(3, envelope.smtpUtf8());
                statement.setString(4, ret == null ? null : ret.name());
                statement.setString(5, envelope.envid());
                statement.setInt(6, content.length);
                time(statement, 7, now);
                statement.setBytes(8, Zstd.compress(content, ZSTD_LEVEL));
                time(statement, 9, now);
                var recipients = envelope.recipients();
                statement.setArray(
                        10, texts(connection, recipients, r -> r.address().text()));
                statement.setArray(11, texts(connection, recipients, r -> destination(r.address())));
                statement.setArray(
                        12,
                        connection.createArrayOf(
                                "int2",
                                recipients.stream()
                                        .map(r -> r.reportOn() == null
                                                ? null
                                                : (short) r.reportOn().bits())
                                        .toArray()));
                statement.setArray(
                        13,
                        texts(
                                connection,
                                recipients,
                                r -> r.original() == null ? null : r.original().toString()));
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    private static String destination(Path address) {
        return address.domain().toLowerCase(Locale.ROOT);
    }

    private interface Column {
        @Nullable
        String of(Envelope.Recipient recipient);
    }

    private static java.sql.Array texts(Connection connection, List<Envelope.Recipient> recipients, Column column)
            throws SQLException {
        return connection.createArrayOf(
                "text", recipients.stream().map(column::of).toArray());
    }

    /** Takes up to {@code limit} due recipients for the holder; whoever else looks meanwhile gets others. */
    public List<Waiting> lease(UUID holder, Instant now, Instant until, int limit) {
        return jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("""
                    with due as (
                        select id from queue_recipient where not held and due <= ?
                        order by due limit ? for update skip locked)
                    update queue_recipient r
                    set lease = ?, due = ?, last_attempt = ?, attempts = r.attempts + 1
                    from due, queue_message m
                    where r.id = due.id and m.id = r.message
                    returning r.id, r.message, r.address, r.destination, r.report_on, r.original, r.attempts, r.delay_reported,
                        m.sender, m.body, m.smtp_utf8, m.ret, m.envid, m.arrived, m.octets""")) {
                time(statement, 1, now);
                statement.setInt(2, limit);
                statement.setObject(3, holder);
                time(statement, 4, until);
                time(statement, 5, now);
                var leased = new ArrayList<Waiting>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        leased.add(waiting(rows));
                    }
                }
                return leased;
            }
        });
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        var bits = row.getShort("report_on");
        var notify = row.wasNull() ? null : Notify.ofBits(bits);
        var original = row.getString("original");
        var semicolon = original == null ? -1 : original.indexOf(';');
        var sender = row.getString("sender");
        var ret = row.getString("ret");
        var recipient = new Envelope.Recipient(
                Path.of(row.getString("address")),
                notify,
                original == null
                        ? null
                        : new OriginalRecipient(original.substring(0, semicolon), original.substring(semicolon + 1)));
        return new Waiting(
                row.getLong("id"),
                row.getLong("message"),
                new Envelope(
                        sender.isEmpty() ? null : Path.of(sender),
                        Mail.Body.valueOf(row.getString("body")),
                        row.getBoolean("smtp_utf8"),
                        ret == null ? null : Mail.Ret.valueOf(ret),
                        row.getString("envid"),
                        List.of(recipient)),
                row.getString("destination"),
                row.getInt("attempts"),
                row.getBoolean("delay_reported"),
                row.getObject("arrived", OffsetDateTime.class).toInstant(),
                row.getInt("octets"));
    }

    /** The octets of these messages, by number; one that has been deleted meanwhile is missing. */
    public Map<Long, byte[]> contents(Collection<Long> messages) {
        return jdbc.work(connection -> {
            try (var statement =
                    connection.prepareStatement("select id, octets, content from queue_message where id = any(?)")) {
                statement.setArray(1, numbers(connection, messages));
                var contents = new HashMap<Long, byte[]>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        contents.put(rows.getLong(1), Zstd.decompress(rows.getBytes(3), rows.getInt(2)));
                    }
                }
                return contents;
            }
        });
    }

    public void renew(UUID holder, Collection<Long> recipients, Instant until) {
        jdbc.work(connection -> {
            try (var statement =
                    connection.prepareStatement("update queue_recipient set due = ? where id = any(?) and lease = ?")) {
                time(statement, 1, until);
                statement.setArray(2, numbers(connection, recipients));
                statement.setObject(3, holder);
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Takes recipients out, and messages that have none left. The message rows are locked first, so that two who take the last two
     * recipients of a message do not both leave it behind.
     *
     * @return those that were still ours; another holder has the others
     */
    public List<Long> remove(UUID holder, Collection<Waiting> recipients) {
        return jdbc.work(connection -> {
            var messages = numbers(
                    connection,
                    recipients.stream().map(Waiting::message).distinct().toList());
            try (var lock = connection.prepareStatement(
                    "select id from queue_message where id = any(?) order by id for update")) {
                lock.setArray(1, messages);
                lock.execute();
            }
            var removed = new ArrayList<Long>();
            try (var statement = connection.prepareStatement(
                    "delete from queue_recipient where id = any(?) and lease = ? returning id")) {
                statement.setArray(
                        1,
                        numbers(connection, recipients.stream().map(Waiting::id).toList()));
                statement.setObject(2, holder);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        removed.add(rows.getLong(1));
                    }
                }
            }
            removeEmpty(connection, messages);
            return removed;
        });
    }

    static void removeEmpty(Connection connection, java.sql.Array messages) throws SQLException {
        try (var statement = connection.prepareStatement("""
                delete from queue_message m where m.id = any(?)
                and not exists (select from queue_recipient r where r.message = m.id)""")) {
            statement.setArray(1, messages);
            statement.executeUpdate();
        }
    }

    /** One recipient's next turn. */
    public record Turn(long recipient, Instant due, String reply, boolean delayReported) {}

    public void reschedule(UUID holder, List<Turn> turns) {
        jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("""
                    update queue_recipient r
                    set lease = null, due = greatest(t.due, d.not_before), last_reply = t.reply, delay_reported = t.delay_reported
                    from unnest(?::bigint[], ?::timestamptz[], ?::text[], ?::boolean[]) as t (id, due, reply, delay_reported)
                    join queue_recipient q on q.id = t.id
                    left join queue_destination d on d.destination = q.destination
                    where r.id = t.id and r.lease = ?""")) {
                statement.setArray(
                        1,
                        numbers(connection, turns.stream().map(Turn::recipient).toList()));
                statement.setArray(
                        2,
                        connection.createArrayOf(
                                "text",
                                turns.stream().map(t -> t.due().toString()).toArray()));
                statement.setArray(
                        3,
                        connection.createArrayOf(
                                "text", turns.stream().map(Turn::reply).toArray()));
                statement.setArray(
                        4,
                        connection.createArrayOf(
                                "bool", turns.stream().map(Turn::delayReported).toArray()));
                statement.setObject(5, holder);
                return statement.executeUpdate();
            }
        });
    }

    /** Nobody answers there: one more failure. @return how many in a row there are now */
    public int unreachable(String destination, Instant now) {
        return jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into queue_destination as d (destination, failures, not_before) values (?, 1, ?)
                    on conflict (destination) do update set failures = d.failures + 1
                    returning failures""")) {
                statement.setString(1, destination);
                time(statement, 2, now);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            }
        });
    }

    /** Everything for the destination waits until then. */
    public void backOff(String destination, Instant until) {
        jdbc.work(connection -> {
            try (var statement = connection.prepareStatement(
                            "update queue_destination set not_before = ? where destination = ?");
                    var waiting = connection.prepareStatement(
                            "update queue_recipient set due = ? where destination = ? and due < ? and lease is null")) {
                time(statement, 1, until);
                statement.setString(2, destination);
                time(waiting, 1, until);
                waiting.setString(2, destination);
                time(waiting, 3, until);
                statement.executeUpdate();
                return waiting.executeUpdate();
            }
        });
    }

    public void reached(String destination) {
        jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("delete from queue_destination where destination = ?")) {
                statement.setString(1, destination);
                return statement.executeUpdate();
            }
        });
    }

    /** When the next recipient is due; empty if none waits. */
    public Optional<Instant> nextDue() {
        return jdbc.work(connection -> {
            try (var statement = connection.prepareStatement("select min(due) from queue_recipient where not held");
                    var rows = statement.executeQuery()) {
                rows.next();
                return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        });
    }

    static java.sql.Array numbers(Connection connection, Collection<Long> numbers) throws SQLException {
        return connection.createArrayOf("int8", numbers.toArray());
    }

    static void time(PreparedStatement statement, int index, Instant time) throws SQLException {
        statement.setObject(index, OffsetDateTime.ofInstant(time, ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }
}
