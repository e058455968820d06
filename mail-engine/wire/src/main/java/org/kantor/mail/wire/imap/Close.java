package org.kantor.mail.wire.imap;

/** CLOSE (RFC 3501 section 6.4.2): removes deleted messages without telling of each and leaves the mailbox. */
public record Close() implements Command {

    static final String VERB = "CLOSE";

    static Close parse(Parser in) {
        in.end();
        return new Close();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB);
    }
}
