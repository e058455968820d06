package org.kantor.mail.wire.imap;

/** GETQUOTAROOT (RFC 9208 section 4.1.2): asks for the quota roots of a mailbox, with their use and limits. */
public record GetQuotaRoot(String mailbox) implements Command {

    static final String VERB = "GETQUOTAROOT";

    static GetQuotaRoot parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        in.end();
        return new GetQuotaRoot(mailbox);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox);
    }
}
