package org.kantor.mail.wire.imap;

/** CAPABILITY (RFC 3501 section 6.1.1): asks what the server can do. */
public record Capability() implements Command {

    static final String VERB = "CAPABILITY";

    static Capability parse(Parser in) {
        in.end();
        return new Capability();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB);
    }
}
