package org.kantor.mail.wire.imap;

/** NAMESPACE (RFC 2342): asks for the prefixes of mailbox names. */
public record Namespace() implements Command {

    static final String VERB = "NAMESPACE";

    static Namespace parse(Parser in) {
        in.end();
        return new Namespace();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB);
    }
}
