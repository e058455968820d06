package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.internal.BlobStore;
import org.kantor.mail.store.internal.Checker;
import org.kantor.mail.store.internal.FileBlobStore;
import org.kantor.testkit.EmbeddedPostgres;
import org.kantor.testkit.TestDatabase;
import org.kantor.tx.Migrations;

/**
 * Kills the process that writes, and the database, at random moments ({@code kill -9}), and looks whether everything acknowledged is there exactly once
 * and the store is whole. The number of kills is the system property {@code kantor.kills}, the seed {@code kantor.seed}.
 */
class KillTest {

    private static final int ACCOUNTS = 4;
    private static final int DATABASE_KILLS_IN_TEN = 4;
    private static final int LONGEST_RUN_MILLIS = 600;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path blobs;

    private final Map<String, Integer> acknowledged = new HashMap<>();
    private int runs;

    /** A child that is told to begin only after it has started. */
    private final class Child {
        private final Process process;
        private final BufferedReader out;
        private final OutputStream in;
        private final List<String> lines = new ArrayList<>();
        private final Thread reader;
        private volatile boolean ready;

        Child(String url, List<AccountId> accounts, long seed) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writers.class.getName(),
                            url,
                            blobs.toString(),
                            "run" + ++runs,
                            Long.toString(seed),
                            accounts.stream().map(AccountId::toString).collect(Collectors.joining(",")))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            out = process.inputReader(StandardCharsets.UTF_8);
            in = process.getOutputStream();
            reader = Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try {
                for (var line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.equals("ready")) {
                        ready = true;
                    } else {
                        synchronized (lines) {
                            lines.add(line);
                        }
                    }
                }
            } catch (IOException e) {
                // The end of a killed process's output.
            }
        }

        void begin() throws IOException {
            await(() -> ready || !process.isAlive());
            assertThat(process.isAlive()).as("the writers have started").isTrue();
            in.write('\n');
            in.flush();
        }

        int count() {
            synchronized (lines) {
                return lines.size();
            }
        }

        void kill() throws InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            reader.join();
        }

        /** What was acknowledged since the last call; a line cut off by the kill does not count. */
        List<String> take() {
            synchronized (lines) {
                var taken = lines.stream()
                        .filter(line -> line.endsWith(Writers.END))
                        .map(line -> line.substring(0, line.length() - Writers.END.length()))
                        .toList();
                lines.clear();
                return taken;
            }
        }
    }

    @Test
    void aFewKillsLoseNothing() throws Exception {
        kill(4);
    }

    @Test
    @Tag("fault")
    void manyKillsLoseNothing() throws Exception {
        kill(Integer.getInteger("kantor.kills", 100));
    }

    private void kill(int kills) throws Exception {
        long seed = Long.getLong("kantor.seed", new Random().nextLong());
        System.out.println("KillTest: " + kills + " kills, -Dkantor.seed=" + seed);
        var random = new Random(seed);
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgres.Durability.FULL)) {
            var url = postgres.url("postgres");
            var accounts = prepare(url);
            var databaseKills = 0;
            var child = new Child(url, accounts, random.nextLong());
            child.begin();
            var next = new Child(url, accounts, random.nextLong());
            for (var i = 1; i <= kills; i++) {
                var at = child.count();
                var running = child;
                await(() -> running.count() > at || !running.process.isAlive());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_RUN_MILLIS)));
                if (random.nextInt(10) < DATABASE_KILLS_IN_TEN) {
                    databaseKills++;
                    postgres.kill();
                    postgres.restart();
                    verify(url, child, "kill " + i + ", of PostgreSQL, seed " + seed);
                } else {
                    child.kill();
                    othersGone(url);
                    verify(url, child, "kill " + i + ", of the writers, seed " + seed);
                    child = next;
                    child.begin();
                    next = new Child(url, accounts, random.nextLong());
                }
                if (i % 10 == 0) {
                    System.out.println("KillTest: " + i + " kills, " + acknowledged.size() + " messages acknowledged");
                }
            }
            child.kill();
            othersGone(url);
            verify(url, child, "at the end, seed " + seed);
            next.kill();
            wholeStore(url, StoreCheck.Depth.CONTENT, "at the end, seed " + seed);
            System.out.println("KillTest: " + kills + " kills, " + databaseKills + " of them of PostgreSQL, "
                    + acknowledged.size() + " messages acknowledged, each there exactly once");
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private List<AccountId> prepare(String url) throws SQLException {
        var source = new org.postgresql.ds.PGSimpleDataSource();
        source.setUrl(url);
        Migrations.run(source, KillTest.class.getClassLoader());
        var accounts = new ArrayList<AccountId>();
        try (var database = TestDatabase.at(url, Store.ENTITIES)) {
            var store = Store.open(
                    database.transactions(), database.entities(), Clock.systemUTC(), blobs, account -> Quota.NONE);
            for (var i = 0; i < ACCOUNTS; i++) {
                var id = new AccountId(database.number("""
                        insert into account (login, given_name, family_name, display_name, kind, enabled, quota_bytes, created)
                        values (gen_random_uuid()::text, 'A', 'B', 'A B', 'PERSON', true, 0, now()) returning id
                        """));
                store.accountMade().accept(id);
                accounts.add(id);
            }
        }
        return accounts;
    }

    /** The writers may go on meanwhile. */
    private void verify(String url, Child child, String when) throws SQLException {
        for (var line : child.take()) {
            assertThat(acknowledged.put(line, 1)).as(line).isNull();
        }
        wholeStore(url, StoreCheck.Depth.TABLES, when);
        everythingAcknowledgedOnce(url, when);
    }

    /** What the killed process had under way ends first. */
    private static void othersGone(String url) {
        await(() -> {
            try (var connection = DriverManager.getConnection(url);
                    var rows = connection
                            .createStatement()
                            .executeQuery(
                                    "select count(*) from pg_stat_activity where state in ('active', 'idle in transaction')"
                                            + " and backend_type = 'client backend' and pid <> pg_backend_pid()")) {
                rows.next();
                return rows.getInt(1) == 0;
            } catch (SQLException e) {
                return false;
            }
        });
    }

    private void wholeStore(String url, StoreCheck.Depth depth, String when) throws SQLException {
        BlobStore files = new FileBlobStore(blobs, Clock.systemUTC());
        try (var connection = DriverManager.getConnection(url)) {
            assertThat(Checker.check(Checker.reader(connection), files, depth))
                    .as(when)
                    .isEmpty();
        }
    }

    /** Neither lost nor twice; what was not acknowledged may be there, but not twice. */
    private void everythingAcknowledgedOnce(String url, String when) throws SQLException {
        var there = new HashMap<String, Integer>();
        try (var connection = DriverManager.getConnection(url);
                var rows = connection.createStatement().executeQuery("""
                        select p.account || ' ' || m.subject from placement p
                        join message m on m.account = p.account and m.id = p.message
                        """)) {
            while (rows.next()) {
                there.merge(rows.getString(1), 1, Integer::sum);
            }
        }
        var wrong =
                there.entrySet().stream().filter(entry -> entry.getValue() != 1).toList();
        assertThat(wrong).as("twice, " + when).isEmpty();
        var lost = acknowledged.keySet().stream()
                .filter(line -> !there.containsKey(line))
                .toList();
        assertThat(lost).as("lost, " + when).isEmpty();
    }
}
