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
        assertThat(FileRisk.of("a.zip", endless)).isEmpty();
    }
}
