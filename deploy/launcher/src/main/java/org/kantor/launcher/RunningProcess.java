package org.kantor.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process found by the file that was written when it started. The file holds its start time too, so that another
 * program which got the same process id later, after a reboot for example, is never taken for it.
 */
record RunningProcess(String name, ProcessHandle handle, Instant started) {

    /** Where the kernel does not say more: its idea of the boot, from which start times are counted, moves with the clock. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);

    /** Of what stands after the name in {@code /proc/PID/stat}: the ticks from the boot to the start (proc(5), field 22). */
    private static final int START = 19;

    static RunningProcess remember(Path folder, String name, ProcessHandle handle) {
        var started = handle.info().startInstant().orElse(Instant.EPOCH);
        try {
            var temporary = folder.resolve(name + ".new");
            Files.writeString(temporary, handle.pid() + " " + started.toEpochMilli() + " " + ticks(handle) + "\n");
            Files.move(
                    temporary,
                    folder.resolve(name + ".pid"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RunningProcess(name, handle, started);
    }

    static void forget(Path folder, String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + ".pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that the file speaks of, if it still lives. */
    static Optional<RunningProcess> find(Path folder, String name) {
        var file = folder.resolve(name + ".pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var words = Files.readString(file).strip().split(" ", -1);
            var started = Instant.ofEpochMilli(Long.parseLong(words[1]));
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(handle -> lives(handle)
                            && (words.length > 2 && !words[2].isEmpty()
                                    ? words[2].equals(ticks(handle))
                                    : sameStart(handle, started)))
                    .map(handle -> new RunningProcess(name, handle, started));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** When it started, in a way that a clock that is set does not change: ticks and the boot from which they count. Empty where the kernel has no such files. */
    private static String ticks(ProcessHandle handle) {
        try {
            return afterName(handle).split(" ", -1)[START] + "@"
                    + Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                            .strip();
        } catch (IOException | IndexOutOfBoundsException e) {
            return "";
        }
    }

    private static String afterName(ProcessHandle handle) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + handle.pid() + "/stat"), StandardCharsets.ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 2);
    }

    private static boolean sameStart(ProcessHandle handle, Instant started) {
        return handle.info()
                .startInstant()
                .map(start -> Duration.between(start, started).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .orElse(false);
    }

    /** A process that has ended but that nobody has waited for (a zombie) does not count as living. */
    static boolean lives(ProcessHandle handle) {
        if (!handle.isAlive()) {
            return false;
        }
        try {
            return afterName(handle).charAt(0) != 'Z';
        } catch (IOException | IndexOutOfBoundsException e) {
            return handle.isAlive();
        }
    }

    boolean alive() {
        return lives(handle);
    }

    /** Asks it to leave with the signal, and after the time makes it. */
    void stop(String signal, Duration patience) {
        signal(signal);
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            if (alive()) {
                handle.destroyForcibly();
                await(Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The caller looks whether it lives.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(handle.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            handle.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
