package org.kantor.mail.wire.imap;

/** GETACL (RFC 4314 section 3.3): asks who has which rights on a mailbox. */
public record GetAcl(String mailbox) implements Command {

    static final String VERB = "GETACL";

    static GetAcl parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.end();
        return new GetAcl(mailbox);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox);
    }
}
