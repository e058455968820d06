package org.kantor.mail.wire.imap;

/** UNSUBSCRIBE (RFC 3501 section 6.3.7): takes a name from the subscriptions. */
public record Unsubscribe(String mailbox) implements Command {

    static final String VERB = "UNSUBSCRIBE";

    static Unsubscribe parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.end();
        return new Unsubscribe(mailbox);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox);
    }
}
