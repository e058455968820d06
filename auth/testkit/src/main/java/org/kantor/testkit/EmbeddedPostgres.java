package org.kantor.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One PostgreSQL 18 on a free loopback port, a child of this JVM. It ends with the JVM however that ends: a shell between the two waits for its
 * standard input to close. Started by root it runs as {@code nobody}. The password protects nothing; the address is loopback.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** Whether commits survive a power failure. */
    public enum Durability {
        /** The settings of production: fsync, synchronous commit and full page writes on. */
        FULL,
        /** For tests that never kill the server: no fsync. */
        NONE
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USER = "kantor";
    private static final int LAST_LINES = 20;
    private static final int LOWEST_PORT = 20_000;

    /** Where Linux begins by default, {@code net.ipv4.ip_local_port_range}. */
    private static final int FIRST_EPHEMERAL_PORT = 32_768;

    private static final int PORT_ATTEMPTS = 50;

    private final Path home;
    private final int port;
    private final Durability durability;
    private Process shell;
    private long pid;

    private EmbeddedPostgres(Path home, int port, Durability durability) {
        this.home = home;
        this.port = port;
        this.durability = durability;
        this.shell = launch();
        this.pid = readPid(shell);
        awaitReady();
    }

    /** Makes a cluster in the temp folder and starts it. */
    public static EmbeddedPostgres start(Durability durability) {
        try {
            var home = Path.of(output(unprivileged(
                            List.of("mktemp", "-d", System.getProperty("java.io.tmpdir") + "/kantor-pg-XXXXXXXX")))
                    .strip());
            output(unprivileged(List.of(
                    PostgresBinaries.unpacked().resolve("bin/initdb").toString(),
                    "--pgdata=" + home.resolve("data"),
                    "--username=" + USER,
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--no-instructions",
                    "--no-sync",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8")));
            return new EmbeddedPostgres(home, freePort(), durability);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** The JDBC URL of a database. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    /** The processor time that the server's living processes have used. */
    public Duration cpu() {
        return ProcessHandle.of(pid).stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Kills the postmaster as {@code kill -9} does. Its children see it and leave, each when it next waits for something; PostgreSQL refuses to start
     * while one of them still holds the shared memory, so this returns when the last has gone.
     */
    public void kill() {
        var server = ProcessHandle.of(pid);
        var children = server.stream().flatMap(ProcessHandle::children).toList();
        server.ifPresent(ProcessHandle::destroyForcibly);
        waitFor(shell);
        children.forEach(EmbeddedPostgres::waitFor);
    }

    /** Starts again on the same data and port after {@link #kill}. */
    public void restart() {
        shell = launch();
        pid = readPid(shell);
        awaitReady();
    }

    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            waitFor(shell);
            output(unprivileged(List.of("rm", "-rf", home.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        try {
            var server = new ArrayList<>(List.of(
                    "sh",
                    "-c",
                    """
                    exec 3<&0
                    "$0" "$@" 3<&- & p=$!
                    echo $p
                    (read -r end <&3; kill -INT $p) & r=$!
                    exec 3<&-
                    wait $p
                    kill $r 2>/dev/null
                    """,
                    PostgresBinaries.unpacked().resolve("bin/postgres").toString()));
            server.add("-D");
            server.add(home.resolve("data").toString());
            settings().forEach((name, value) -> {
                server.add("-c");
                server.add(name + "=" + value);
            });
            return new ProcessBuilder(unprivileged(server))
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings() {
        var on = durability == Durability.FULL ? "on" : "off";
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "100"),
                Map.entry("shared_buffers", "128MB"),
                Map.entry("wal_buffers", "16MB"),
                Map.entry("max_wal_size", "2GB"),
                Map.entry("checkpoint_timeout", "15min"),
                Map.entry("wal_compression", "off"),
                Map.entry("commit_delay", "0"),
                Map.entry("jit", "off"),
                Map.entry("fsync", on),
                Map.entry("synchronous_commit", on),
                Map.entry("full_page_writes", on),
                Map.entry("logging_collector", "on"),
                Map.entry("log_directory", "log"),
                Map.entry("log_min_messages", "warning"));
    }

    private static long readPid(Process shell) {
        try {
            return Long.parseLong(
                    shell.inputReader(StandardCharsets.US_ASCII).readLine().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        var properties = new Properties();
        properties.setProperty("loginTimeout", "5");
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var connection = DriverManager.getConnection(url("postgres"), properties)) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                if (System.nanoTime() > deadline || !shell.isAlive()) {
                    throw new IllegalStateException("PostgreSQL does not start: " + lastWords(), e);
                }
                pause();
            }
        }
    }

    /** The end of its newest log; the test's failure is often all that is left of it. */
    private String lastWords() {
        try (var logs = Files.list(home.resolve("data/log"))) {
            var newest = logs.max(Comparator.naturalOrder());
            if (newest.isEmpty()) {
                return "it logged nothing";
            }
            var lines = Files.readAllLines(newest.get());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "its log cannot be read: " + e;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void waitFor(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("PostgreSQL does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void waitFor(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PostgreSQL's process " + process.pid() + " does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> unprivileged(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        var all = new ArrayList<>(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
        all.addAll(command);
        return all;
    }

    private static String output(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        waitFor(process);
        if (process.exitValue() != 0) {
            throw new IOException(command + " failed: " + text);
        }
        return text;
    }

    /**
     * A port outside the range from which clients are given theirs: while the server is killed, a client that keeps asking on such a port can be given the
     * same one, connect to itself, and keep the port from the server that starts again.
     */
    private static int freePort() throws IOException {
        for (var attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, FIRST_EPHEMERAL_PORT);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Taken: another one.
            }
        }
        throw new IOException("No free port found");
    }
}
