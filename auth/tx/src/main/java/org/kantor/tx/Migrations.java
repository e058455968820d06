package org.kantor.tx;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings a database's schema forward. Each module keeps its SQL beside its code in {@code db/migration/<module>} and has a history table of its own,
 * {@code flyway_<module>}; they run in the order of the modules' dependencies, so foreign keys can point at a lower module's tables.
 * Modules that are not on the class path are skipped. A script that a later one replaced is no longer there; what was migrated with it is not refused.
 */
public final class Migrations {

    /** In dependency order. */
    public static final List<String> MODULES = List.of("directory", "store", "mail", "groupware");

    private Migrations() {}

    /** @return how many scripts were applied */
    public static int run(DataSource database, ClassLoader loader) {
        var applied = 0;
        for (var module : MODULES) {
            if (loader.getResource(folder(module)) != null) {
                applied += Flyway.configure(loader)
                        .dataSource(database)
                        .locations("classpath:" + folder(module))
                        .table("flyway_" + module)
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .ignoreMigrationPatterns("versioned:missing", "*:future")
                        .load()
                        .migrate()
                        .migrationsExecuted;
            }
        }
        return applied;
    }

    /** Where a module's scripts lie on the class path. */
    public static String folder(String module) {
        return "db/migration/" + module;
    }
}
