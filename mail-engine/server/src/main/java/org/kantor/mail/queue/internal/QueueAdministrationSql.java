package org.kantor.mail.queue.internal;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kantor.bean.Service;
import org.kantor.mail.queue.Queue.Entry;
import org.kantor.mail.queue.Queue.Filter;
import org.kantor.mail.queue.Queue.State;
import org.kantor.tx.Jdbc;

/** What administrators see of the queue and do with it; every method needs an open transaction. */
@Service
public final class QueueAdministrationSql {

    private static final String STATE = """
            case when r.held then 'HELD' when r.lease is not null then 'ACTIVE' when r.attempts = 0 then 'NEW' else 'DEFERRED' end""";

    private static final String FILTERED = " " + """
            from queue_recipient r join queue_message m on m.id = r.message
            where (?::bigint is null or r.id = ?) and (?::bigint is null or r.message = ?)
            and (? = '' or r.destination = ?)
            and (? = '' or position(? in lower(m.sender)) > 0 or position(? in lower(r.address)) > 0)
            and (?::text is null or ? =""" + " " + STATE + ")";

    private static final int PARAMETERS = 11;

    private final Jdbc jdbc;

    @Inject
    public QueueAdministrationSql(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    private static PreparedStatement prepare(Connection connection, String before, Filter filter, String after)
            throws SQLException {
        var statement = connection.prepareStatement(before + FILTERED + after);
        var state = filter.state();
        var text = filter.text().toLowerCase(Locale.ROOT);
        var destination = filter.destination().toLowerCase(Locale.ROOT);
        statement.setObject(1, filter.recipient(), java.sql.Types.BIGINT);
        statement.setObject(2, filter.recipient(), java.sql.Types.BIGINT);
        statement.setObject(3, filter.message(), java.sql.Types.BIGINT);
        statement.setObject(4, filter.message(), java.sql.Types.BIGINT);
        statement.setString(5, destination);
        statement.setString(6, destination);
        statement.setString(7, text);
        statement.setString(8, text);
        statement.setString(9, text);
        statement.setString(10, state == null ? null : state.name());
        statement.setString(11, state == null ? null : state.name());
        return statement;
    }

    public List<Entry> list(Filter filter, int offset, int limit) {
        return jdbc.work(connection -> {
            try (var statement = prepare(
                    connection,
                    "select r.id, r.message, m.sender, r.address, r.destination, " + STATE
                            + " as state, m.octets, m.arrived, r.attempts, r.due, r.last_reply",
                    filter,
                    " order by r.due, r.id offset ? limit ?")) {
                statement.setInt(PARAMETERS + 1, offset);
                statement.setInt(PARAMETERS + 2, limit);
                var entries = new ArrayList<Entry>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        entries.add(entry(rows));
                    }
                }
                return entries;
            }
        });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getLong("message"),
                row.getString("sender"),
                row.getString("address"),
                row.getString("destination"),
                State.valueOf(row.getString("state")),
                row.getInt("octets"),
                row.getObject("arrived", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"),
                row.getObject("due", OffsetDateTime.class).toInstant(),
                row.getString("last_reply"));
    }

    public int count(Filter filter) {
        return jdbc.work(connection -> {
            try (var statement = prepare(connection, "select count(*)", filter, "");
                    var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    /** Those that are being tried are left to whoever tries them. */
    public int requeue(Filter filter, Instant now) {
        return jdbc.work(connection -> {
            var ids = ids(connection, filter, " and r.lease is null");
            try (var statement = connection.prepareStatement(
                            "update queue_recipient set held = false, due = ? where id = any(?) and lease is null");
                    var destinations = connection.prepareStatement("""
                            delete from queue_destination d
                            using queue_recipient r where r.id = any(?) and d.destination = r.destination""")) {
                var numbers = QueueSql.numbers(connection, ids);
                destinations.setArray(1, numbers);
                destinations.executeUpdate();
                QueueSql.time(statement, 1, now);
                statement.setArray(2, numbers);
                return statement.executeUpdate();
            }
        });
    }

    public int setHeld(Filter filter, boolean held) {
        return jdbc.work(connection -> {
            var ids = ids(connection, filter, "");
            try (var statement = connection.prepareStatement(
                    "update queue_recipient set held = ? where id = any(?) and held <> ?")) {
                statement.setBoolean(1, held);
                statement.setArray(2, QueueSql.numbers(connection, ids));
                statement.setBoolean(3, held);
                return statement.executeUpdate();
            }
        });
    }

    public int delete(Filter filter) {
        return jdbc.work(connection -> {
            var ids = QueueSql.numbers(connection, ids(connection, filter, ""));
            var messages = new ArrayList<Long>();
            try (var lock = connection.prepareStatement("""
                    select id from queue_message where id in (select message from queue_recipient where id = any(?))
                    order by id for update""")) {
                lock.setArray(1, ids);
                try (var rows = lock.executeQuery()) {
                    while (rows.next()) {
                        messages.add(rows.getLong(1));
                    }
                }
            }
            try (var statement = connection.prepareStatement("delete from queue_recipient where id = any(?)")) {
                statement.setArray(1, ids);
                var deleted = statement.executeUpdate();
                QueueSql.removeEmpty(connection, QueueSql.numbers(connection, messages));
                return deleted;
            }
        });
    }

    private static List<Long> ids(Connection connection, Filter filter, String condition) throws SQLException {
        try (var statement = prepare(connection, "select r.id", filter, condition);
                var rows = statement.executeQuery()) {
            var ids = new ArrayList<Long>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }
}
