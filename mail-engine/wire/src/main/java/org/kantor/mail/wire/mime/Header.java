package org.kantor.mail.wire.mime;

import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/**
 * The header of a message or part: where it ends, and the fields that the parser wants, found in one pass that remembers nothing else.
 * Of two fields with one name the first counts. Lines that are neither a field nor a continuation are passed over.
 */
final class Header {

    /** The wanted fields. */
    enum Name {
        AUTO_SUBMITTED("auto-submitted"),
        BCC("bcc"),
        CC("cc"),
        CONTENT_DESCRIPTION("content-description"),
        CONTENT_DISPOSITION("content-disposition"),
        CONTENT_ID("content-id"),
        CONTENT_LANGUAGE("content-language"),
        CONTENT_LOCATION("content-location"),
        CONTENT_MD5("content-md5"),
        CONTENT_TRANSFER_ENCODING("content-transfer-encoding"),
        CONTENT_TYPE("content-type"),
        DATE("date"),
        FROM("from"),
        IN_REPLY_TO("in-reply-to"),
        LIST_ID("list-id"),
        LIST_UNSUBSCRIBE("list-unsubscribe"),
        MESSAGE_ID("message-id"),
        PRECEDENCE("precedence"),
        REFERENCES("references"),
        REPLY_TO("reply-to"),
        RETURN_PATH("return-path"),
        SENDER("sender"),
        SUBJECT("subject"),
        TO("to"),
        X_AUTOREPLY("x-autoreply"),
        X_AUTORESPOND("x-autorespond");

        private static final Name[] ALL = values();
        private final String lower;

        Name(String lower) {
            this.lower = lower;
        }

        static @Nullable Name at(byte[] octets, int from, int end) {
            for (var name : ALL) {
                if (name.lower.length() == end - from && name.matches(octets, from)) {
                    return name;
                }
            }
            return null;
        }

        private boolean matches(byte[] octets, int from) {
            for (var i = 0; i < lower.length(); i++) {
                var c = octets[from + i];
                if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != lower.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Slice(int from, int end) {}

    private final byte[] octets;
    private final EnumMap<Name, Slice> fields = new EnumMap<>(Name.class);
    private boolean anyField;
    private @Nullable Name open;
    private int openFrom;

    Header(byte[] octets) {
        this.octets = octets;
    }

    /**
     * The fields of a message. Never fails, and looks at nothing behind the header.
     *
     * @param octets a message, or its beginning with all of its header
     */
    static Header of(byte[] octets) {
        var lines = new Lines(octets);
        var header = new Header(octets);
        for (var from = 0; from < octets.length; ) {
            var next = lines.next(from, octets.length);
            var end = lines.textEnd(from, next);
            if (end == from) {
                break;
            }
            header.line(from, end);
            from = next;
        }
        return header;
    }

    /** Takes a line that is not empty. */
    void line(int from, int textEnd) {
        var c = octets[from];
        if (c == ' ' || c == '\t') {
            if (open != null) {
                fields.put(open, new Slice(openFrom, textEnd));
            }
            return;
        }
        open = null;
        var colon = colon(from, textEnd);
        if (colon < 0) {
            return;
        }
        anyField = true;
        var nameEnd = colon;
        while (nameEnd > from && (octets[nameEnd - 1] == ' ' || octets[nameEnd - 1] == '\t')) {
            nameEnd--;
        }
        var name = Name.at(octets, from, nameEnd);
        if (name != null && !fields.containsKey(name)) {
            open = name;
            openFrom = colon + 1;
            fields.put(name, new Slice(openFrom, textEnd));
        }
    }

    /** The colon after a field's name (RFC 5322 section 2.2: printable ASCII), or -1. */
    private int colon(int from, int end) {
        for (var i = from; i < end; i++) {
            var c = octets[i];
            if (c == ':') {
                return i > from ? i : -1;
            }
            if (c < ' ' || c == 0x7f || c == ' ' && !onlySpaceBeforeColon(i, end)) {
                return -1;
            }
        }
        return -1;
    }

    private boolean onlySpaceBeforeColon(int from, int end) {
        var i = from;
        while (i < end && (octets[i] == ' ' || octets[i] == '\t')) {
            i++;
        }
        return i < end && octets[i] == ':';
    }

    /** False when there were lines and none was a field: then it was no header but text. */
    boolean hasFields() {
        return anyField;
    }

    /** The unfolded field; null if absent. */
    @Nullable
    String get(Name name) {
        var slice = fields.get(name);
        return slice == null ? null : HeaderText.unfold(octets, slice.from, slice.end);
    }
}
