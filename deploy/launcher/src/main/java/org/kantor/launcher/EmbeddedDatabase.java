package org.kantor.launcher;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.kantor.launcher.Secrets.Secret;

/**
 * The PostgreSQL that comes with the suite: a private child process on loopback, without a UNIX socket (their paths are
 * limited to 107 bytes), with a database for the suite and one for Keycloak.
 */
final class EmbeddedDatabase implements Part {

    private static final long MEBIBYTE = 1 << 20;
    private static final Duration REMAINS_PATIENCE = Duration.ofSeconds(10);
    private static final String ADMIN = "postgres";

    private final Home home;
    private final Settings settings;
    private final Secrets secrets;
    private final Optional<Unprivileged> unprivileged;

    EmbeddedDatabase(Home home, Settings settings, Secrets secrets) {
        this.home = home;
        this.settings = settings;
        this.secrets = secrets;
        this.unprivileged = Unprivileged.needed(home.root());
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<Port> ports() {
        return List.of(
                new Port("PostgreSQL", Settings.LOOPBACK, settings.ports().database()));
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + settings.ports().database() + "/" + database;
    }

    @Override
    public void prepare(Progress progress) {
        try {
            unpack(progress);
            Home.folder(home.database(), "rwx------");
            unprivileged.ifPresent(user -> user.own(home.database()));
            checkReachable();
            if (!Files.exists(data().resolve("PG_VERSION"))) {
                progress.say(name(), "making the database in " + home.database());
                initialise();
            }
            writeSettings();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data() {
        return home.database().resolve("data");
    }

    private Path program(String name) {
        return home.postgres().resolve("bin").resolve(name);
    }

    private void unpack(Progress progress) throws IOException {
        var archive = archiveName();
        var stamp = home.postgres().resolve("from");
        var source = EmbeddedDatabase.class.getClassLoader().getResource(archive);
        if (source == null) {
            throw new Refusal("This build has no PostgreSQL for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch") + "; give it one of yours with KANTOR_DB_URL.");
        }
        var version = source.toString().replaceFirst(".*/([^/!]+)!.*", "$1");
        if (Files.exists(stamp) && Files.readString(stamp).equals(version)) {
            return;
        }
        progress.say(name(), "unpacking PostgreSQL");
        Archives.delete(home.postgres());
        Home.folder(home.postgres(), "rwxr-xr-x");
        try (InputStream in = source.openStream()) {
            Archives.unpackXz(in, home.postgres());
        }
        Files.writeString(stamp, version);
    }

    private static String archiveName() {
        var arm = System.getProperty("os.arch").equals("aarch64");
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
            return arm ? "postgres-darwin-arm_64.txz" : "postgres-darwin-x86_64.txz";
        }
        return arm ? "postgres-linux-arm_64.txz" : "postgres-linux-x86_64.txz";
    }

    private void checkReachable() throws IOException {
        if (unprivileged.isPresent() && run(List.of(program("postgres").toString(), "--version")) != 0) {
            throw new Refusal("The database runs as " + unprivileged.get().user() + ", who cannot reach " + home.root()
                    + "; set KANTOR_HOME to a folder that everyone may enter.");
        }
    }

    private void initialise() throws IOException {
        var password = home.database().resolve("first-password");
        Archives.delete(data());
        Secrets.writePrivately(
                password, secrets.get(Secret.DATABASE_ADMIN).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        try {
            unprivileged.ifPresent(user -> user.own(password));
            var status = run(List.of(
                    program("initdb").toString(),
                    "--pgdata=" + data(),
                    "--username=" + ADMIN,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--locale=C",
                    "--builtin-locale=C.UTF-8",
                    "--data-checksums"));
            if (status != 0) {
                throw new Refusal("The database could not be made; " + home.output(name()) + " says why.");
            }
        } finally {
            Files.deleteIfExists(password);
        }
    }

    private int run(List<String> command) throws IOException {
        var process = new ProcessBuilder(
                        unprivileged.map(user -> user.command(command)).orElse(command))
                .directory(home.database().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.output(name()).toFile()))
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new Refusal(command.getFirst() + " did not come to an end within two minutes.");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while the database was being made.", e);
        }
    }

    /** The settings of the store's design; an operator's own go into {@code kantor-local.conf}, which comes last. */
    private void writeSettings() throws IOException {
        var local = data().resolve("kantor-local.conf");
        if (!Files.exists(local)) {
            Files.writeString(local, "# Settings here win over Kantor's.\n");
            unprivileged.ifPresent(user -> user.own(local));
        }
        var memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        var buffers = Math.clamp(memory / MEBIBYTE / 10, 64, 2048);
        FileStore disk = Files.getFileStore(data());
        var log = Math.clamp(disk.getUsableSpace() / MEBIBYTE / 10, 256, 8192);
        var settingsFile = data().resolve("kantor.conf");
        Files.writeString(settingsFile, """
                # Written at every start.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                shared_buffers = %dMB
                wal_buffers = 16MB
                max_wal_size = %dMB
                checkpoint_timeout = 15min
                wal_compression = off
                commit_delay = 0
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                jit = off
                password_encryption = scram-sha-256
                log_line_prefix = '%%m [%%p] '
                log_min_messages = warning
                log_checkpoints = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                """.formatted(settings.ports().database(), buffers, log));
        unprivileged.ifPresent(user -> user.own(settingsFile));
        var main = data().resolve("postgresql.conf");
        var include = "include 'kantor.conf'\ninclude 'kantor-local.conf'\n";
        if (!Files.readString(main).contains(include)) {
            Files.writeString(main, "\n" + include, java.nio.file.StandardOpenOption.APPEND);
        }
    }

    @Override
    public void awaitRemains() {
        OrphanedBackends.await(data(), REMAINS_PATIENCE);
    }

    @Override
    public ProcessBuilder command() {
        var command = List.of(program("postgres").toString(), "-D", data().toString());
        var builder = new ProcessBuilder(
                unprivileged.map(user -> user.command(command)).orElse(command));
        builder.directory(home.database().toFile());
        // Nothing of the environment is PostgreSQL's business, and PG* variables would change what it does.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("KANTOR_"));
        return builder;
    }

    @Override
    public void started() {
        try (var connection = open()) {
            database(connection, "kantor", secrets.get(Secret.DATABASE_KANTOR));
            database(connection, "keycloak", secrets.get(Secret.DATABASE_KEYCLOAK));
        } catch (SQLException e) {
            throw new Refusal("The database runs, but its users cannot be made: " + e.getMessage() + ".", e);
        }
    }

    /** A user and a database of the same name; the password is set each time, because the secret's file decides. */
    private static void database(Connection connection, String name, String password) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                statement.execute("create role " + name + " login");
            }
            // The alphabet of a secret has no quote; one that an operator brought may.
            statement.execute("alter role " + name + " password '" + password.replace("'", "''") + "'");
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database " + name + " owner " + name);
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    @Override
    public boolean healthy() {
        try (var connection = open()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(
                url(ADMIN) + "?connectTimeout=2&socketTimeout=30", ADMIN, secrets.get(Secret.DATABASE_ADMIN));
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(2);
    }

    /** Fast shutdown: ends the sessions, writes a checkpoint. TERM would wait for every session to leave by itself. */
    @Override
    public String stopSignal() {
        return "INT";
    }
}
