package org.kantor.mail.wire.imap;

/** NOOP (RFC 3501 section 6.1.2): does nothing but lets the server tell what is new. */
public record Noop() implements Command {

    static final String VERB = "NOOP";

    static Noop parse(Parser in) {
        in.end();
        return new Noop();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB);
    }
}
