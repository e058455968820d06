package org.kantor.mail.extract;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kinds of documents whose text can be read. */
public enum Format {
    PDF,
    /** Office Open XML (ECMA-376): DOCX, XLSX, PPTX. */
    OOXML,
    /** OpenDocument (ISO/IEC 26300): ODT, ODS, ODP. */
    ODF,
    RTF,
    TEXT,
    HTML,
    /** A message (RFC 5322) that came as a file. */
    MAIL;

    private static final Map<String, Format> BY_EXTENSION = Map.ofEntries(
            Map.entry("pdf", PDF),
            Map.entry("docx", OOXML),
            Map.entry("docm", OOXML),
            Map.entry("xlsx", OOXML),
            Map.entry("xlsm", OOXML),
            Map.entry("pptx", OOXML),
            Map.entry("pptm", OOXML),
            Map.entry("odt", ODF),
            Map.entry("ods", ODF),
            Map.entry("odp", ODF),
            Map.entry("rtf", RTF),
            Map.entry("txt", TEXT),
            Map.entry("csv", TEXT),
            Map.entry("md", TEXT),
            Map.entry("log", TEXT),
            Map.entry("html", HTML),
            Map.entry("htm", HTML),
            Map.entry("eml", MAIL));

    /**
     * @param mediaType type and subtype, as declared
     * @param fileName empty if there is none; where the type tells nothing, its ending does
     */
    public static Optional<Format> of(String mediaType, String fileName) {
        var type = mediaType.toLowerCase(Locale.ROOT);
        if (type.startsWith("application/vnd.openxmlformats-officedocument.")) {
            return Optional.of(OOXML);
        }
        if (type.startsWith("application/vnd.oasis.opendocument.")) {
            return Optional.of(ODF);
        }
        return switch (type) {
            case "application/pdf", "application/x-pdf" -> Optional.of(PDF);
            case "application/rtf", "text/rtf" -> Optional.of(RTF);
            default ->
                type.startsWith("text/") || type.startsWith("message/")
                        ? Optional.empty()
                        : Optional.ofNullable(BY_EXTENSION.get(fileName.substring(fileName.lastIndexOf('.') + 1)
                                .toLowerCase(Locale.ROOT)));
        };
    }
}
