package org.kantor.mail.wire.smtp;

/** HELO (RFC 5321 section 4.1.1.1), from clients without extensions. */
public record Helo(String client) implements Command {

    static Helo parse(String arguments) throws SmtpSyntaxException {
        return new Helo(Command.client(arguments));
    }

    @Override
    public String line() {
        return "HELO " + client;
    }
}
