package org.kantor.mail.wire.mime;

import java.nio.charset.StandardCharsets;

/** Writes messages for tests in one line each. */
final class Mail {

    private Mail() {}

    /** The lines with CRLF after each; each character is an octet. */
    static byte[] lines(String... lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String cut(byte[] message, int from, int end) {
        return new String(message, from, end - from, StandardCharsets.ISO_8859_1);
    }

    static String body(byte[] message, BodyPart part) {
        return cut(message, part.bodyOffset(), part.end());
    }

    static String header(byte[] message, BodyPart part) {
        return cut(message, part.headerOffset(), part.bodyOffset());
    }

    /** {@code MIXED(TEXT/PLAIN IMAGE/PNG)}. */
    static String shape(BodyPart part) {
        var name = part.isMultipart() ? part.subtype() : part.type() + "/" + part.subtype();
        if (part.children().isEmpty()) {
            return name;
        }
        return name + "("
                + String.join(" ", part.children().stream().map(Mail::shape).toList()) + ")";
    }
}
