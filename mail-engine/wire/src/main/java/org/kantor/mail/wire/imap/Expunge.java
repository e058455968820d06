package org.kantor.mail.wire.imap;

/** EXPUNGE (RFC 3501 section 6.4.3): removes deleted messages. */
public record Expunge() implements Command {

    static final String VERB = "EXPUNGE";

    static Expunge parse(Parser in) {
        in.end();
        return new Expunge();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB);
    }
}
