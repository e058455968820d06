package org.kantor.webmail.mail;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** The coloured square with a file's kind. */
public final class FileFace {

    private static final int LONGEST = 4;

    private FileFace() {}

    public static Span of(String name, String mediaType) {
        var dot = name.lastIndexOf('.');
        var extension = dot < 0 ? "" : name.substring(dot + 1).toUpperCase(Locale.ROOT);
        var kind = extension.isEmpty() || extension.length() > LONGEST ? "" : extension;
        var face = new Span(kind);
        face.addClassNames("ft", "h-" + hue(kind, mediaType));
        face.getElement().setAttribute("aria-hidden", "true");
        return face;
    }

    private static String hue(String kind, String mediaType) {
        if (mediaType.startsWith("image/")) {
            return "violet";
        }
        return switch (kind) {
            case "PDF" -> "red";
            case "XLS", "XLSX", "ODS", "CSV" -> "green";
            case "DOC", "DOCX", "ODT", "RTF", "TXT" -> "blue";
            case "PPT", "PPTX", "ODP" -> "amber";
            case "ZIP", "GZ", "7Z", "TAR" -> "lime";
            case "ICS", "VCF", "EML" -> "teal";
            default -> "blue";
        };
    }
}
