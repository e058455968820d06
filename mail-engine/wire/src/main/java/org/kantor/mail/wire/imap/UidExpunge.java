package org.kantor.mail.wire.imap;

/** UID EXPUNGE (RFC 4315 section 2.1): removes the deleted messages among these. */
public record UidExpunge(SequenceSet messages) implements Command {

    static final String VERB = "EXPUNGE";

    static UidExpunge parse(Parser in) {
        in.space();
        var messages = SequenceSet.parse(in);
        in.end();
        return new UidExpunge(messages);
    }

    @Override
    public void write(CommandWriter out) {
        out.uid(true).raw(VERB).space().raw(messages.toString());
    }
}
