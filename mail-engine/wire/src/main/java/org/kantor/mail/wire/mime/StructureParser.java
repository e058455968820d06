package org.kantor.mail.wire.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.mime.Header.Name;

/**
 * Walks a message's octets once, line by line, and finds its parts (RFC 2046 section 5.1). A boundary of any enclosing multipart ends whatever is open
 * inside it, so a missing closing boundary costs nothing; a multipart in which no part is found becomes plain text. Owned by one thread, used once.
 */
final class StructureParser {

    /** Parts nested deeper stay undivided inside their parent: no mailer writes such a message, and stacks are finite. */
    static final int MAX_DEPTH = 64;

    /** The part that reaches this number takes all the rest of the message. */
    static final int MAX_PARTS = 2_000;

    private static final int MAX_BOUNDARY = 1_000;
    private static final int MAX_MEDIA_TYPE = 127;
    private static final Map<String, String> US_ASCII = Map.of("charset", "us-ascii");

    private final byte[] octets;
    private final Lines lines;
    private final List<byte[]> boundaries = new ArrayList<>();
    private int at;
    private int parts;
    private final Header root;

    /** What ended a body: the level of the boundary (or -1 for the end of the octets) and whether it was a closing one. */
    private int hitLevel;

    private boolean hitClosing;

    StructureParser(byte[] octets) {
        this.octets = octets;
        this.lines = new Lines(octets);
        this.root = new Header(octets);
    }

    BodyPart parse() {
        return part(root, 0, false);
    }

    /** The message's own header, once parsed. */
    Header rootHeader() {
        return root;
    }

    /** Parses the part that starts here; its header's fields are told to {@code header}. */
    private BodyPart part(Header header, int depth, boolean inDigest) {
        var headerOffset = at;
        if (++parts >= MAX_PARTS) {
            boundaries.replaceAll(b -> new byte[0]);
        }
        var ended = header(header);
        var sawText = at > headerOffset && !header.hasFields() && !ended.emptyLineOnly;
        if (sawText) {
            at = headerOffset;
        }
        var bodyOffset = at;
        var shape = Shape.of(header, inDigest && !sawText);
        if (ended.atBoundary && !sawText) {
            return shape.leaf(headerOffset, bodyOffset, bodyOffset, 0);
        }
        if (shape.isMultipart() && depth < MAX_DEPTH && parts < MAX_PARTS) {
            return multipart(shape, depth, headerOffset, bodyOffset);
        }
        if (shape.isMessage() && depth < MAX_DEPTH && parts < MAX_PARTS) {
            var innerHeader = new Header(octets);
            var inner = part(innerHeader, depth + 1, false);
            return shape.message(headerOffset, bodyOffset, lines, EnvelopeReader.read(innerHeader), inner);
        }
        return leafUpToBoundary(shape, headerOffset, bodyOffset);
    }

    private BodyPart leafUpToBoundary(Shape shape, int headerOffset, int bodyOffset) {
        var end = skipToBoundary(bodyOffset);
        return shape.leaf(headerOffset, bodyOffset, end, lines.count(bodyOffset, end));
    }

    private record HeaderEnd(boolean atBoundary, boolean emptyLineOnly) {}

    /** Reads the header and leaves {@link #at} after its empty line, or at the boundary that cut it short. */
    private HeaderEnd header(Header header) {
        var first = true;
        while (at < octets.length) {
            var next = lines.next(at, octets.length);
            var textEnd = lines.textEnd(at, next);
            if (textEnd == at) {
                at = next;
                return new HeaderEnd(false, first);
            }
            if (isBoundary(at, textEnd)) {
                return new HeaderEnd(true, first);
            }
            header.line(at, textEnd);
            first = false;
            at = next;
        }
        hitLevel = -1;
        return new HeaderEnd(true, first);
    }

