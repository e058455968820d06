package org.kantor.mail.store.internal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.kernel.Refused;

/** Sets the parameters of one statement one after the other, and reads what comes back. */
final class Sql implements AutoCloseable {

    /** The functions' own error code for a full account. */
    private static final String OVER_QUOTA = "KT002";

    /** The functions' own error code for a message that was collected before it was placed. */
    private static final String COLLECTED = "KT003";

    private final Connection connection;
    private final PreparedStatement statement;
    private int next = 1;

    Sql(Connection connection, String text) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(text);
    }

    Sql number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    Sql number(@Nullable Long value) throws SQLException {
        statement.setObject(next++, value, Types.BIGINT);
        return this;
    }

    Sql integer(int value) throws SQLException {
        statement.setInt(next++, value);
        return this;
    }

    Sql small(int value) throws SQLException {
        statement.setShort(next++, (short) value);
        return this;
    }

    Sql octets(byte @Nullable [] value) throws SQLException {
        statement.setBytes(next++, value);
        return this;
    }

    Sql bool(boolean value) throws SQLException {
        statement.setBoolean(next++, value);
        return this;
    }

    Sql text(@Nullable String value) throws SQLException {
        statement.setString(next++, value);
        return this;
    }

    Sql time(Instant value) throws SQLException {
        statement.setObject(next++, value.atOffset(ZoneOffset.UTC));
        return this;
    }

    /** Three parameters: protocol, session, user. */
    Sql actor(Actor actor) throws SQLException {
        return text(actor.protocol())
                .text(actor.session())
                .number(actor.user() == null ? null : actor.user().value());
    }

    /** An array of a type that PostgreSQL calls so. */
    Sql array(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(next++, connection.createArrayOf(type, values));
        return this;
    }

    /** {@code bigint[]}; SQL's null for null. */
    Sql numbers(long @Nullable [] values) throws SQLException {
        if (values == null) {
            statement.setNull(next++, Types.ARRAY);
            return this;
        }
        var boxed = new Long[values.length];
        for (var i = 0; i < boxed.length; i++) {
            boxed[i] = values[i];
        }
        return array("int8", boxed);
    }

    /** {@code text[]}; SQL's null for null. */
    Sql texts(String @Nullable [] values) throws SQLException {
        if (values == null) {
            statement.setNull(next++, Types.ARRAY);
            return this;
        }
        return array("text", values);
    }

    /** Reads the rows of one of several queries. */
    interface Reading {
        void of(int query, ResultSet rows) throws SQLException;
    }

    /** Runs the query, whose rows live until this is closed. */
    ResultSet query() throws SQLException {
        try {
            return statement.executeQuery();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** Runs as many queries, separated by semicolons in the text, in one round trip. */
    void queries(int count, Reading reading) throws SQLException {
        try {
            statement.execute();
        } catch (SQLException e) {
            throw refused(e);
        }
        for (var i = 0; i < count; i++) {
            try (var rows = statement.getResultSet()) {
                reading.of(i, rows);
            }
            statement.getMoreResults();
        }
    }

    /** The functions' own failures as what they mean. */
    private static SQLException refused(SQLException e) {
        if (OVER_QUOTA.equals(e.getSQLState())) {
            throw new Refused(Refused.Code.OVER_QUOTA, "The mailbox is full.");
        }
        if (COLLECTED.equals(e.getSQLState())) {
            throw new Refused(Refused.Code.TRY_LATER, "It took too long; take fewer messages at a time.");
        }
        return e;
    }

    int update() throws SQLException {
        return statement.executeUpdate();
    }

    static long[] numbers(@Nullable Array array) throws SQLException {
        if (array == null) {
            return new long[0];
        }
        var boxed = (Long[]) array.getArray();
        var numbers = new long[boxed.length];
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = boxed[i];
        }
        return numbers;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
