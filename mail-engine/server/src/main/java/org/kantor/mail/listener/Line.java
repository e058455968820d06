package org.kantor.mail.listener;

import java.nio.charset.StandardCharsets;

/**
 * A line as it came.
 *
 * @param octets without the line end
 * @param crlf whether it ended with CRLF; false for a bare LF, which strict protocols refuse
 */
public record Line(byte[] octets, boolean crlf) {

    /** The octets as ISO 8859-1, one character each, so that nothing is lost. */
    public String latin1() {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
