package org.kantor.bean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.kernel.Environment;

class TemporaryFilesTest {

    @TempDir
    private Path home;

    private TemporaryFiles process() {
        return new TemporaryFiles(
                new Environment(Map.of("KANTOR_DOMAIN", "example.org", "KANTOR_HOME", home.toString())));
    }

    @Test
    void whatAKilledProcessLeftIsGoneWhenTheNextStarts() throws IOException {
        var killed = process();
        killed.empty();
        var left = killed.create("import-");
        Files.writeString(left, "Subject: private");
        assertThat(left.getParent()).isEqualTo(home.resolve("temporary"));
        var next = process();
        next.empty();
        assertThat(left).doesNotExist();
        assertThat(next.create("import-")).isEmptyFile();
    }

    @Test
    void aFolderThatSomebodyDeletedIsMadeAgain() throws IOException {
        var files = process();
        assertThat(files.create("file-")).isEmptyFile();
    }
}
