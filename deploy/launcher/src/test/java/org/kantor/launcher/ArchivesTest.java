package org.kantor.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

    @TempDir
    private Path folder;

    private interface Content {
        void to(TarArchiveOutputStream tar) throws IOException;
    }

    private static ByteArrayInputStream archive(Content content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            content.to(tar);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void file(TarArchiveOutputStream tar, String name, int mode) throws IOException {
        var octets = name.getBytes(StandardCharsets.US_ASCII);
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(octets.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(octets);
        tar.closeArchiveEntry();
    }

    @Test
    void programsStayExecutableAndLinksStayLinks() throws IOException {
        var archive = archive(tar -> {
            file(tar, "dist-1.0/bin/run", 0755);
            file(tar, "dist-1.0/README", 0644);
            var link = new TarArchiveEntry("dist-1.0/lib.so", TarConstants.LF_SYMLINK);
            link.setLinkName("lib.so.5");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        });
        Archives.unpackGzip(archive, folder, 1);
        assertThat(folder.resolve("bin/run")).isExecutable().hasContent("dist-1.0/bin/run");
        assertThat(Files.isExecutable(folder.resolve("README"))).isFalse();
        assertThat(Files.readSymbolicLink(folder.resolve("lib.so"))).hasToString("lib.so.5");
    }

    @Test
    void aNameThatLeadsOutOfTheFolderIsRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Archives.unpackGzip(
                        archive(tar -> file(tar, "a/../../outside", 0644)), folder.resolve("inside"), 0));
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void deletingAFolderDoesNotFollowItsLinks() throws IOException {
        var kept = Files.writeString(folder.resolve("kept"), "kept");
        var doomed = Files.createDirectory(folder.resolve("doomed"));
        Files.createSymbolicLink(doomed.resolve("link"), kept);
        Archives.delete(doomed);
        assertThat(doomed).doesNotExist();
        assertThat(kept).exists();
    }
}
