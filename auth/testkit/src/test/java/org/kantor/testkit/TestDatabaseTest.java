package org.kantor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestDatabaseTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of();

    @BeforeAll
    static void table() {
        db.execute("CREATE TABLE note (id bigint PRIMARY KEY, text text NOT NULL)");
    }

    private static void insert(long id) {
        db.jdbc().work(connection -> {
            try (var insert = connection.prepareStatement("INSERT INTO note VALUES (?, 'text')")) {
                insert.setLong(1, id);
                return insert.executeUpdate();
            }
        });
    }

    @Test
    void workIsCommittedAndThenToldOf() {
        var told = new ArrayList<String>();
        db.transactions().run(() -> {
            insert(1);
            db.transactions().afterCommit(() -> told.add("after"));
            told.add("inside");
        });
        assertThat(told).containsExactly("inside", "after");
        assertThat(db.number("SELECT count(*) FROM note WHERE id = 1")).isOne();
    }

    @Test
    void anExceptionRollsBackAndNothingIsTold() {
        var told = new ArrayList<String>();
        assertThatThrownBy(() -> db.transactions().run(() -> {
                    insert(2);
                    db.transactions().afterCommit(() -> told.add("after"));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(told).isEmpty();
        assertThat(db.transactions().active()).isFalse();
        assertThat(db.number("SELECT count(*) FROM note WHERE id = 2")).isZero();
    }

    @Test
    void statementsAreCounted() {
        List<String> statements = db.statements(() -> db.transactions().run(() -> insert(3)));
        assertThat(statements).containsExactly("INSERT INTO note VALUES (?, 'text')");
    }

    @Test
    void theEntityManagerNeedsATransaction() {
        assertThatThrownBy(() -> db.entities().clear()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKilledServerComesBackWithWhatWasCommitted() throws Exception {
        try (var server = EmbeddedPostgres.start(EmbeddedPostgres.Durability.FULL)) {
            try (var connection = java.sql.DriverManager.getConnection(server.url("postgres"))) {
                connection.createStatement().execute("CREATE TABLE kept AS SELECT 1 AS n");
            }
            server.kill();
            server.restart();
            try (var connection = java.sql.DriverManager.getConnection(server.url("postgres"));
                    var rows = connection.createStatement().executeQuery("SELECT n FROM kept")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }
}
