package org.kantor.mail.wire.pop3;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * AUTH (RFC 5034 section 4).
 *
 * @param mechanism upper case; empty when the client asks which there are
 * @param initialResponse in BASE64, {@code =} for an empty one; null if the client waits for a challenge
 */
public record Auth(String mechanism, @Nullable String initialResponse) implements Command {

    static Auth parse(String arguments) throws Pop3SyntaxException {
        var words = arguments.strip().split(" +");
        if (words.length > 2) {
            throw new Pop3SyntaxException("AUTH takes a mechanism and one initial response");
        }
        return new Auth(words[0].toUpperCase(Locale.ROOT), words.length == 2 ? words[1] : null);
    }

    @Override
    public String line() {
        return (initialResponse == null ? "AUTH " + mechanism : "AUTH " + mechanism + " " + initialResponse).strip();
    }

    @Override
    public String toString() {
        return "Auth[" + mechanism + "]";
    }
}
