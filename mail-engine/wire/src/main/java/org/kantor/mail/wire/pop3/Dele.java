package org.kantor.mail.wire.pop3;

/** DELE (RFC 1939 section 5). */
public record Dele(int message) implements Command {

    @Override
    public String line() {
        return "DELE " + message;
    }
}
