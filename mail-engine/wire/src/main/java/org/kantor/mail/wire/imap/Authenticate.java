package org.kantor.mail.wire.imap;

import org.jspecify.annotations.Nullable;

/**
 * AUTHENTICATE (RFC 3501 section 6.2.2) with the initial response of SASL-IR (RFC 4959). Its text form never shows the response.
 *
 * @param mechanism in upper case
 * @param initialResponse as sent, in base64, {@code =} for an empty one; null if there is none
 */
public record Authenticate(String mechanism, @Nullable String initialResponse) implements Command {

    static final String VERB = "AUTHENTICATE";

    static Authenticate parse(Parser in) {
        in.space();
        var mechanism = in.atom().toUpperCase(java.util.Locale.ROOT);
        var response = in.accept(' ') ? in.base64() : null;
        in.end();
        return new Authenticate(mechanism, response);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().raw(mechanism);
        if (initialResponse != null) {
            out.space().raw(initialResponse);
        }
    }

    @Override
    public String toString() {
        return "Authenticate[" + mechanism + "]";
    }
}
