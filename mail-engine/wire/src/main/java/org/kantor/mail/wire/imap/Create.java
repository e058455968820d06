package org.kantor.mail.wire.imap;

/** CREATE (RFC 3501 section 6.3.3): makes a mailbox. A hierarchy separator at the end is kept: it says that inferiors will follow. */
public record Create(String mailbox) implements Command {

    static final String VERB = "CREATE";

    static Create parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.end();
        return new Create(mailbox);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox);
    }
}
