package org.kantor.mail.wire.imap;

/** COPY and UID COPY (RFC 3501 section 6.4.7): puts copies of messages into a mailbox. */
public record Copy(boolean uid, SequenceSet messages, String mailbox) implements Command {

    static final String VERB = "COPY";

    static Copy parse(Parser in, boolean uid) {
        in.space();
        var messages = SequenceSet.parse(in);
        in.space();
        var mailbox = in.mailbox();
        in.end();
        return new Copy(uid, messages, mailbox);
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
