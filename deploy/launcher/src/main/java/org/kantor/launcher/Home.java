package org.kantor.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds everything an instance writes. It and its {@code database} and {@code postgres} folders can be
 * entered by the unprivileged user that the database runs as; the rest is the owner's alone.
 */
record Home(Path root) {

    static Home at(Path root) {
        var home = new Home(root);
        folder(root, "rwxr-xr-x");
        folder(home.secrets(), "rwx------");
        folder(home.tls(), "rwx------");
        folder(home.logs(), "rwxr-x---");
        folder(home.run(), "rwxr-x---");
        return home;
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path tls() {
        return root.resolve("tls");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** What a process prints before and beside its log. */
    Path output(String process) {
        return logs().resolve(process + ".out");
    }

    /** Who runs: one file a process, and the launcher's lock. */
    Path run() {
        return root.resolve("run");
    }

    Path database() {
        return root.resolve("database");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path keycloak() {
        return root.resolve("keycloak");
    }

    Path server() {
        return root.resolve("server");
    }

    /** What the first start decided: the domain, and whether this is a demonstration. */
    Path instance() {
        return root.resolve("instance.properties");
    }

    static void folder(Path folder, String permissions) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new Refusal("The folder " + folder + " cannot be made: " + e.getMessage() + ".", e);
        }
    }

    /** Keeps one older output, so that a restart does not hide what went before. */
    static Path rotated(Path output) {
        try {
            if (Files.exists(output) && Files.size(output) > 5_000_000) {
                Files.move(
                        output,
                        output.resolveSibling(output.getFileName() + ".1"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
