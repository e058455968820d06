package org.kantor.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor with shell scripts as parts: one is healthy once its file is there. */
class SupervisorTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private Home home = new Home(Path.of("."));
    private final List<String> order = new ArrayList<>();
    private final List<Supervisor> started = new ArrayList<>();

    private record Script(String name, String text, Path ready, List<String> order) implements Part {
        @Override
        public List<Port> ports() {
            return List.of();
        }

        @Override
        public void prepare(Progress progress) {
            // Nothing to prepare.
        }

        @Override
        public ProcessBuilder command() {
            order.add(name);
            return new ProcessBuilder("sh", "-c", text, name, ready.toString());
        }

        @Override
        public boolean healthy() {
            return Files.exists(ready);
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(PATIENCE_SECONDS);
        }
    }

    @BeforeEach
    void makeHome() {
        home = Home.at(folder.resolve("home"));
    }

    @AfterEach
    void stopAll() {
        started.forEach(Supervisor::stop);
    }

    private Script part(String name, String text) {
        return new Script(name, text, folder.resolve(name + ".ready"), order);
    }

    private Script working(String name) {
        return part(name, "touch \"$1\"; exec sleep 600");
    }

    private Supervisor supervisor(List<List<Part>> waves, Duration... backOff) {
        var progress = new Progress(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                false,
                Clock.systemUTC(),
                Clock.systemUTC().instant(),
                home.log("launcher"));
        var supervisor = new Supervisor(home, progress, waves, List.of(backOff));
        started.add(supervisor);
        return supervisor;
    }

    private static FutureTask<Void> watching(Supervisor supervisor) {
        var task = new FutureTask<Void>(() -> {
            supervisor.watch();
            return null;
        });
        Thread.ofVirtual().start(task);
        return task;
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private long pid(String part) {
        return RunningProcess.find(home.run(), part)
                .map(found -> found.handle().pid())
                .orElse(-1L);
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void aWaveStartsWhenTheOneBeforeItWorks() {
        var slow = part("slow", "sleep 0.3; touch \"$1\"; exec sleep 600");
        var second = new Script("second", "touch \"$1\"; exec sleep 600", folder.resolve("second.ready"), order);
        assertThat(supervisor(List.of(List.of(slow), List.of(second))).start()).isTrue();
        assertThat(order).containsExactly("slow", "second");
        assertThat(slow.healthy() && second.healthy()).isTrue();
    }

    @Test
    void aPartThatEndsWhileItStartsEndsTheStartWithItsLastWords() {
        var broken = part("broken", "echo 'no such luck'; exit 3");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> supervisor(List.of(List.of(broken))).start())
                .withMessageContaining("The broken ended while it was starting.")
                .withMessageContaining("no such luck");
    }

    @Test
    void aPartThatIsKilledIsStartedAgain() throws Exception {
        var supervisor = supervisor(List.of(List.of(working("part"))), Duration.ofMillis(10), Duration.ofMillis(10));
        supervisor.start();
        var first = pid("part");
        var watch = watching(supervisor);
        kill(first);
        await("a second process", () -> pid("part") > 0 && pid("part") != first);
        supervisor.stop();
        watch.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aPartThatKeepsDyingEndsTheSuiteWithTheReason() throws Exception {
        var mortal = part("mortal", "echo 'out of breath'; touch \"$1\"; exec sleep 600");
        var supervisor = supervisor(List.of(List.of(mortal)), Duration.ofMillis(5), Duration.ofMillis(5));
        supervisor.start();
        var watch = watching(supervisor);
        while (!watch.isDone()) {
            kill(pid("mortal"));
            Thread.sleep(20);
        }
        try {
            watch.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("it went on");
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("The mortal ended again, after 2 restarts.")
                    .hasMessageContaining("out of breath");
        }
        assertThat(order).containsExactly("mortal", "mortal", "mortal");
    }

    @Test
    void stoppingEndsTheLastPartFirst() throws IOException {
        var log = folder.resolve("ends");
        var text = "trap 'echo %s >> " + log + "; exit 0' TERM; touch \"$1\"; while :; do sleep 0.05; done";
        var supervisor = supervisor(List.of(
                List.of(part("below", text.formatted("below"))), List.of(part("above", text.formatted("above")))));
        supervisor.start();
        supervisor.stop();
        assertThat(Files.readAllLines(log)).containsExactly("above", "below");
    }

    @Test
    void aStartThatIsStoppedHalfwayIsNoStart() throws Exception {
        var supervisor = supervisor(List.of(List.of(part("slow", "exec sleep 600")), List.of(working("second"))));
        var start = new FutureTask<>(supervisor::start);
        Thread.ofVirtual().start(start);
        await("the first part", () -> pid("slow") > 0);
        supervisor.stop();
        assertThat(start.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
        assertThat(order).containsExactly("slow");
    }

    @Test
    void aPartThatIsHeldStaysStoppedUntilItIsAskedFor() throws Exception {
        Hold.set(home, "later");
        var supervisor = supervisor(List.of(List.of(working("now"), working("later"))), Duration.ofMillis(10));
        supervisor.start();
        assertThat(pid("now")).isPositive();
        assertThat(pid("later")).isEqualTo(-1);
        var watch = watching(supervisor);
        Hold.release(home, "later");
        await("the part that was asked for", () -> pid("later") > 0);
        Hold.set(home, "now");
        await("the part that was told to stop", () -> pid("now") == -1);
        supervisor.stop();
        watch.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void whatAKilledLauncherLeftBehindCanBeStopped() {
        supervisor(List.of(List.of(working("orphan")))).start();
        assertThat(pid("orphan")).isPositive();
        // Another launcher knows it by its file only.
        supervisor(List.of(List.of(working("orphan")))).stop();
        assertThat(pid("orphan")).isEqualTo(-1);
    }
}
