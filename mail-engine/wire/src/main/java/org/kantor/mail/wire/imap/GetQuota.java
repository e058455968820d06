package org.kantor.mail.wire.imap;

/** GETQUOTA (RFC 9208 section 4.1.1): asks for the use and limits of a quota root. */
public record GetQuota(String root) implements Command {

    static final String VERB = "GETQUOTA";

    static GetQuota parse(Parser in) {
        in.space();
        var root = in.astring();
        in.end();
        return new GetQuota(root);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().astring(root);
    }
}
