package org.kantor.mail.wire.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes messages free of NUL, so that every section of them can be sent as a literal: a part that holds NUL is encoded in base64, which RFC 3516 section 4.4
 * allows a server to do. Used once, for one message.
 */
public final class BinaryEncoder {

    private static final String FIELD = "CONTENT-TRANSFER-ENCODING";

    private final byte[] message;
    private final ByteArrayOutputStream out;
    /** Up to here the message has been written. */
    private int written;

    private BinaryEncoder(byte[] message) {
        this.message = message;
        this.out = new ByteArrayOutputStream(message.length + message.length / 2);
    }

    /** The message itself if it holds no NUL; empty if there is a NUL where no encoding helps: in a header, between parts, in what is encoded already. */
    public static Optional<byte[]> withoutNul(byte[] message) {
        if (!hasNul(message, 0, message.length)) {
            return Optional.of(message);
        }
        var encoder = new BinaryEncoder(message);
        encoder.part(new StructureParser(message).parse());
        encoder.copyUpTo(message.length);
        var encoded = encoder.out.toByteArray();
        return hasNul(encoded, 0, encoded.length) ? Optional.empty() : Optional.of(encoded);
    }

    private static boolean hasNul(byte[] octets, int from, int end) {
        for (var i = from; i < end; i++) {
            if (octets[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private void part(BodyPart part) {
        if (!hasNul(message, part.bodyOffset(), part.end())) {
            return;
        }
        if (!part.children().isEmpty()) {
            // what is inside will be text
            if (part.encoding().equals("BINARY")) {
                header(part, "8bit");
            }
            part.children().forEach(this::part);
        } else if (PartDecoder.isIdentity(part.encoding())) {
            header(part, "base64");
            out.writeBytes(Base64.getMimeEncoder().encode(slice(part.bodyOffset(), part.end())));
            written = part.end();
        }
    }

    /** Writes the part's header with this encoding. */
    private void header(BodyPart part, String encoding) {
        copyUpTo(part.headerOffset());
        var line = "Content-Transfer-Encoding: " + encoding + "\r\n";
        out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
        var end = part.bodyOffset();
        if (end == part.headerOffset()) {
            // a part without a header has none to end with an empty line either
            out.write('\r');
            out.write('\n');
        }
        while (written < end) {
            var next = FieldOctets.end(message, written, end);
            if (FieldOctets.name(message, written, next).equals(FIELD)) {
                written = next;
            } else {
                copyUpTo(next);
            }
        }
    }

    private void copyUpTo(int end) {
        out.write(message, written, end - written);
        written = end;
    }

    private byte[] slice(int from, int end) {
        return java.util.Arrays.copyOfRange(message, from, end);
    }
}
