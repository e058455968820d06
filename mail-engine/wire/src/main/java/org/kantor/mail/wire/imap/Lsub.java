package org.kantor.mail.wire.imap;

/** LSUB (RFC 3501 section 6.3.9): names the subscriptions that match a pattern, taken from a reference; both in Unicode. */
public record Lsub(String reference, String pattern) implements Command {

    static final String VERB = "LSUB";

    static Lsub parse(Parser in) {
        in.space();
        var reference = in.mailboxText(in.astring());
        in.space();
        var pattern = in.listMailbox();
        in.end();
        return new Lsub(reference, pattern);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(reference).space().mailbox(pattern);
    }
}
