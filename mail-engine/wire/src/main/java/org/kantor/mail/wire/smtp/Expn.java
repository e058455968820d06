package org.kantor.mail.wire.smtp;

/** EXPN (RFC 5321 section 4.1.1.7). */
public record Expn(String name) implements Command {

    static Expn parse(String arguments) throws SmtpSyntaxException {
        if (arguments.isBlank()) {
            throw SmtpSyntaxException.argument("Name a mailbox");
        }
        return new Expn(arguments.strip());
    }

    @Override
    public String line() {
        return "EXPN " + name;
    }
}
