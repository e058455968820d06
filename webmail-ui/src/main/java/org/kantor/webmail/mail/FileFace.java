package org.kantor.webmail.mail;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** The coloured square with a file's kind. */
public final class FileFace {

    private static final int LONGEST = 4;

    private FileFace() {}

    /** The same among rows that are written as HTML. */
    static void append(Element row, String name, String mediaType) {
        var kind = kind(name);
        row.appendElement("span")
                .addClass("ft")
                .addClass("h-" + hue(kind, mediaType))
                .attr("aria-hidden", "true")
                .text(kind);
    }

    private static String kind(String name) {
        var dot = name.lastIndexOf('.');
        var extension = dot < 0 ? "" : name.substring(dot + 1).toUpperCase(Locale.ROOT);
        return extension.isEmpty() || extension.length() > LONGEST ? "" : extension;
    }

    public static Span of(String name, String mediaType) {
        var kind = kind(name);
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
