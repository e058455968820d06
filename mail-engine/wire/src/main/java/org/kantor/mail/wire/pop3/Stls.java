package org.kantor.mail.wire.pop3;

/** STLS (RFC 2595 section 4). */
public record Stls() implements Command {

    @Override
    public String line() {
        return "STLS";
    }
}
