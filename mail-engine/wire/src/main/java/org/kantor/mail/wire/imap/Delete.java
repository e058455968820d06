package org.kantor.mail.wire.imap;

/** DELETE (RFC 3501 section 6.3.4): removes a mailbox with its messages. */
public record Delete(String mailbox) implements Command {

    static final String VERB = "DELETE";

    static Delete parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.end();
        return new Delete(mailbox);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox);
    }
}
