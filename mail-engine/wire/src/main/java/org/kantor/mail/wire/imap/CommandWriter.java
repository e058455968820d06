package org.kantor.mail.wire.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes commands as a client does, with the non-synchronising literals of RFC 7888. */
public final class CommandWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    CommandWriter raw(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    CommandWriter space() {
        out.write(' ');
        return this;
    }

    CommandWriter uid(boolean uid) {
        return uid ? raw("UID ") : this;
    }

    CommandWriter mailbox(String name) {
        return astring(MailboxName.encode(name));
    }

    CommandWriter astring(String text) {
        return isAtom(text) ? raw(text) : string(text);
    }

    CommandWriter string(String text) {
        return quotable(text) ? raw(quoted(text)) : literal(text.getBytes(StandardCharsets.UTF_8));
    }

    CommandWriter literal(byte[] octets) {
        raw("{" + octets.length + "+}\r\n");
        out.writeBytes(octets);
        return this;
    }

    /** A literal, or a literal8 if there is a NUL in it. */
    CommandWriter binary(byte[] octets) {
        for (var octet : octets) {
            if (octet == 0) {
                raw("~");
                break;
            }
        }
        return literal(octets);
    }

    static String quotedOrAtom(String text) {
        return isAtom(text) ? text : quoted(text);
    }

    private static boolean isAtom(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c < 0x80 && Parser.isAtomChar((byte) c));
    }

    private static boolean quotable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    byte[] toOctets() {
        return out.toByteArray();
    }
}
