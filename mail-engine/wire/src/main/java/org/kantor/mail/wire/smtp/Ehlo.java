package org.kantor.mail.wire.smtp;

/** EHLO (RFC 5321 section 4.1.1.1): who is speaking; the answer lists the extensions. */
public record Ehlo(String client) implements Command {

    static Ehlo parse(String arguments) throws SmtpSyntaxException {
        return new Ehlo(Command.client(arguments));
    }

    @Override
    public String line() {
        return "EHLO " + client;
    }
}
