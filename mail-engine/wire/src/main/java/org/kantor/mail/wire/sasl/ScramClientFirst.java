package org.kantor.mail.wire.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The client's first message of SCRAM (RFC 5802 section 7).
 *
 * @param header the GS2 header as sent, which the last message repeats
 * @param flag {@code n}: no channel binding; {@code y}: the client could but thinks that the server cannot; {@code p}: bound
 * @param binding the name of the channel binding; empty unless bound
 * @param authorization whom to act as; empty for the login itself
 * @param bare the message without the header, a part of what is signed
 */
public record ScramClientFirst(
        String header, char flag, String binding, String authorization, String login, String nonce, String bare) {

    private static final Pattern MESSAGE = Pattern.compile(
            "((n|y|p=([A-Za-z0-9.-]+)),(?:a=([^,]+))?,)(n=([^,]+),r=([\\x21-\\x2b\\x2d-\\x7e]+)(?:,.*)?)",
            Pattern.DOTALL);

    /** Empty if the octets are no such message, or ask for an extension that must be understood ({@code m=}). */
    public static Optional<ScramClientFirst> parse(byte[] message) {
        var text = new String(message, StandardCharsets.UTF_8);
        var parts = MESSAGE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var authorization = parts.group(4) == null ? Optional.of("") : name(parts.group(4));
        var login = name(parts.group(6));
        if (authorization.isEmpty() || login.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ScramClientFirst(
                parts.group(1),
                parts.group(2).charAt(0),
                parts.group(3) == null ? "" : parts.group(3),
                authorization.get(),
                login.get(),
                parts.group(7),
                parts.group(5)));
    }

    /** A saslname: comma and equals sign are written =2C and =3D, and an equals sign means nothing else. */
    private static Optional<String> name(String text) {
        return text.replace("=2C", "").replace("=3D", "").indexOf('=') >= 0
                ? Optional.empty()
                : Optional.of(text.replace("=2C", ",").replace("=3D", "="));
    }
}