    private BodyPart multipart(Shape shape, int depth, int headerOffset, int bodyOffset) {
        var boundary = shape.boundary();
        if (boundary.length == 0) {
            return leafUpToBoundary(shape, headerOffset, bodyOffset);
        }
        var level = boundaries.size();
        boundaries.add(boundary);
        var children = new ArrayList<BodyPart>();
        var end = skipToBoundary(bodyOffset);
        while (hitLevel == level && !hitClosing) {
            at = lines.next(at, octets.length);
            var child = part(new Header(octets), depth + 1, shape.isDigest());
            children.add(child);
            end = child.end();
        }
        boundaries.remove(level);
        if (hitLevel == level) {
            at = lines.next(at, octets.length);
            end = skipToBoundary(bodyOffset);
        }
        return children.isEmpty()
                ? shape.leaf(headerOffset, bodyOffset, end, lines.count(bodyOffset, end))
                : shape.multipart(headerOffset, bodyOffset, Math.max(bodyOffset, end), children);
    }

    /**
     * Moves to the next boundary line of any enclosing multipart, or the end of the octets; answers where the body that started at {@code bodyOffset}
     * ends: the line end before a boundary belongs to the boundary.
     */
    private int skipToBoundary(int bodyOffset) {
        while (at < octets.length) {
            var next = lines.next(at, octets.length);
            if (octets[at] == '-' && isBoundary(at, lines.textEnd(at, next))) {
                return at > bodyOffset ? lines.textEnd(bodyOffset, at) : bodyOffset;
            }
            at = next;
        }
        hitLevel = -1;
        return octets.length;
    }

    private boolean isBoundary(int from, int textEnd) {
        if (textEnd - from < 3 || octets[from] != '-' || octets[from + 1] != '-') {
            return false;
        }
        for (var level = boundaries.size() - 1; level >= 0; level--) {
            var boundary = boundaries.get(level);
            var after = from + 2 + boundary.length;
            if (boundary.length == 0 || after > textEnd || !matches(boundary, from + 2)) {
                continue;
            }
            if (textEnd - after >= 2 && octets[after] == '-' && octets[after + 1] == '-') {
                hitLevel = level;
                hitClosing = true;
                return true;
            }
            if (blank(after, textEnd)) {
                hitLevel = level;
                hitClosing = false;
                return true;
            }
        }
        return false;
    }

