package org.kantor.webmail.content;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.EncodedWords;

/** The names under which parts are shown and saved. */
final class FileNames {

    private static final int MAX_LENGTH = 150;
    private static final int MAX_EXTENSION = 12;
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("text/plain", ".txt"),
            Map.entry("text/html", ".html"),
            Map.entry("text/calendar", ".ics"),
            Map.entry("text/vcard", ".vcf"),
            Map.entry("text/x-vcard", ".vcf"),
            Map.entry("text/csv", ".csv"),
            Map.entry("image/png", ".png"),
            Map.entry("image/jpeg", ".jpg"),
            Map.entry("image/gif", ".gif"),
            Map.entry("image/webp", ".webp"),
            Map.entry("application/pdf", ".pdf"),
            Map.entry("application/zip", ".zip"),
            Map.entry("message/rfc822", ".eml"),
            Map.entry("message/global", ".eml"));

    private FileNames() {}

    /** The sender's name for the part, decoded (RFC 2231, and RFC 2047 as many mailers write it) and made safe; else one made of its type. */
    static String of(BodyPart part, String section) {
        var given = part.dispositionParameters().get("filename");
        if (given == null || given.isBlank()) {
            given = part.parameters().get("name");
        }
        var mediaType = mediaType(part);
        if ((given == null || given.isBlank())
                && part.envelope() != null
                && part.envelope().subject() != null) {
            given = EncodedWords.decode(part.envelope().subject()) + ".eml";
        }
        var name = given == null ? "" : safe(EncodedWords.decode(given));
        return name.isEmpty() ? fallback(mediaType, section) : name;
    }

    /** Of a message that is saved whole: its subject, or else its number. */
    static String message(String subject, long number) {
        var name = safe(subject);
        return safe((name.isEmpty() ? "message-" + number : name) + ".eml");
    }

    private static String fallback(String mediaType, String section) {
        var kind = mediaType.startsWith("image/") ? "image" : mediaType.equals("text/calendar") ? "invitation" : "part";
        return kind + "-" + section.replace('.', '-') + EXTENSIONS.getOrDefault(mediaType, "");
    }

    static String mediaType(BodyPart part) {
        return (part.type() + "/" + part.subtype()).toLowerCase(Locale.ROOT);
    }

    /** Without folders, control characters, marks that turn the reading direction (which hide an extension) and what file systems refuse. */
    static String safe(String name) {
        var out = new StringBuilder();
        name.codePoints()
                .filter(c -> !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE)
                .forEach(c -> {
                    if ("/\\:*?\"<>|".indexOf(c) >= 0) {
                        out.append('_');
                    } else {
                        out.appendCodePoint(Character.isWhitespace(c) ? ' ' : c);
                    }
                });
        var text = out.toString().strip();
        while (text.startsWith(".") || text.startsWith("_.")) {
            text = text.substring(1);
        }
        while (text.endsWith(".") || text.endsWith(" ")) {
            text = text.substring(0, text.length() - 1);
        }
        return shorten(text);
    }

    private static String shorten(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        var dot = text.lastIndexOf('.');
        var extension = dot > 0 && text.length() - dot <= MAX_EXTENSION ? text.substring(dot) : "";
        var end = MAX_LENGTH - extension.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + extension;
    }

    /** A Content-Disposition value (RFC 6266) with the name in both forms. */
    static String disposition(String type, String name) {
        var ascii = new StringBuilder();
        name.codePoints()
                .forEach(c -> ascii.append(c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '%' ? (char) c : '_'));
        return type + "; filename=\"" + ascii + "\"; filename*=UTF-8''" + percent(name);
    }

    /** Percent-encoded for a path segment or an RFC 8187 value. */
    static String percent(String text) {
        var out = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            var c = octet & 0xff;
            if (c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '.'
                    || c == '_'
                    || c == '~') {
                out.append((char) c);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
