package org.kantor.mail.wire.imap;

/** LIST (RFC 3501 section 6.3.8): names the mailboxes that match a pattern, taken from a reference; both in Unicode. */
public record List(String reference, String pattern) implements Command {

    static final String VERB = "LIST";

    static List parse(Parser in) {
        in.space();
        var reference = in.mailboxText(in.astring());
        in.space();
        var pattern = in.listMailbox();
        in.end();
        return new List(reference, pattern);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(reference).space().mailbox(pattern);
    }
}
