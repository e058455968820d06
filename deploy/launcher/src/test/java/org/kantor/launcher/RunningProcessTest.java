package org.kantor.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProcessTest {

    @TempDir
    private Path folder;

    private Process process = ProcessHandleSleeper.start();

    /** A process that waits to be stopped. */
    private static final class ProcessHandleSleeper {
        static Process start() {
            try {
                return new ProcessBuilder("sleep", "600").start();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void remember() {
        RunningProcess.remember(folder, "part", process.toHandle());
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void aProcessIsFoundByItsFile() {
        assertThat(RunningProcess.find(folder, "part").orElseThrow().handle().pid())
                .isEqualTo(process.pid());
    }

    @Test
    void aProcessThatHasEndedIsNotFound() throws InterruptedException {
        process.destroyForcibly().waitFor();
        assertThat(RunningProcess.find(folder, "part")).isEmpty();
    }

    @Test
    void anotherProgramThatGotTheNumberLaterIsNotTakenForIt() throws IOException {
        var file = folder.resolve("part.pid");
        var words = Files.readString(file).strip().split(" ");
        Files.writeString(file, words[0] + " " + words[1] + " 1" + words[2] + "\n");
        assertThat(RunningProcess.find(folder, "part")).isEmpty();
        // as it is written where the kernel does not say more
        Files.writeString(file, words[0] + " " + words[1] + "\n");
        assertThat(RunningProcess.find(folder, "part")).isPresent();
        Files.writeString(file, words[0] + " " + (Long.parseLong(words[1]) - 60_000) + "\n");
        assertThat(RunningProcess.find(folder, "part")).isEmpty();
    }

    @Test
    void aClockThatIsSetChangesNothing() throws IOException {
        var file = folder.resolve("part.pid");
        var words = Files.readString(file).strip().split(" ");
        Files.writeString(file, words[0] + " " + (Long.parseLong(words[1]) - 60_000) + " " + words[2] + "\n");
        assertThat(RunningProcess.find(folder, "part")).isPresent();
    }

    @Test
    void aFileThatMakesNoSenseNamesNoProcess() throws IOException {
        Files.writeString(folder.resolve("part.pid"), "nonsense");
        assertThat(RunningProcess.find(folder, "part")).isEmpty();
    }

    @Test
    void aProcessThatDoesNotListenIsMadeToLeave() throws Exception {
        var deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done").start();
        assertThat((char) deaf.getInputStream().read()).isEqualTo('r');
        var running = RunningProcess.remember(folder, "deaf", deaf.toHandle());
        running.stop("TERM", Duration.ofMillis(200));
        assertThat(running.alive()).isFalse();
    }
}
