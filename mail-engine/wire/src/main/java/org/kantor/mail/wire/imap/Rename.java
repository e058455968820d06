package org.kantor.mail.wire.imap;

/** RENAME (RFC 3501 section 6.3.5): gives a mailbox and its inferiors another name. */
public record Rename(String from, String to) implements Command {

    static final String VERB = "RENAME";

    static Rename parse(Parser in) {
        in.space();
        var from = in.mailbox();
        in.space();
        var to = in.mailbox();
        in.end();
        return new Rename(from, to);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(from).space().mailbox(to);
    }
}
