package org.kantor.mail.wire.pop3;

/** CAPA (RFC 2449 section 5). */
public record Capa() implements Command {

    @Override
    public String line() {
        return "CAPA";
    }
}
