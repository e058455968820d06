package org.kantor.mail.wire.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A header field as it stands in a message (RFC 5322 section 2.2), folded or not. */
public final class FieldOctets {

    private FieldOctets() {}

    /** Where the last continuation line of the field that begins there ends. @param end of the header */
    public static int end(byte[] message, int from, int end) {
        var at = from;
        do {
            while (at < end && message[at] != '\n') {
                at++;
            }
            at = Math.min(at + 1, end);
        } while (at < end && (message[at] == ' ' || message[at] == '\t'));
        return at;
    }

    /** The name of the field between these octets, in upper case. */
    public static String name(byte[] message, int from, int end) {
        var at = from;
        while (at < end && message[at] != ':' && message[at] != '\n') {
            at++;
        }
        return new String(message, from, at - from, StandardCharsets.ISO_8859_1)
                .strip()
                .toUpperCase(Locale.ROOT);
    }
}
