package org.kantor.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the parts in waves, watches them, restarts one that dies, and stops them in the opposite order. One thread calls
 * {@link #start} and {@link #watch}; the thread of the shutdown hook calls {@link #stop}, which ends both.
 */
final class Supervisor {

    /** How long to wait before the first, second and third restart of a part. */
    static final List<Duration> BACK_OFF =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** A part that ran this long has recovered, and its restarts are counted anew. */
    private static final Duration RECOVERED = Duration.ofMinutes(10);

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    private final Home home;
    private final Progress progress;
    private final List<List<Part>> waves;
    private final List<Duration> backOff;
    private final Map<String, RunningProcess> running = new HashMap<>();
    private final Map<String, Integer> restarts = new HashMap<>();
    private final Map<String, Long> startedAt = new HashMap<>();
    private boolean stopping;

    Supervisor(Home home, Progress progress, List<List<Part>> waves, List<Duration> backOff) {
        this.backOff = backOff;
        this.home = home;
        this.progress = progress;
        this.waves = waves;
    }

    /** Starts everything and returns true when all of it works, false when it was stopped before. */
    boolean start() {
        for (var wave : waves) {
            var wanted = wave.stream().filter(part -> !held(part)).toList();
            wanted.forEach(this::launch);
            awaitHealthy(wanted);
        }
        return !isStopping();
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** Returns only when the suite is being stopped, or gives up with the reason. */
    void watch() {
        while (pause(POLL)) {
            for (var wave : waves) {
                wave.forEach(this::look);
            }
        }
    }

    private void look(Part part) {
        var runs = runs(part);
        if (held(part)) {
            if (runs) {
                stop(home, progress, List.of(part));
                forget(part);
            }
        } else if (died(part)) {
            restart(part);
        } else if (!runs) {
            part.prepare(progress);
            launch(part);
            awaitRestarted(part);
        }
    }

    private boolean held(Part part) {
        return Hold.isOn(home, part.name());
    }

    private synchronized boolean runs(Part part) {
        return running.containsKey(part.name());
    }

    private synchronized void forget(Part part) {
        running.remove(part.name());
        restarts.remove(part.name());
    }

    private void launch(Part part) {
        part.awaitRemains();
        startProcess(part);
    }

    private synchronized void startProcess(Part part) {
        if (stopping) {
            return;
        }
        try {
            var builder = part.command();
            builder.command(inSessionOfItsOwn(builder.command()));
            builder.redirectErrorStream(true);
            builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                    Home.rotated(home.output(part.name())).toFile()));
            var process = builder.start();
            running.put(part.name(), RunningProcess.remember(home.run(), part.name(), process.toHandle()));
            startedAt.put(part.name(), System.nanoTime());
            progress.say(part.name(), "starting, process " + process.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("The " + part.name() + " cannot be started.", e);
        }
    }

    /** Ctrl-C at the terminal must reach the launcher alone, which then stops the parts in the right order. */
    private static List<String> inSessionOfItsOwn(List<String> command) {
        if (!Unprivileged.installed("setsid")) {
            return command;
        }
        var all = new ArrayList<String>();
        all.add("setsid");
        all.addAll(command);
        return all;
    }

    private void awaitHealthy(List<Part> parts) {
        var waiting = new LinkedHashMap<Part, Long>();
        parts.forEach(
                part -> waiting.put(part, System.nanoTime() + part.patience().toNanos()));
        while (!waiting.isEmpty() && pause(POLL)) {
            for (var part : List.copyOf(waiting.keySet())) {
                if (died(part)) {
                    throw gaveUp(part, "ended while it was starting");
                }
                if (part.healthy()) {
                    part.started();
                    waiting.remove(part);
                    progress.say(part.name(), "ready");
                    continue;
                }
                var hopeless = part.hopeless();
                if (hopeless.isPresent()) {
                    throw gaveUp(part, hopeless.get());
                }
                if (System.nanoTime() - waiting.getOrDefault(part, Long.MAX_VALUE) > 0) {
                    throw gaveUp(
                            part, "did not answer within " + part.patience().toSeconds() + " seconds");
                }
            }
            if (!waiting.isEmpty()) {
                progress.waiting(waiting.keySet().stream().map(Part::name).toList());
            }
        }
    }

    private synchronized boolean died(Part part) {
        var process = running.get(part.name());
        return !stopping && process != null && !process.alive();
    }

    private void restart(Part part) {
        var ranFor = Duration.ofNanos(System.nanoTime() - startedAt.getOrDefault(part.name(), 0L));
        var count = ranFor.compareTo(RECOVERED) > 0 ? 0 : restarts.getOrDefault(part.name(), 0);
        if (count >= backOff.size()) {
            throw gaveUp(part, "ended again, after " + backOff.size() + " restarts");
        }
        var wait = backOff.get(count);
        restarts.put(part.name(), count + 1);
        progress.say(
                part.name(),
                "ended unexpectedly; restart %d of %d in %d s".formatted(count + 1, backOff.size(), wait.toSeconds()));
        if (pause(wait)) {
            launch(part);
            awaitRestarted(part);
        }
    }

    /** Like the wait at the start, but a part that ends again gets its next restart, and others that died meanwhile get theirs. */
    private void awaitRestarted(Part part) {
        var deadline = System.nanoTime() + part.patience().toNanos();
        while (pause(POLL) && !died(part)) {
            if (part.healthy()) {
                part.started();
                progress.say(part.name(), "ready again");
                return;
            }
            if (otherDied(part)) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                throw gaveUp(part, "did not answer after its restart");
            }
        }
    }

    private boolean otherDied(Part part) {
        return waves.stream().flatMap(List::stream).anyMatch(other -> !other.equals(part) && died(other));
    }

    private Refusal gaveUp(Part part, String why) {
        var text = new StringBuilder("The ")
                .append(part.name())
                .append(' ')
                .append(why)
                .append('.');
        var log = home.log(part.name());
        var shown = log.toFile().length() > 0 ? log : home.output(part.name());
        tail(shown)
                .ifPresent(lines -> text.append("\n\n  The end of ")
                        .append(shown)
                        .append(":\n    ")
                        .append(String.join("\n    ", lines)));
        return new Refusal(text.toString());
    }

    private static Optional<List<String>> tail(Path file) {
        try {
            var lines = LogFile.tail(file, 15);
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Stops all of it, the last started first. Safe to call more than once. */
    void stop() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        stop(home, progress, waves.stream().flatMap(List::stream).toList());
    }

    /** Stops whatever of these runs in this home, whoever started it. */
    static void stop(Home home, Progress progress, List<Part> parts) {
        for (var part : parts.reversed()) {
            var found = RunningProcess.find(home.run(), part.name());
            if (found.isPresent()) {
                progress.say(
                        part.name(), "stopping, process " + found.get().handle().pid());
                found.get().stop(part.stopSignal(), STOP_PATIENCE);
            }
            RunningProcess.forget(home.run(), part.name());
        }
    }

    /** Waits; false when the suite is being stopped. */
    private synchronized boolean pause(Duration duration) {
        var end = System.nanoTime() + duration.toNanos();
        try {
            for (var left = duration.toMillis(); !stopping && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !stopping;
    }
}
