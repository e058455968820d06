package org.kantor.webmail.content;

import org.kantor.mail.wire.mime.BodyPart;

/** How large the file of a part is, without decoding it: base64 (RFC 2045 section 6.8) in lines of 76 characters, as nearly everybody writes it. */
final class FileSize {

    private static final int LINE = 78;

    private FileSize() {}

    /** Up to two octets too many, as the padding is not seen. */
    static long of(BodyPart part) {
        return isBase64(part) ? octets(part.size(), 0) : part.size();
    }

    /** @param content of the whole message */
    static long of(BodyPart part, byte[] content) {
        if (!isBase64(part)) {
            return part.size();
        }
        var end = part.end();
        while (end > part.bodyOffset() && Character.isWhitespace(content[end - 1])) {
            end--;
        }
        var padding = 0;
        while (padding < 2 && end - padding > part.bodyOffset() && content[end - padding - 1] == '=') {
            padding++;
        }
        return octets(end - part.bodyOffset(), padding);
    }

    private static boolean isBase64(BodyPart part) {
        return part.encoding().equals("BASE64");
    }

    private static long octets(int length, int padding) {
        var letters = length - 2L * (length / LINE);
        return Math.max(0, letters * 3 / 4 - padding);
    }
}
