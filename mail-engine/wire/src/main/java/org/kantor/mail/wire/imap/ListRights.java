package org.kantor.mail.wire.imap;

/** LISTRIGHTS (RFC 4314 section 3.4): asks which rights an identifier could be given on a mailbox. */
public record ListRights(String mailbox, String identifier) implements Command {

    static final String VERB = "LISTRIGHTS";

    static ListRights parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.space();
        var identifier = in.astring();
        in.end();
        return new ListRights(mailbox, identifier);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox).space().astring(identifier);
    }
}
