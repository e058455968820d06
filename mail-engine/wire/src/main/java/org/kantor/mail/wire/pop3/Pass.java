package org.kantor.mail.wire.pop3;

/** PASS (RFC 1939 section 7): the rest of the line, spaces and all. */
public record Pass(String secret) implements Command {

    @Override
    public String line() {
        return "PASS " + secret;
    }

    @Override
    public String toString() {
        return "Pass[]";
    }
}
