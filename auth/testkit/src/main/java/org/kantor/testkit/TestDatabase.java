package org.kantor.testkit;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A fresh, migrated database and a persistence unit for one test class:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestDatabase db = TestDatabase.of(AccountEntity.class);
 * }</pre>
 *
 * Entities outside of a transaction are refused: use {@link #transactions()}. Safe from any thread, up to 16 transactions at a time.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    private static final int CONNECTIONS = 16;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<Class<?>> entityClasses;
    private final MutableClock clock = new MutableClock();
    private @Nullable Unit unit;

    private record Unit(
            String name, String url, Connections connections, SessionFactory factory, TestTransactions transactions) {}

    private TestDatabase(List<Class<?>> entityClasses) {
        this.entityClasses = entityClasses;
    }

    /** @param entityClasses every entity, embeddable and converter that the test's persistence unit needs */
    public static TestDatabase of(Class<?>... entityClasses) {
        return new TestDatabase(List.of(entityClasses));
    }

    /** A persistence unit on a database that is there already, migrated, and that stays; for programs that tests start. */
    public static TestDatabase at(String url, Class<?>... entityClasses) {
        var database = new TestDatabase(List.of(entityClasses));
        database.unit = database.unit("", url);
        return database;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        unit();
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        close();
    }

    private synchronized Unit unit() {
        if (unit == null) {
            var name = "kantor_t" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
            var url = TemplateDatabase.copy(name);
            unit = unit(name, url);
        }
        return unit;
    }

    private Unit unit(String name, String url) {
        var connections = new Connections(url, CONNECTIONS);
        var factory = factory(connections);
        return new Unit(name, url, connections, factory, new TestTransactions(factory));
    }

    private SessionFactory factory(Connections connections) {
        var configuration = new Configuration();
        entityClasses.forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put(AvailableSettings.CONNECTION_PROVIDER, connections);
        configuration.getProperties().put(AvailableSettings.HBM2DDL_AUTO, "validate");
        configuration.getProperties().put(AvailableSettings.JDBC_TIME_ZONE, "UTC");
        // as in the server, which refuses what is not in the specification
        configuration.getProperties().put(AvailableSettings.JPA_QUERY_COMPLIANCE, true);
        return configuration.buildSessionFactory();
    }

    @Override
    public synchronized void close() throws SQLException {
        if (unit != null) {
            unit.factory.close();
            unit.connections.close();
            if (!unit.name.isEmpty()) {
                TemplateDatabase.drop(unit.name);
            }
            unit = null;
        }
    }

    public Transactions transactions() {
        return unit().transactions;
    }

    /** The entity manager of the transaction that is open on the calling thread. */
    public EntityManager entities() {
        return unit().transactions.entities();
    }

    public Jdbc jdbc() {
        return new Jdbc(entities(), transactions());
    }

    public MutableClock clock() {
        return clock;
    }

    /** Connections of the test's own, outside of the persistence unit. */
    public DataSource dataSource() {
        var database = new PGSimpleDataSource();
        database.setUrl(url());
        return database;
    }

    public String url() {
        return unit().url;
    }

    /** Runs one statement in a transaction of its own. */
    public int execute(String sql, Object... parameters) {
        try (var connection = dataSource().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the query's only row, as a number. */
    public long number(String sql, Object... parameters) {
        try (var connection = dataSource().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no row: " + sql);
                }
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The SQL statements that the persistence unit executes meanwhile, on any thread, in order; a batch is one. */
    public List<String> statements(Runnable work) {
        var connections = unit().connections;
        var recorder = connections.record();
        try {
            work.run();
        } finally {
            connections.stop(recorder);
        }
        return List.copyOf(recorder);
    }

    /** How many statements {@link #statements} sees. */
    public int count(Runnable work) {
        return statements(work).size();
    }
}
