package org.kantor.mail.wire.smtp;

/** NOOP (RFC 5321 section 4.1.1.9); its argument means nothing. */
public record Noop(String argument) implements Command {

    @Override
    public String line() {
        return argument.isEmpty() ? "NOOP" : "NOOP " + argument;
    }
}
