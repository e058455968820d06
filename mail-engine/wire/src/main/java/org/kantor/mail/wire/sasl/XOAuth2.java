package org.kantor.mail.wire.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The client's message of SASL XOAUTH2, the mechanism that OAUTHBEARER came from and that many clients still speak: {@code user=} and {@code auth=Bearer},
 * each ended by %x01, and another %x01.
 *
 * @param user whom to log in; the token's own user if empty
 */
public record XOAuth2(String user, String token) {

    private static final String KVSEP = "\1";
    private static final String BEARER = "bearer ";

    /** Empty if the octets are no such message or carry no bearer token. */
    public static Optional<XOAuth2> parse(byte[] message) {
        var text = new String(message, StandardCharsets.UTF_8);
        if (!text.endsWith(KVSEP + KVSEP)) {
            return Optional.empty();
        }
        var user = "";
        var token = "";
        for (var pair : text.split(KVSEP, -1)) {
            if (pair.startsWith("user=")) {
                user = pair.substring("user=".length());
            } else if (pair.toLowerCase(Locale.ROOT).startsWith("auth=" + BEARER)) {
                token = pair.substring(("auth=" + BEARER).length()).strip();
            }
        }
        return token.isEmpty() ? Optional.empty() : Optional.of(new XOAuth2(user, token));
    }

    /** What the client is sent before the refusal, and answers with an empty message. */
    public static byte[] error() {
        return "{\"status\":\"401\",\"schemes\":\"bearer\"}".getBytes(StandardCharsets.UTF_8);
    }

    /** The message in BASE64, as a client sends it. */
    public String encoded() {
        var message = "user=" + user + KVSEP + "auth=Bearer " + token + KVSEP + KVSEP;
        return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "XOAuth2[" + user + "]";
    }
}
