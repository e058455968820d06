package org.kantor.mail.wire.smtp;

/** STARTTLS (RFC 3207). */
public record StartTls() implements Command {

    @Override
    public String line() {
        return "STARTTLS";
    }
}
