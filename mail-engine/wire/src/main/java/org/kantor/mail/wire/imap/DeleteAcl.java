package org.kantor.mail.wire.imap;

/** DELETEACL (RFC 4314 section 3.2): takes all rights on a mailbox from an identifier. */
public record DeleteAcl(String mailbox, String identifier) implements Command {

    static final String VERB = "DELETEACL";

    static DeleteAcl parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.space();
        var identifier = in.astring();
        in.end();
        return new DeleteAcl(mailbox, identifier);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox).space().astring(identifier);
    }
}
