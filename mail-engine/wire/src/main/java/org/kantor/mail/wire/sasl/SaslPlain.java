package org.kantor.mail.wire.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The message of SASL PLAIN (RFC 4616 section 2): three UTF-8 strings separated by NUL.
 *
 * @param authorization whom to act as; empty for the login itself
 */
public record SaslPlain(String authorization, String login, String password) {

    /** Empty if the octets are no PLAIN message: not UTF-8, not exactly two NULs, an empty login or password. */
    public static Optional<SaslPlain> parse(byte[] message) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        var parts = text.split("\0", -1);
        return parts.length == 3 && !parts[1].isEmpty() && !parts[2].isEmpty()
                ? Optional.of(new SaslPlain(parts[0], parts[1], parts[2]))
                : Optional.empty();
    }

    /** Whether the client asks to act as somebody else, which nobody may. */
    public boolean actsForAnother() {
        return !authorization.isEmpty() && !authorization.equalsIgnoreCase(login);
    }

    /** The message in BASE64, as a client sends it. */
    public String encoded() {
        var message = authorization + "\0" + login + "\0" + password;
        return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SaslPlain[" + login + "]";
    }
}
