package org.kantor.mail.wire.imap;

/** COMPRESS (RFC 4978): what follows its answer is compressed in both directions. DEFLATE is the only mechanism there is. */
public record Compress() implements Command {

    static final String VERB = "COMPRESS";

    static Compress parse(Parser in) {
        in.space();
        if (!in.keyword().equals("DEFLATE")) {
            throw new ImapSyntaxException("COMPRESS knows DEFLATE only");
        }
        in.end();
        return new Compress();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().raw("DEFLATE");
    }
}
