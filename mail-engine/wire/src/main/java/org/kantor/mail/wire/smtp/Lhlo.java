package org.kantor.mail.wire.smtp;

/** LHLO (RFC 2033 section 4.1): EHLO of LMTP. */
public record Lhlo(String client) implements Command {

    static Lhlo parse(String arguments) throws SmtpSyntaxException {
        return new Lhlo(Command.client(arguments));
    }

    @Override
    public String line() {
        return "LHLO " + client;
    }
}
