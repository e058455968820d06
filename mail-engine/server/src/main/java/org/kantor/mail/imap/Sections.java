package org.kantor.mail.imap;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.imap.FetchItem;
import org.kantor.mail.wire.imap.FetchItem.Kind;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.FieldOctets;
import org.kantor.mail.wire.mime.PartDecoder;

/** Cuts sections out of a message's octets by the offsets of its stored structure (RFC 3501 section 6.4.5). */
final class Sections {

    private static final byte[] EMPTY = {};

    /** A run of octets of an array. */
    record Slice(byte[] octets, int offset, int count) {

        /** At most so many octets from an offset on; nothing beyond the end. */
        Slice part(FetchItem.@Nullable Partial partial) {
            if (partial == null) {
                return this;
            }
            var skipped = (int) Math.min(partial.offset(), count);
            return new Slice(octets, offset + skipped, (int) Math.min(partial.length(), count - skipped));
        }
    }

    private Sections() {}

    /** The section; null if the message has no such part. */
    static @Nullable Slice cut(byte[] message, BodyPart root, FetchItem.Section section) {
        if (section.path().isEmpty()) {
            return ofMessage(message, root, section, 0, message.length);
        }
        var part = find(root, section.path());
        if (part == null) {
            return null;
        }
        if (section.kind() == Kind.ALL) {
            return between(message, part.bodyOffset(), part.end());
        }
        if (section.kind() == Kind.MIME) {
            return between(message, part.headerOffset(), part.bodyOffset());
        }
        if (!part.isMessage() || part.children().isEmpty()) {
            return null;
        }
        return ofMessage(message, part.children().getFirst(), section, part.bodyOffset(), part.end());
    }

    /** Whether the part's content transfer encoding can be undone, if there is such a part. */
    static boolean isDecodable(BodyPart root, List<Integer> path) {
        var part = path.isEmpty() ? null : find(root, path);
        return part == null || !part.children().isEmpty() || PartDecoder.isKnown(part.encoding());
    }

    /** The {@linkplain #isDecodable decodable} part without its content transfer encoding (RFC 3516 section 4.2); null if the message has no such part. */
    static @Nullable Slice decoded(byte[] message, BodyPart root, List<Integer> path) {
        var part = path.isEmpty() ? null : find(root, path);
        if (part == null) {
            return path.isEmpty() ? between(message, 0, message.length) : null;
        }
        // what consists of parts is never encoded itself (RFC 2045 section 6.4)
        if (!part.children().isEmpty() || PartDecoder.isIdentity(part.encoding())) {
            return between(message, part.bodyOffset(), part.end());
        }
        var octets = PartDecoder.decode(message, part);
        return new Slice(octets, 0, octets.length);
    }

    private static Slice ofMessage(byte[] message, BodyPart root, FetchItem.Section section, int from, int end) {
        return switch (section.kind()) {
            case ALL -> between(message, from, end);
            case HEADER, MIME -> between(message, root.headerOffset(), root.bodyOffset());
            case TEXT -> between(message, root.bodyOffset(), end);
            case HEADER_FIELDS -> fields(message, root, section.fields(), true);
            case HEADER_FIELDS_NOT -> fields(message, root, section.fields(), false);
        };
    }

    private static Slice between(byte[] message, int from, int end) {
        var last = Math.min(end, message.length);
        var first = Math.min(from, last);
        return new Slice(message, first, last - first);
    }

    /** The part with these numbers; the only part of a message that is no multipart is number 1. */
    static @Nullable BodyPart find(BodyPart root, List<Integer> path) {
        var part = root;
        var whole = true;
        for (var number : path) {
            var inside = part;
            if (!whole) {
                if (part.isMessage() && !part.children().isEmpty()) {
                    inside = part.children().getFirst();
                } else if (!part.isMultipart()) {
                    return null;
                }
            }
            if (inside.isMultipart()) {
                if (number > inside.children().size()) {
                    return null;
                }
                part = inside.children().get(number - 1);
            } else if (number == 1) {
                part = inside;
            } else {
                return null;
            }
            whole = false;
        }
        return part;
    }

    /** The header fields of these names, or of all others, with the empty line that ends a header. */
    private static Slice fields(byte[] message, BodyPart root, List<String> names, boolean wanted) {
        var out = new ByteArrayOutputStream(256);
        var end = Math.min(root.bodyOffset(), message.length);
        var at = root.headerOffset();
        while (at < end && !emptyLine(message, at)) {
            var next = FieldOctets.end(message, at, end);
            if (names.contains(FieldOctets.name(message, at, next)) == wanted) {
                out.write(message, at, next - at);
            }
            at = next;
        }
        out.write('\r');
        out.write('\n');
        var octets = out.size() == 0 ? EMPTY : out.toByteArray();
        return new Slice(octets, 0, octets.length);
    }

    private static boolean emptyLine(byte[] message, int at) {
        return message[at] == '\n' || message[at] == '\r' && at + 1 < message.length && message[at + 1] == '\n';
    }
}
