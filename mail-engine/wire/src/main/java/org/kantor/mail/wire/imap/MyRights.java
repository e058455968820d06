package org.kantor.mail.wire.imap;

/** MYRIGHTS (RFC 4314 section 3.5): asks what one may do with a mailbox oneself. */
public record MyRights(String mailbox) implements Command {

    static final String VERB = "MYRIGHTS";

    static MyRights parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.end();
        return new MyRights(mailbox);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox);
    }
}
