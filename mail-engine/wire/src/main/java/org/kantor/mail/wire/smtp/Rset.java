package org.kantor.mail.wire.smtp;

/** RSET (RFC 5321 section 4.1.1.5). */
public record Rset() implements Command {

    @Override
    public String line() {
        return "RSET";
    }
}
