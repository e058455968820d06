package org.kantor.mail.wire.smtp;

/** VRFY (RFC 5321 section 4.1.1.6). */
public record Vrfy(String name) implements Command {

    static Vrfy parse(String arguments) throws SmtpSyntaxException {
        if (arguments.isBlank()) {
            throw SmtpSyntaxException.argument("Name a mailbox");
        }
        return new Vrfy(arguments.strip());
    }

    @Override
    public String line() {
        return "VRFY " + name;
    }
}
