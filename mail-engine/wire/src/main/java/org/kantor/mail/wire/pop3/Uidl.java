package org.kantor.mail.wire.pop3;

/**
 * UIDL (RFC 1939 section 7).
 *
 * @param message 0 for all
 */
public record Uidl(int message) implements Command {

    @Override
    public String line() {
        return message == 0 ? "UIDL" : "UIDL " + message;
    }
}
