package org.kantor.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The children of a PostgreSQL that was killed. Each sees it when it next waits for something, and until the last has left a new PostgreSQL refuses to
 * start, because they hold the shared memory. They are found in {@code /proc}; where there is none, the supervisor's later restarts have to do.
 */
final class OrphanedBackends {

    private static final String TITLE = "postgres: ";

    private OrphanedBackends() {}

    /** Waits until none is left in this data folder, and ends those that have not left in time: nothing of theirs was committed. */
    static void await(Path data, Duration patience) {
        var all = ProcessHandle.allProcesses()
                .filter(handle -> worksIn(handle, data))
                .toList();
        var backends = all.stream().filter(OrphanedBackends::isBackend).toList();
        if (backends.size() < all.size()) {
            // A whole PostgreSQL lives there: it is no orphan, and the one that starts beside it says so.
            return;
        }
        if (!gone(backends, patience)) {
            backends.forEach(ProcessHandle::destroyForcibly);
            gone(backends, patience);
        }
    }

    private static boolean worksIn(ProcessHandle handle, Path data) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + handle.pid() + "/cwd"))
                    .equals(data.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isBackend(ProcessHandle handle) {
        try {
            return Files.readString(Path.of("/proc/" + handle.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .startsWith(TITLE);
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean gone(List<ProcessHandle> backends, Duration patience) {
        try {
            CompletableFuture.allOf(backends.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
