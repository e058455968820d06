package org.kantor.mail.wire.imap;

/** CHECK (RFC 3501 section 6.4.1): asks for a checkpoint of the selected mailbox. */
public record Check() implements Command {

    static final String VERB = "CHECK";

    static Check parse(Parser in) {
        in.end();
        return new Check();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB);
    }
}
