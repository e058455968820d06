package org.kantor.mail.wire.imap;

/** UNSELECT (RFC 3691): leaves the mailbox without removing anything. */
public record Unselect() implements Command {

    static final String VERB = "UNSELECT";

    static Unselect parse(Parser in) {
        in.end();
        return new Unselect();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB);
    }
}
