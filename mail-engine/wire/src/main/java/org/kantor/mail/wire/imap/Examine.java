package org.kantor.mail.wire.imap;

/** EXAMINE (RFC 3501 section 6.3.2): opens a mailbox for reading only. */
public record Examine(String mailbox, SelectParameters parameters) implements Command {

    static final String VERB = "EXAMINE";

    static Examine parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        return new Examine(mailbox, SelectParameters.parse(in));
    }

    @Override
    public boolean hasNumbers() {
        return parameters.resync() != null && parameters.resync().match() != null;
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox);
        parameters.write(out);
    }
}