    private boolean matches(byte[] boundary, int from) {
        for (var i = 0; i < boundary.length; i++) {
            if (octets[from + i] != boundary[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean blank(int from, int end) {
        for (var i = from; i < end; i++) {
            if (octets[i] != ' ' && octets[i] != '\t' && octets[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** What a part's header says about it, before its extent is known. */
    private record Shape(
            String type,
            String subtype,
            Map<String, String> parameters,
            @Nullable String id,
            @Nullable String description,
            String encoding,
            @Nullable String md5,
            @Nullable String disposition,
            Map<String, String> dispositionParameters,
            List<String> languages,
            @Nullable String location) {

        static Shape of(Header header, boolean inDigest) {
            var type = "TEXT";
            var subtype = "PLAIN";
            var parameters = US_ASCII;
            var field = header.get(Name.CONTENT_TYPE);
            var encoding = encoding(header.get(Name.CONTENT_TRANSFER_ENCODING));
            if (field != null) {
                var value = MimeValue.parse(field);
                parameters = value.parameters();
                var slash = value.value().indexOf('/');
                var first = Ascii.upper(
                                slash < 0 ? value.value() : value.value().substring(0, slash))
                        .strip();
                var second = slash < 0
                        ? ""
                        : Ascii.upper(value.value().substring(slash + 1)).strip();
                if (Ascii.isToken(first)
                        && Ascii.isToken(second)
                        && first.length() + second.length() < MAX_MEDIA_TYPE) {
                    type = first;
                    subtype = second;
                } else if (slash >= 0) {
                    type = "APPLICATION";
                    subtype = "OCTET-STREAM";
                }
            } else if (inDigest) {
                type = "MESSAGE";
                subtype = "RFC822";
                parameters = Map.of();
            }
            var disposition = MimeValue.parse(orEmpty(header.get(Name.CONTENT_DISPOSITION)));
            var shape = new Shape(
                    type,
                    subtype,
                    parameters,
                    header.get(Name.CONTENT_ID),
                    header.get(Name.CONTENT_DESCRIPTION),
                    encoding,
                    header.get(Name.CONTENT_MD5),
                    Ascii.isToken(disposition.value()) ? Ascii.upper(disposition.value()) : null,
                    disposition.parameters(),
                    languages(header.get(Name.CONTENT_LANGUAGE)),
                    header.get(Name.CONTENT_LOCATION));
            // An encoded message is not a MESSAGE/RFC822 that could be looked into (RFC 2046 section 5.2.1); it stays a
            // file.
            return shape.isMessage() && (encoding.equals("BASE64") || encoding.equals("QUOTED-PRINTABLE"))
                    ? shape.as("APPLICATION", "OCTET-STREAM")
                    : shape;
        }

        private static String encoding(@Nullable String field) {
            var value = Ascii.upper(MimeValue.parse(orEmpty(field)).value());
            return Ascii.isToken(value) && value.length() < MAX_MEDIA_TYPE ? value : "7BIT";
        }

        private static String orEmpty(@Nullable String field) {
            return field == null ? "" : field;
        }

        private static List<String> languages(@Nullable String field) {
            if (field == null) {
                return List.of();
            }
            var languages = new ArrayList<String>();
            for (var tag : field.split(",", 50)) {
                if (Ascii.isToken(tag.strip())) {
                    languages.add(tag.strip());
                }
            }
            return List.copyOf(languages);
        }

        boolean isMultipart() {
            return type.equals("MULTIPART");
        }

        boolean isDigest() {
            return subtype.equals("DIGEST");
        }

        boolean isMessage() {
            return type.equals("MESSAGE") && (subtype.equals("RFC822") || subtype.equals("GLOBAL"));
        }

        byte[] boundary() {
            var boundary = parameters.getOrDefault("boundary", "");
            var octets = boundary.stripTrailing().getBytes(StandardCharsets.UTF_8);
            return octets.length <= MAX_BOUNDARY ? octets : new byte[0];
        }

        /** A container that is not looked into becomes text or a file, since a BODYSTRUCTURE cannot say otherwise. */
        Shape asLeaf() {
            if (isMultipart()) {
                return as("TEXT", "PLAIN");
            }
            return isMessage() ? as("APPLICATION", "OCTET-STREAM") : this;
        }

        private Shape as(String newType, String newSubtype) {
            return new Shape(
                    newType,
                    newSubtype,
                    parameters,
                    id,
                    description,
                    encoding,
                    md5,
                    disposition,
                    dispositionParameters,
                    languages,
                    location);
        }

        BodyPart leaf(int headerOffset, int bodyOffset, int end, int lineCount) {
            return isMultipart() || isMessage()
                    ? asLeaf().leaf(headerOffset, bodyOffset, end, lineCount)
                    : part(headerOffset, bodyOffset, end, type.equals("TEXT") ? lineCount : 0, null, List.of());
        }

        BodyPart message(int headerOffset, int bodyOffset, Lines lines, Envelope envelope, BodyPart inner) {
            var end = Math.max(bodyOffset, inner.end());
            return part(headerOffset, bodyOffset, end, lines.count(bodyOffset, end), envelope, List.of(inner));
        }

        BodyPart multipart(int headerOffset, int bodyOffset, int end, List<BodyPart> children) {
            return part(headerOffset, bodyOffset, end, 0, null, List.copyOf(children));
        }

        private BodyPart part(
                int headerOffset,
                int bodyOffset,
                int end,
                int lineCount,
                @Nullable Envelope envelope,
                List<BodyPart> children) {
            return new BodyPart(
                    type,
                    subtype,
                    parameters,
                    id,
                    description,
                    encoding,
                    headerOffset,
                    bodyOffset,
                    end,
                    lineCount,
                    md5,
                    disposition,
                    dispositionParameters,
                    languages,
                    location,
                    envelope,
                    children);
        }
    }
}
