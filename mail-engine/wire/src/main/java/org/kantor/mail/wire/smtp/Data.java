package org.kantor.mail.wire.smtp;

/** DATA (RFC 5321 section 4.1.1.4): the message follows, after 354. */
public record Data() implements Command {

    @Override
    public String line() {
        return "DATA";
    }
}
