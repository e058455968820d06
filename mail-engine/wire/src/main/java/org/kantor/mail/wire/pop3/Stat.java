package org.kantor.mail.wire.pop3;

/** STAT (RFC 1939 section 5). */
public record Stat() implements Command {

    @Override
    public String line() {
        return "STAT";
    }
}
