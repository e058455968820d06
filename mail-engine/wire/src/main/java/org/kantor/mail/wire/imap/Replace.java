package org.kantor.mail.wire.imap;

/**
 * REPLACE and UID REPLACE (RFC 8508): puts a message into a mailbox and removes one of the selected mailbox, both or neither.
 *
 * @param replaced the sequence number or UID of the message that goes; {@link SequenceSet#LARGEST} for the last
 */
public record Replace(boolean uid, long replaced, String mailbox, AppendedMessage message) implements Command {

    static final String VERB = "REPLACE";

    static Replace parse(Parser in, boolean uid) {
        in.space();
        var replaced = in.accept('*') ? SequenceSet.LARGEST : in.nzNumber();
        in.space();
        var mailbox = in.mailbox();
        var message = AppendedMessage.parse(in);
        in.end();
        return new Replace(uid, replaced, mailbox, message);
    }

    /** The message as a set of one. */
    public SequenceSet set() {
        return new SequenceSet(java.util.List.of(new SequenceSet.Range(replaced, replaced)));
    }

    @Override
    public boolean hasNumbers() {
        return !uid;
    }

    @Override
    public void write(CommandWriter out) {
        out.uid(uid).raw(VERB).space().raw(set().toString()).space().mailbox(mailbox);
        message.write(out);
    }
}
