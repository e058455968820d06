package org.kantor.mail.wire.pop3;

/** NOOP (RFC 1939 section 5). */
public record Noop() implements Command {

    @Override
    public String line() {
        return "NOOP";
    }
}
