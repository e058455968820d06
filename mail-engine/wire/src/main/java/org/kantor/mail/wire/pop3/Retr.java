package org.kantor.mail.wire.pop3;

/** RETR (RFC 1939 section 5). */
public record Retr(int message) implements Command {

    @Override
    public String line() {
        return "RETR " + message;
    }
}
