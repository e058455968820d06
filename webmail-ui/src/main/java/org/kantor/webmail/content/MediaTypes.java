package org.kantor.webmail.content;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a browser may do with a part of a type. Everything not named here can only be saved. */
final class MediaTypes {

    private static final Set<String> PICTURES = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/bmp",
            "image/avif",
            "image/x-icon",
            "image/vnd.microsoft.icon");
    private static final Set<String> OPENED = Set.of(
            "application/pdf",
            "text/plain",
            "audio/mpeg",
            "audio/ogg",
            "audio/wav",
            "audio/mp4",
            "video/mp4",
            "video/webm",
            "video/ogg");
    private static final String CALENDAR = "text/calendar";
    private static final Map<String, String> BY_EXTENSION = Map.of(
            "png",
            "image/png",
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "gif",
            "image/gif",
            "webp",
            "image/webp",
            "pdf",
            "application/pdf");
    /** Names that senders use for types that we know by another. */
    private static final Map<String, String> ALIASES = Map.of(
            "image/jpg",
            "image/jpeg",
            "image/pjpeg",
            "image/jpeg",
            "image/x-png",
            "image/png",
            "application/x-pdf",
            "application/pdf",
            "application/ics",
            CALENDAR);

    private MediaTypes() {}

    /** Raster pictures; never SVG, which is a program. */
    static boolean isPicture(String mediaType) {
        return PICTURES.contains(ALIASES.getOrDefault(mediaType, mediaType));
    }

    /** Whether a browser may show it in a window of its own. */
    static boolean mayOpen(String mediaType) {
        return isPicture(mediaType) || OPENED.contains(mediaType);
    }

    /** Whether it is saved under its own type: what may be shown, and calendars, which a browser passes on to a program for them. */
    static boolean maySaveAs(String mediaType) {
        return mayOpen(mediaType) || mediaType.equals(CALENDAR);
    }

    /** The type to serve a part as: an alias resolved, an unnamed type known by the file name's extension (harmless ones only). */
    static String served(String declared, String name) {
        var type = ALIASES.getOrDefault(declared, declared);
        if (!type.equals("application/octet-stream")) {
            return type;
        }
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, type);
    }
}
