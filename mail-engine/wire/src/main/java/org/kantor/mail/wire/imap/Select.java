package org.kantor.mail.wire.imap;

/** SELECT (RFC 3501 section 6.3.1): opens a mailbox for reading and writing. */
public record Select(String mailbox, SelectParameters parameters) implements Command {

    static final String VERB = "SELECT";

    static Select parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        return new Select(mailbox, SelectParameters.parse(in));
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
