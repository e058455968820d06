package org.kantor.mail.wire.pop3;

/**
 * LIST (RFC 1939 section 5).
 *
 * @param message 0 for all
 */
public record List(int message) implements Command {

    @Override
    public String line() {
        return message == 0 ? "LIST" : "LIST " + message;
    }
}
