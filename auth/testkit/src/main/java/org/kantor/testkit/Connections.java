package org.kantor.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.jspecify.annotations.Nullable;

/** A small pool for the tests' persistence unit; its connections can tell which statements were executed. Safe from any thread. */
final class Connections implements ConnectionProvider {

    private static final long serialVersionUID = 1;

    private final String url;
    private final transient Semaphore permits;
    private final transient Deque<Connection> idle = new ArrayDeque<>();
    private final transient List<List<String>> recorders = new CopyOnWriteArrayList<>();

    Connections(String url, int size) {
        this.url = url + (url.contains("?") ? "&" : "?") + "prepareThreshold=1&binaryTransfer=true";
        this.permits = new Semaphore(size, true);
    }

    @Override
    public Connection getConnection() throws SQLException {
        permits.acquireUninterruptibly();
        try {
            var connection = take();
            if (connection == null || connection.isClosed()) {
                connection = recording(DriverManager.getConnection(url));
            }
            connection.setAutoCommit(true);
            return connection;
        } catch (SQLException e) {
            permits.release();
            throw e;
        }
    }

    private @Nullable Connection take() {
        synchronized (idle) {
            return idle.pollFirst();
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try {
            if (!connection.isClosed()) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                synchronized (idle) {
                    idle.addFirst(connection);
                }
            }
        } finally {
            permits.release();
        }
    }

    void close() throws SQLException {
        synchronized (idle) {
            for (var connection : idle) {
                connection.close();
            }
            idle.clear();
        }
    }

    /** The statements that any connection executes until the recorder is taken off, in order; a batch counts once. */
    List<String> record() {
        var statements = java.util.Collections.synchronizedList(new ArrayList<String>());
        recorders.add(statements);
        return statements;
    }

    void stop(List<String> recorder) {
        recorders.removeIf(each -> each == recorder);
    }

    private Connection recording(Connection connection) {
        return proxy(Connection.class, connection, (method, args, result) -> {
            var sql = args.length > 0 && args[0] instanceof String text ? text : "";
            return switch (result) {
                case CallableStatement call -> statement(CallableStatement.class, call, sql);
                case PreparedStatement prepared -> statement(PreparedStatement.class, prepared, sql);
                case Statement statement -> statement(Statement.class, statement, sql);
                case null, default -> result;
            };
        });
    }

    private <S extends Statement> S statement(Class<S> type, S statement, String sql) {
        return proxy(type, statement, (method, args, result) -> {
            if (method.startsWith("execute")) {
                var text = args.length > 0 && args[0] instanceof String own ? own : sql;
                recorders.forEach(recorder -> recorder.add(text));
            }
            return result;
        });
    }

    private interface After {
        @Nullable
        Object call(String method, Object[] args, @Nullable Object result);
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            var arguments = args == null ? new Object[0] : args;
            try {
                return after.call(method.getName(), arguments, method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }
}
