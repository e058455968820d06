package org.kantor.bean;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kantor.kernel.Environment;

/**
 * Files that are of no use to the next process: they lie in the folder {@code temporary} of the home, which is emptied at the start, so that a killed server leaves nothing for good.
 * Whoever makes one deletes it. Safe from any thread.
 */
@Service
public final class TemporaryFiles {

    private final Path folder;

    @Inject
    public TemporaryFiles(Environment environment) {
        this(environment.home().resolve("temporary"));
    }

    /** @param folder with nothing else in it */
    public TemporaryFiles(Path folder) {
        this.folder = folder;
    }

    void start(@Observes Startup event) throws IOException {
        empty();
    }

    /** Deletes what an earlier process has left. */
    void empty() throws IOException {
        Files.createDirectories(folder);
        try (var left = Files.newDirectoryStream(folder)) {
            for (var file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Makes an empty file that only this process's user may read. @param prefix of its name, says what it is for */
    public Path create(String prefix) throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, prefix, null);
    }
}
