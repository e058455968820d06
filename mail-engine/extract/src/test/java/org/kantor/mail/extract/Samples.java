package org.kantor.mail.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Small documents of every format. */
final class Samples {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private Samples() {}

    static byte[] pdf(String text, String password) throws IOException {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(text);
                content.endText();
            }
            if (!password.isEmpty()) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    static byte[] zip(Map<String, String> entries) throws IOException {
        try (var out = new ByteArrayOutputStream()) {
            try (var zip = new ZipOutputStream(out)) {
                for (var entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
            return out.toByteArray();
        }
    }

    static byte[] docx(String text) throws IOException {
        return zip(
                Map.of(
                        "[Content_Types].xml",
                        XML + "<Types/>",
                        "word/document.xml",
                        XML + "<w:document xmlns:w=\"urn:w\"><w:body><w:p><w:r><w:t>" + text
                                + "</w:t></w:r></w:p><w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:body></w:document>"));
    }

    static byte[] xlsx(String text) throws IOException {
        return zip(
                Map.of(
                        "xl/sharedStrings.xml",
                        XML + "<sst xmlns=\"urn:x\"><si><t>" + text + "</t></si></sst>",
                        "xl/worksheets/sheet1.xml",
                        XML
                                + "<worksheet xmlns=\"urn:x\"><sheetData><row><c t=\"s\"><v>4711</v></c><c><v>1234.5</v></c><c t=\"inlineStr\"><is><t>inline</t></is></c></row></sheetData></worksheet>"));
    }

    static byte[] pptx(String text) throws IOException {
        return zip(Map.of(
                "ppt/slides/slide1.xml",
                XML + "<p:sld xmlns:p=\"urn:p\" xmlns:a=\"urn:a\"><a:p><a:r><a:t>" + text
                        + "</a:t></a:r></a:p></p:sld>"));
    }

    static byte[] odf(String text) throws IOException {
        return zip(Map.of(
                "mimetype",
                "application/vnd.oasis.opendocument.text",
                "content.xml",
                XML + "<office:document-content xmlns:office=\"urn:o\" xmlns:text=\"urn:t\"><office:body><text:p>"
                        + text
                        + "<text:s/><text:span>span</text:span></text:p></office:body></office:document-content>"));
    }

    static byte[] rtf(String text) {
        return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Hidden Font;}}{\\*\\generator hidden}\\f0 " + text
                        + " caf\\'e9 \\u8364?\\par next\\tab line}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] mail(String text) {
        return ("From: Bob <bob@example.org>\r\nSubject: Forwarded\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>"
                        + text + "</p>")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(Format format, String text) throws IOException {
        return switch (format) {
            case PDF -> pdf(text, "");
            case OOXML -> docx(text);
            case ODF -> odf(text);
            case RTF -> rtf(text);
            case TEXT -> text.getBytes(StandardCharsets.UTF_8);
            case HTML -> ("<p>" + text + "</p>").getBytes(StandardCharsets.UTF_8);
            case MAIL -> mail(text);
        };
    }
}
