package org.kantor.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The user that the database runs as when the suite is started by root, because PostgreSQL refuses root: {@code kantor} if
 * there is such a user, else {@code nobody}.
 */
record Unprivileged(String user) {

    static Optional<Unprivileged> needed(Path somewhere) {
        if (!Settings.root()) {
            return Optional.empty();
        }
        var users = somewhere.getFileSystem().getUserPrincipalLookupService();
        for (var name : List.of("kantor", "nobody")) {
            try {
                users.lookupPrincipalByName(name);
                return Optional.of(new Unprivileged(name));
            } catch (IOException e) {
                // The next one.
            }
        }
        throw new Refusal("The database does not run as root, and there is neither a user kantor nor nobody here.");
    }

    /** The command as that user; {@code exec}ed, so that the process id stays. */
    List<String> command(List<String> command) {
        var all = new ArrayList<String>();
        if (installed("setpriv")) {
            all.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + group(), "--clear-groups", "--"));
        } else if (installed("runuser")) {
            all.addAll(List.of("runuser", "-u", user, "--"));
        } else {
            throw new Refusal(
                    "Started by root, the database needs setpriv or runuser (util-linux), and neither is here.");
        }
        all.addAll(command);
        return all;
    }

    private String group() {
        try {
            var process = new ProcessBuilder("id", "-g", user).start();
            var group = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return group.strip();
        } catch (IOException e) {
            throw new Refusal("The group of the user " + user + " is not known: " + e.getMessage() + ".", e);
        }
    }

    void own(Path path) {
        try {
            var users = path.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(path, users.lookupPrincipalByName(user));
        } catch (IOException e) {
            throw new Refusal("The folder " + path + " cannot be given to " + user + ": " + e.getMessage() + ".", e);
        }
    }

    static boolean installed(String program) {
        for (var folder : System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return Files.isExecutable(Path.of("/usr/bin", program));
    }
}
