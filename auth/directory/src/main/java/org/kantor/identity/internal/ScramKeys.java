package org.kantor.identity.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** What is kept of a password for SCRAM-SHA-256 (RFC 5802 section 3): enough to check a proof and to answer it, not to make one. */
record ScramKeys(byte[] storedKey, byte[] serverKey) {

    static ScramKeys of(String password, byte[] salt, int iterations) {
        var salted = Digests.salted(password, salt, iterations);
        return new ScramKeys(
                Digests.sha256(Digests.hmac(salted, ascii("Client Key"))), Digests.hmac(salted, ascii("Server Key")));
    }

    /** The server's signature if the proof is right, else null. */
    byte @Nullable [] signature(byte[] message, byte[] proof) {
        var clientSignature = Digests.hmac(storedKey, message);
        if (proof.length != clientSignature.length) {
            return null;
        }
        var clientKey = new byte[proof.length];
        for (var i = 0; i < proof.length; i++) {
            clientKey[i] = (byte) (proof[i] ^ clientSignature[i]);
        }
        return MessageDigest.isEqual(Digests.sha256(clientKey), storedKey) ? Digests.hmac(serverKey, message) : null;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
