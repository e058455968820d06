package org.kantor.mail.wire.smtp;

/** HELP (RFC 5321 section 4.1.1.8). */
public record Help(String argument) implements Command {

    @Override
    public String line() {
        return argument.isEmpty() ? "HELP" : "HELP " + argument;
    }
}
