package org.kantor.mail.wire.pop3;

/** USER (RFC 1939 section 7). */
public record User(String name) implements Command {

    @Override
    public String line() {
        return "USER " + name;
    }
}
