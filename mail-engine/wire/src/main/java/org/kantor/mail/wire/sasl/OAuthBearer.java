package org.kantor.mail.wire.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The client's first message of SASL OAUTHBEARER (RFC 7628 section 3.1): a GS2 header, then key/value pairs that end with %x01.
 *
 * @param authorization the {@code a=} of the GS2 header; empty if absent
 */
public record OAuthBearer(String authorization, String token) {

    private static final char KVSEP = 1;

    /** Empty if the octets are no such message or carry no bearer token. */
    public static Optional<OAuthBearer> parse(byte[] message) {
        var text = new String(message, StandardCharsets.UTF_8);
        var end = text.indexOf(KVSEP);
        if (end < 0 || !text.endsWith("" + KVSEP + KVSEP)) {
            return Optional.empty();
        }
        var gs2 = text.substring(0, end).split(",", -1);
        if (gs2.length != 3 || !(gs2[0].equals("n") || gs2[0].equals("y"))) {
            return Optional.empty();
        }
        var authorization = "";
        if (gs2[1].startsWith("a=")) {
            authorization = gs2[1].substring(2).replace("=2C", ",").replace("=3D", "=");
        } else if (!gs2[1].isEmpty()) {
            return Optional.empty();
        }
        for (var pair : text.substring(end + 1).split("" + KVSEP, -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals("auth")) {
                return bearer(authorization, pair.substring(equals + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<OAuthBearer> bearer(String authorization, String value) {
        if (!value.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return Optional.empty();
        }
        var token = value.substring("bearer ".length()).trim();
        return token.isEmpty() ? Optional.empty() : Optional.of(new OAuthBearer(authorization, token));
    }

    /** The server's error message (section 3.2.2), sent as a challenge before the refusal. */
    public static byte[] error() {
        return "{\"status\":\"invalid_token\",\"schemes\":\"bearer\"}".getBytes(StandardCharsets.UTF_8);
    }

    /** The message in BASE64, as a client sends it. */
    public String encoded() {
        var gs2 = authorization.isEmpty()
                ? "n,,"
                : "n,a=" + authorization.replace("=", "=3D").replace(",", "=2C") + ",";
        var message = gs2 + KVSEP + "auth=Bearer " + token + KVSEP + KVSEP;
        return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "OAuthBearer[" + authorization + "]";
    }
}
