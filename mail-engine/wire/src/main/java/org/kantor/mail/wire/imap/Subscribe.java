package org.kantor.mail.wire.imap;

/** SUBSCRIBE (RFC 3501 section 6.3.6): adds a name to the subscriptions. */
public record Subscribe(String mailbox) implements Command {

    static final String VERB = "SUBSCRIBE";

    static Subscribe parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.end();
        return new Subscribe(mailbox);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox);
    }
}
