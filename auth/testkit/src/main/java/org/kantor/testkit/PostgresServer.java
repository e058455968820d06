package org.kantor.testkit;

import org.jspecify.annotations.Nullable;

/**
 * The server that all tests of this JVM share: the one that {@code KANTOR_TEST_DB_URL} names (a JDBC URL of its maintenance database, whose user may create
 * databases), else one embedded PostgreSQL without fsync, stopped at exit.
 */
final class PostgresServer {

    private static final PostgresServer SHARED = new PostgresServer();

    private @Nullable String base;

    private PostgresServer() {}

    static PostgresServer shared() {
        return SHARED;
    }

    /** The JDBC URL of one of the server's databases. */
    synchronized String url(String database) {
        if (base == null) {
            base = System.getenv("KANTOR_TEST_DB_URL");
        }
        if (base == null || base.isEmpty()) {
            var started = EmbeddedPostgres.start(EmbeddedPostgres.Durability.NONE);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("postgres-stop").unstarted(started::close));
            base = started.url("postgres");
        }
        return withDatabase(base, database);
    }

    static String withDatabase(String url, String database) {
        var question = url.indexOf('?');
        var path = question < 0 ? url : url.substring(0, question);
        return path.substring(0, path.lastIndexOf('/') + 1) + database + (question < 0 ? "" : url.substring(question));
    }
}
