package org.kantor.mail.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.kantor.identity.Authenticator.ScramSalt;

/** Both sides of SCRAM-SHA-256 for whoever knows the password (RFC 5802 section 3). */
public record TestScram(String password, ScramSalt salt) {

    /** The salt of everybody in the tests. */
    public static final ScramSalt SALT = new ScramSalt("salt of everyone".getBytes(StandardCharsets.US_ASCII), 4096);

    public byte[] proof(byte[] message) {
        var clientKey = hmac(salted(), ascii("Client Key"));
        var proof = hmac(sha256(clientKey), message);
        for (var i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        return proof;
    }

    public byte[] signature(byte[] message) {
        return hmac(hmac(salted(), ascii("Server Key")), message);
    }

    public boolean isProof(byte[] message, byte[] proof) {
        return Arrays.equals(proof, proof(message));
    }

    private byte[] salted() {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt.salt(), salt.iterations(), 256))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
