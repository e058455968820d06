package org.kantor.mail.wire.pop3;

/** QUIT (RFC 1939 sections 4 and 6). */
public record Quit() implements Command {

    @Override
    public String line() {
        return "QUIT";
    }
}
