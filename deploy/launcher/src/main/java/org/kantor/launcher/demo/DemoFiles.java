package org.kantor.launcher.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Makes the attachments: real PDF, XLSX and PNG files, small and the same each time for the same name. */
final class DemoFiles {

    record File(String mediaType, byte[] content) {}

    private DemoFiles() {}

    static File make(String name, String subject) {
        try {
            if (name.endsWith(".pdf")) {
                return new File("application/pdf", pdf(ascii(name), ascii(subject)));
            }
            if (name.endsWith(".xlsx")) {
                return new File("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx(name));
            }
            return new File("image/png", png(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ascii(String text) {
        var out = new StringBuilder();
        text.codePoints()
                .forEach(c -> out.append(c >= ' ' && c < 0x7f && c != '(' && c != ')' && c != '\\' ? (char) c : '-'));
        return out.toString();
    }

    /** One page of text (ISO 32000-1 section 7.5). */
    private static byte[] pdf(String title, String subject) {
        var text = new StringBuilder("BT /F1 20 Tf 72 760 Td (")
                .append(title)
                .append(") Tj /F1 11 Tf 0 -30 Td (")
                .append(subject)
                .append(") Tj");
        for (var line = 1; line <= 24; line++) {
            text.append(" 0 -22 Td (")
                    .append(line)
                    .append(".  PT Kantor Contoh, Jakarta, item ")
                    .append(line * 7)
                    .append(", checked and found correct.) Tj");
        }
        text.append(" ET");
        var objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        var out = new StringBuilder("%PDF-1.4\n");
        var offsets = new ArrayList<Integer>();
        for (var i = 0; i < objects.size(); i++) {
            offsets.add(out.length());
            out.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        var start = out.length();
        out.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> out.append("%010d 00000 n \n".formatted(offset)));
        out.append("trailer\n<< /Size ")
                .append(objects.size() + 1)
                .append(" /Root 1 0 R >>\nstartxref\n")
                .append(start)
                .append("\n%%EOF\n");
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** One sheet of names and numbers (ECMA-376). */
    private static byte[] xlsx(String name) throws IOException {
        var random = new Random(name.hashCode());
        var rows = new StringBuilder();
        var people = List.of(
                "Andi", "Bayu", "Citra", "Dewi", "Eko", "Fitri", "Gilang", "Hana", "Indra", "Joko", "Kartika",
                "Lukman");
        for (var row = 0; row <= people.size(); row++) {
            rows.append("<row r=\"").append(row + 1).append("\">");
            text(row == 0 ? "Name" : people.get(row - 1), 'A', row, rows);
            for (var column = 'B'; column <= 'E'; column++) {
                if (row == 0) {
                    text("Week " + (column - 'A'), column, row, rows);
                } else {
                    rows.append("<c r=\"")
                            .append(column)
                            .append(row + 1)
                            .append("\"><v>")
                            .append(random.nextInt(40))
                            .append("</v></c>");
                }
            }
            rows.append("</row>");
        }
        var head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        var main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var pack = "http://schemas.openxmlformats.org/package/2006/";
        var types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            entry(
                    zip,
                    "[Content_Types].xml",
                    head + "<Types xmlns=\"" + pack
                            + "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + types
                            + "sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\""
                            + types + "worksheet+xml\"/></Types>");
            entry(
                    zip,
                    "_rels/.rels",
                    head + "<Relationships xmlns=\"" + pack + "relationships\"><Relationship Id=\"rId1\" Type=\""
                            + office + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            entry(
                    zip,
                    "xl/workbook.xml",
                    head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office
                            + "\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            entry(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    head + "<Relationships xmlns=\"" + pack + "relationships\"><Relationship Id=\"rId1\" Type=\""
                            + office + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            entry(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    head + "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>");
        }
        return out.toByteArray();
    }

    private static void text(String value, char column, int row, StringBuilder rows) {
        rows.append("<c r=\"")
                .append(column)
                .append(row + 1)
                .append("\" t=\"inlineStr\"><is><t>")
                .append(value)
                .append("</t></is></c>");
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** A picture of circles on a gradient. */
    private static byte[] png(String name) throws IOException {
        var random = new Random(name.hashCode());
        var image = new BufferedImage(640, 420, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        var hue = random.nextFloat();
        graphics.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.35f, 0.95f), 640, 420, Color.getHSBColor(hue + 0.15f, 0.6f, 0.6f)));
        graphics.fillRect(0, 0, 640, 420);
        for (var i = 0; i < 14; i++) {
            var colour = Color.getHSBColor(hue + random.nextFloat() * 0.3f, 0.5f, 0.95f);
            graphics.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 120));
            var size = 40 + random.nextInt(160);
            graphics.fillOval(random.nextInt(640) - size / 2, random.nextInt(420) - size / 2, size, size);
        }
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
