package org.kantor.mail.wire.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The client's last message of SCRAM (RFC 5802 section 7).
 *
 * @param channel the GS2 header of the first message and, if bound, the channel binding's data
 * @param nonce the client's and the server's
 * @param withoutProof a part of what is signed
 */
public record ScramClientFinal(byte[] channel, String nonce, byte[] proof, String withoutProof) {

    private static final Pattern MESSAGE = Pattern.compile(
            "(c=([A-Za-z0-9+/=]+),r=([\\x21-\\x2b\\x2d-\\x7e]+)(?:,.*)?),p=([A-Za-z0-9+/=]+)", Pattern.DOTALL);

    /** Empty if the octets are no such message. */
    public static Optional<ScramClientFinal> parse(byte[] message) {
        var parts = MESSAGE.matcher(new String(message, StandardCharsets.UTF_8));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ScramClientFinal(
                    Base64.getDecoder().decode(parts.group(2)),
                    parts.group(3),
                    Base64.getDecoder().decode(parts.group(4)),
                    parts.group(1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
