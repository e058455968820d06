package org.kantor.mail.wire.imap;

/** STARTTLS (RFC 3501 section 6.2.1): begins TLS. */
public record StartTls() implements Command {

    static final String VERB = "STARTTLS";

    static StartTls parse(Parser in) {
        in.end();
        return new StartTls();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB);
    }
}
