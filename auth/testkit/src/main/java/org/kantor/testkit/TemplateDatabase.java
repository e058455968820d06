package org.kantor.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import org.kantor.tx.Migrations;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Databases for tests are copies of a template with all migrations on the class path applied; its name carries a hash of theirs, so it is made once a
 * server and migration state, however many JVMs share the server.
 */
final class TemplateDatabase {

    private static final long LOCK = 0x6b616e746f72L;

    private TemplateDatabase() {}

    /** Makes a fresh database from the template and answers its URL. */
    static String copy(String name) {
        var loader = TemplateDatabase.class.getClassLoader();
        var template = "kantor_template_" + hash(loader);
        var server = PostgresServer.shared();
        try (var connection = DriverManager.getConnection(server.url("postgres"))) {
            execute(connection, "SELECT pg_advisory_lock(" + LOCK + ")");
            if (!exists(connection, template)) {
                var unfinished = template + "_" + ProcessHandle.current().pid();
                execute(connection, "CREATE DATABASE " + unfinished);
                var database = new PGSimpleDataSource();
                database.setUrl(server.url(unfinished));
                Migrations.run(database, loader);
                execute(connection, "ALTER DATABASE " + unfinished + " RENAME TO " + template);
            }
            execute(connection, "CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the tests", e);
        }
        return server.url(name);
    }

    static void drop(String name) {
        try (var connection =
                DriverManager.getConnection(PostgresServer.shared().url("postgres"))) {
            execute(connection, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop " + name, e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    private static String hash(ClassLoader loader) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var module : Migrations.MODULES) {
                var folders = loader.getResources(Migrations.folder(module)).asIterator();
                while (folders.hasNext()) {
                    digest(digest, folders.next().toURI());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void digest(MessageDigest digest, URI folder) throws IOException {
        if (!folder.getScheme().equals("jar")) {
            digest(digest, Path.of(folder));
            return;
        }
        try (var jar = FileSystems.newFileSystem(folder, Map.of())) {
            digest(digest, jar.provider().getPath(folder));
        } catch (FileSystemNotFoundException e) {
            throw new IOException(e);
        }
    }

    private static void digest(MessageDigest digest, Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                digest.update(file.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
    }
}
