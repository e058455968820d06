package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.webmail.content.FileRisk.Kind;

class FileRiskTest {

    private static final byte[] NOTHING = {};

    private static byte[] zip(String... names) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "invoice.pdf.exe, DISGUISED",
        "photo.jpg   .scr, DISGUISED",
        "setup.exe, PROGRAM",
        "run.BAT, PROGRAM",
        "a.js, PROGRAM",
        "x.lnk, PROGRAM",
        "disk.iso, PROGRAM",
        "book.xlsm, MACROS",
        "letter.docm, MACROS",
        "login.html, PAGE",
        "logo.svg, PAGE",
        "trick.exe., PROGRAM",
        "trick.exe . , PROGRAM"
    })
    void aNameSaysWhatTheFileWouldDo(String name, Kind kind) {
        assertThat(FileRisk.of(name, NOTHING)).contains(new FileRisk(kind, ""));
    }

    @ParameterizedTest
    @CsvSource({"agenda.pdf", "list.xlsx", "photo.jpeg", "notes.txt", "exe", "v1.2.pdf", "archive.zip", "invite.ics"})
    void ordinaryFilesAreLeftAlone(String name) {
        assertThat(FileRisk.of(name, NOTHING)).isEqualTo(Optional.empty());
    }

    @Test
    void anArchiveIsLookedInto() throws IOException {
        assertThat(FileRisk.of("a.zip", zip("readme.txt", "in/side/invoice.pdf.exe")))
                .contains(new FileRisk(Kind.ARCHIVE, "invoice.pdf.exe"));
        assertThat(FileRisk.of("a.zip", zip("readme.txt", "photo.jpg"))).isEmpty();
        assertThat(FileRisk.of("plan.docx", zip("word/document.xml", "word/vbaProject.bin")))
                .contains(new FileRisk(Kind.MACROS, ""));
        assertThat(FileRisk.of("plan.docx", zip("word/document.xml", "[Content_Types].xml")))
                .isEmpty();
    }

    @Test
    void aLockedArchiveIsToldAndABrokenOneDoesNoHarm() throws IOException {
        var locked = zip("secret.txt");
        for (var i = 0; i + 4 < locked.length; i++) {
            if (locked[i] == 'P' && locked[i + 1] == 'K' && locked[i + 2] == 1 && locked[i + 3] == 2) {
                locked[i + 8] |= 1;
            }
        }
        assertThat(FileRisk.of("a.zip", locked)).contains(new FileRisk(Kind.LOCKED, ""));
        var whole = zip("a.txt", "b.exe");
        for (var length = 0; length < whole.length; length++) {
            FileRisk.of("a.zip", Arrays.copyOf(whole, length));
        }
        var endless = whole.clone();
        Arrays.fill(endless, endless.length - 6, endless.length - 2, (byte) 0xff);
        assertThat(FileRisk.of("a.zip", endless)).contains(FileRisk.UNSEEN);
        var shifted = new byte[whole.length + 1];
        System.arraycopy(whole, 0, shifted, 1, whole.length);
        assertThat(FileRisk.of("a.zip", shifted)).contains(FileRisk.UNSEEN);
        assertThat(FileRisk.of("a.zip", new byte[] {1, 2, 3})).contains(FileRisk.UNSEEN);
    }

    private static byte[] archive(String name, byte[] content, String... others) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
            for (var other : others) {
                zip.putNextEntry(new ZipEntry(other));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] locked(byte[] zip) {
        for (var i = 0; i + 9 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + 8] |= 1;
            }
        }
        return zip;
    }

    @Test
    void anArchiveInAnArchiveIsLookedIntoToo() throws IOException {
        assertThat(FileRisk.of("a.zip", archive("in/b.zip", zip("invoice.pdf.exe"), "readme.txt")))
                .contains(new FileRisk(Kind.ARCHIVE, "b.zip: invoice.pdf.exe"));
        assertThat(FileRisk.of("a.zip", archive("b.zip", zip("readme.txt")))).isEmpty();
        assertThat(FileRisk.of("a.zip", archive("b.zip", locked(zip("readme.txt")))))
                .contains(new FileRisk(Kind.LOCKED, ""));
    }

    @Test
    void whatIsTooDeepTooLargeOrBrokenCannotBeLookedInto() throws IOException {
        assertThat(FileRisk.of("a.zip", archive("b.zip", archive("c.zip", zip("readme.txt")))))
                .contains(FileRisk.UNSEEN);
        assertThat(FileRisk.of("a.zip", archive("b.zip", new byte[30_000_000]))).contains(FileRisk.UNSEEN);
        assertThat(FileRisk.of("a.zip", archive("b.zip", "no archive".getBytes(StandardCharsets.UTF_8))))
                .contains(FileRisk.UNSEEN);
        var whole = archive("b.zip", zip("readme.txt"), "c.txt");
        for (var at = 0; at < whole.length; at++) {
            for (var value : new byte[] {0, (byte) 0xff}) {
                var damaged = whole.clone();
                damaged[at] = value;
                FileRisk.of("a.zip", damaged);
            }
        }
    }

    @Test
    void ofManyArchivesInOneTwentyAreLookedInto() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var i = 0; i < 21; i++) {
                zip.putNextEntry(new ZipEntry(i + ".zip"));
                zip.write(i < 20 ? zip("readme.txt") : zip("run.exe"));
                zip.closeEntry();
            }
        }
        assertThat(FileRisk.of("a.zip", out.toByteArray())).contains(FileRisk.UNSEEN);
    }

    @Test
    void aNamedProgramCountsMoreThanALock() throws IOException {
        assertThat(FileRisk.of("a.zip", locked(zip("readme.txt", "run.exe"))))
                .contains(new FileRisk(Kind.ARCHIVE, "run.exe"));
    }
}
