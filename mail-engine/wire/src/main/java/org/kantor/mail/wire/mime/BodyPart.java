package org.kantor.mail.wire.mime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message with its place in the message's octets, so that any section can be cut out without parsing again.
 * Type, subtype, encoding and disposition are upper case as sent in BODYSTRUCTURE; parameter names are lower case, RFC 2231 values decoded to UTF-8.
 *
 * @param headerOffset first octet of the part's MIME header (of the message header for the root)
 * @param bodyOffset first octet after the header's empty line
 * @param end the octet after the last of the body (the line end before a boundary belongs to the boundary)
 * @param lines lines of the body, for TEXT and MESSAGE/RFC822
 * @param envelope the inner message's, for MESSAGE/RFC822; its structure is then the only child
 * @param children the parts of a multipart, or the inner message
 */
public record BodyPart(
        String type,
        String subtype,
        Map<String, String> parameters,
        @Nullable String id,
        @Nullable String description,
        String encoding,
        int headerOffset,
        int bodyOffset,
        int end,
        int lines,
        @Nullable String md5,
        @Nullable String disposition,
        Map<String, String> dispositionParameters,
        List<String> languages,
        @Nullable String location,
        @Nullable Envelope envelope,
        List<BodyPart> children) {

    public int size() {
        return end - bodyOffset;
    }

    public boolean isMultipart() {
        return type.equals("MULTIPART");
    }

    public boolean isMessage() {
        return type.equals("MESSAGE") && (subtype.equals("RFC822") || subtype.equals("GLOBAL")) && envelope != null;
    }
}
