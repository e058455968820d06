package org.kantor.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With sleeping processes that carry the titles of PostgreSQL's. */
class OrphanedBackendsTest {

    @TempDir
    private Path data;

    private final List<Process> started = new ArrayList<>();

    private Process process(String title) throws IOException {
        var process = new ProcessBuilder("bash", "-c", "echo; exec -a '" + title + "' sleep 600")
                .directory(data.toFile())
                .start();
        started.add(process);
        process.getInputStream().read();
        while (process.info()
                .command()
                .filter(command -> command.endsWith("sleep"))
                .isEmpty()) {
            Thread.onSpinWait();
        }
        return process;
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void oneThatLeavesByItselfIsWaitedFor() throws Exception {
        var backend = process("postgres: kantor kantor 127.0.0.1(5432) idle");
        Thread.ofVirtual().start(backend::destroy);
        OrphanedBackends.await(data, Duration.ofSeconds(60));
        assertThat(backend.isAlive()).isFalse();
        assertThat(backend.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void oneThatDoesNotLeaveIsEnded() throws Exception {
        var backend = process("postgres: checkpointer ");
        OrphanedBackends.await(data, Duration.ofMillis(50));
        assertThat(backend.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(backend.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void theChildrenOfAPostgresThatLivesAreLeftAlone() throws Exception {
        process("/somewhere/bin/postgres");
        var backend = process("postgres: checkpointer ");
        OrphanedBackends.await(data, Duration.ofMillis(50));
        assertThat(backend.isAlive()).isTrue();
    }

    @Test
    void othersAreNoBusinessOfOurs(@TempDir Path elsewhere) throws Exception {
        var backend = process("postgres: checkpointer ");
        OrphanedBackends.await(elsewhere, Duration.ofMillis(50));
        assertThat(backend.isAlive()).isTrue();
    }
}
