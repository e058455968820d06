package org.kantor.mail.wire.imap;

/** MOVE and UID MOVE (RFC 6851): moves messages into a mailbox in one step. */
public record Move(boolean uid, SequenceSet messages, String mailbox) implements Command {

    static final String VERB = "MOVE";

    static Move parse(Parser in, boolean uid) {
        in.space();
        var messages = SequenceSet.parse(in);
        in.space();
        var mailbox = in.mailbox();
        in.end();
        return new Move(uid, messages, mailbox);
    }

    @Override
    public boolean hasNumbers() {
        return !uid;
    }

    @Override
    public void write(CommandWriter out) {
        out.uid(uid).raw(VERB).space().raw(messages.toString()).space().mailbox(mailbox);
    }
}
