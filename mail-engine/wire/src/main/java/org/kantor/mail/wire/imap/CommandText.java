package org.kantor.mail.wire.imap;

import java.util.List;

/**
 * The octets of one complete command. The literals stand apart, so that an appended message is never copied.
 *
 * @param text the lines without the last line end; each literal's announcement is followed by CRLF and then by what comes after the literal
 * @param literals the octets of the literals in their order
 */
public record CommandText(byte[] text, List<byte[]> literals) {

    public CommandText {
        literals = List.copyOf(literals);
    }
}
