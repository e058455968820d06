package org.kantor.mail.wire.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The server's first message of SCRAM (RFC 5802 section 7). */
public record ScramServerFirst(String nonce, byte[] salt, int iterations) {

    public String text() {
        return "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + iterations;
    }

    /** What both sides sign (RFC 5802 section 3, AuthMessage). */
    public byte[] signed(ScramClientFirst first, ScramClientFinal last) {
        return (first.bare() + "," + text() + "," + last.withoutProof()).getBytes(StandardCharsets.UTF_8);
    }

    /** The server's last message: its own proof that it knows the password. */
    public static byte[] finalMessage(byte[] signature) {
        return ("v=" + Base64.getEncoder().encodeToString(signature)).getBytes(StandardCharsets.UTF_8);
    }
}
