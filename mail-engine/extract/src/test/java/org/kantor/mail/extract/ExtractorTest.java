package org.kantor.mail.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of every format, broken and hostile ones, through a real child process. */
class ExtractorTest {

    private static Extractor extractor;

    @BeforeAll
    static void open() {
        extractor = Extractor.of(System.getProperty("java.class.path"));
    }

    @AfterAll
    static void close() {
        extractor.close();
    }

    /** Whatever was read before, the next document is. */
    @AfterEach
    void theNextDocumentIsRead() throws IOException {
        assertThat(extractor.text(Format.OOXML, Samples.docx("afterwards")))
                .hasValueSatisfying(text -> assertThat(text).contains("afterwards"));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void theTextOfEveryFormatIsRead(Format format) throws IOException {
        assertThat(extractor.text(format, Samples.of(format, "Quarterly report")))
                .hasValueSatisfying(text -> assertThat(text).contains("Quarterly report"));
    }

    @Test
    void sheetsSlidesAndWhatIsNoTextAreToldApart() throws IOException {
        assertThat(extractor.text(Format.OOXML, Samples.xlsx("Umsatz")).orElseThrow())
                .contains("Umsatz", "1234.5", "inline")
                .doesNotContain("4711");
        assertThat(extractor.text(Format.OOXML, Samples.pptx("Folie")).orElseThrow())
                .contains("Folie");
        assertThat(extractor.text(Format.OOXML, Samples.docx("a")).orElseThrow())
                .doesNotContain("PAGE");
        assertThat(extractor.text(Format.ODF, Samples.odf("one")).orElseThrow()).contains("one\nspan");
        assertThat(extractor.text(Format.RTF, Samples.rtf("text")).orElseThrow())
                .contains("text café €\nnext\nline")
                .doesNotContain("?", "idden");
    }

    @ParameterizedTest
    @CsvSource({
        "APPLICATION/PDF, x, PDF",
        "APPLICATION/OCTET-STREAM, Report.PDF, PDF",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document, x, OOXML",
        "application/vnd.oasis.opendocument.spreadsheet, x, ODF",
        "APPLICATION/OCTET-STREAM, list.csv, TEXT",
        "APPLICATION/ZIP, old.eml, MAIL",
        "TEXT/CSV, list.csv, ",
        "IMAGE/PNG, picture.png, ",
        "APPLICATION/OCTET-STREAM, '', ",
    })
    void theFormatIsToldByTypeOrName(String type, String name, Format format) {
        assertThat(Format.of(type, name)).isEqualTo(Optional.ofNullable(format));
    }

    @Test
    void noMoreTextIsReadThanIsWanted() throws IOException {
        var much = "many words ".repeat(100_000);
        for (var format : Format.values()) {
            if (format != Format.PDF) {
                assertThat(extractor.text(format, Samples.of(format, much)).orElseThrow())
                        .as(format.name())
                        .hasSizeLessThanOrEqualTo(Extractor.MOST_TEXT)
                        .hasSizeGreaterThan(Extractor.MOST_TEXT - 1_000);
            }
        }
    }

    @Test
    void aDocumentThatIsTooLargeIsNotEvenSent() throws IOException {
        assertThat(extractor.text(Format.TEXT, new byte[Extractor.LARGEST + 1])).isEmpty();
    }

    // --- hostile documents

    private static byte[] zipOf(String name, byte[] block, int blocks) throws IOException {
        try (var out = new ByteArrayOutputStream()) {
            try (var zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                for (var i = 0; i < blocks; i++) {
                    zip.write(block);
                }
                zip.closeEntry();
            }
            return out.toByteArray();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"word/document.xml", "other/ballast.bin"})
    void anArchiveThatUnpacksToMuchMoreThanItIsIsGivenUp(String name) throws IOException {
        var block = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        assertThat(extractor.text(Format.OOXML, zipOf(name, block, 100))).isEmpty();
    }

    @Test
    void anArchiveOfVeryManyFilesIsGivenUp() throws IOException {
        var entries = new LinkedHashMap<String, String>();
        for (var i = 0; i < 30_000; i++) {
            entries.put("x/" + i, "");
        }
        entries.put("word/document.xml", "<a/>");
        assertThat(extractor.text(Format.OOXML, Samples.zip(entries))).isEmpty();
    }

    @Test
    void entitiesAreNeitherExpandedNorFetched(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "the secret of the file");
        var laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"laugh\">");
        for (var i = 1; i < 40; i++) {
            laughs.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
        }
        for (var doctype : List.of(
                laughs + "]>",
                "<!DOCTYPE a [<!ENTITY e39 SYSTEM \"" + secret.toUri() + "\">]>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\">")) {
            var xml = doctype + "<a><t>before &e39; after</t></a>";
            var text = extractor.text(Format.OOXML, Samples.zip(Map.of("word/document.xml", xml)));
            assertThat(text.orElse("")).doesNotContain("laugh", "secret");
        }
    }

    @Test
    void depthTakesNoStack() throws IOException {
        var deep = "<a>".repeat(300_000) + "<t>deep</t>" + "</a>".repeat(300_000);
        extractor.text(Format.OOXML, Samples.zip(Map.of("word/document.xml", deep)));
        extractor.text(Format.ODF, Samples.zip(Map.of("content.xml", deep)));
        assertThat(extractor.text(Format.RTF, ("{\\rtf1 " + "{".repeat(2_000_000)).getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        extractor.text(Format.HTML, "<div>".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
        extractor.text(Format.PDF, pdfWith("[".repeat(1_000_000)));
    }

    private static byte[] pdfWith(String object) {
        return ("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/X " + object
                        + ">>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>\nendobj\ntrailer\n<</Root 1 0 R/Size 3>>\n%%EOF\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void circlesInAPdfComeToAnEnd() throws IOException {
        assertThat(extractor.text(Format.PDF, pdfWith("1 0 R")).orElse("")).isBlank();
        var xref =
                "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Size 1/Prev 9>>\nstartxref\n9\n%%EOF\n";
        assertThat(extractor
                        .text(Format.PDF, xref.getBytes(StandardCharsets.US_ASCII))
                        .orElse(""))
                .isBlank();
    }

    @Test
    void anEncryptedDocumentHasNoText() throws IOException {
        assertThat(extractor.text(Format.PDF, Samples.pdf("hidden", "password")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatIsNotWhatItSaysOrCutOffDoesNoHarm(Format format) throws IOException {
        extractor.text(format, new byte[0]);
        for (var other : Format.values()) {
            extractor.text(format, Samples.of(other, "text"));
        }
        var whole = Samples.of(format, "some text that is cut off somewhere");
        for (var i = 1; i <= 20; i++) {
            extractor.text(format, Arrays.copyOf(whole, whole.length * i / 21));
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void randomDamageDoesNoHarm(Format format) throws IOException {
        var seed = Long.getLong("kantor.seed", System.nanoTime());
        System.out.println("ExtractorTest." + format + ": -Dkantor.seed=" + seed);
        var random = new Random(seed);
        var whole = Samples.of(format, "some text that is damaged");
        for (var i = 0; i < 60; i++) {
            var damaged = whole.clone();
            for (var j = random.nextInt(1, 20); j > 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            extractor.text(format, damaged);
        }
    }

    // --- a child that does not do as it should

    @ParameterizedTest
    @ValueSource(strings = {"hang", "die", "much", "negative", "half"})
    void aChildThatFailsIsReplaced(String how) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StubbornMain.class.getName());
        try (var stubborn = new Extractor(command, Duration.ofSeconds(how.equals("hang") ? 3 : 60))) {
            assertThat(stubborn.text(Format.TEXT, how.getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
        }
        try (var stubborn = new Extractor(command, Duration.ofSeconds(60))) {
            assertThat(stubborn.text(Format.TEXT, "first".getBytes(StandardCharsets.UTF_8)))
                    .contains("first");
            if (!how.equals("hang")) {
                stubborn.text(Format.TEXT, how.getBytes(StandardCharsets.UTF_8));
                assertThat(stubborn.text(Format.TEXT, "next".getBytes(StandardCharsets.UTF_8)))
                        .contains("next");
            }
            stubborn.end();
            assertThat(stubborn.text(Format.TEXT, "after the end".getBytes(StandardCharsets.UTF_8)))
                    .contains("after the end");
        }
    }

    @Test
    void aChildThatCannotBeStartedIsNoFaultOfTheDocument() {
        try (var none = new Extractor(List.of("/nowhere/java"), Duration.ofSeconds(60));
                var empty = Extractor.of("/nowhere/classes.jar")) {
            assertThatThrownBy(() -> none.text(Format.TEXT, new byte[] {'x'})).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> empty.text(Format.TEXT, new byte[] {'x'})).isInstanceOf(IOException.class);
        }
    }
}
