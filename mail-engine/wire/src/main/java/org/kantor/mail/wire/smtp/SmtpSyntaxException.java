package org.kantor.mail.wire.smtp;

/** What a peer sent is not in the grammar; the reply tells a client what is wrong. It has no stack trace. */
public final class SmtpSyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Reply reply;

    public SmtpSyntaxException(Reply reply) {
        super(reply.text(), null, false, false);
        this.reply = reply;
    }

    /** An argument or parameter is malformed (RFC 3463: 5.5.4). */
    public static SmtpSyntaxException argument(String sentence) {
        return new SmtpSyntaxException(Reply.of(501, "5.5.4", sentence));
    }

    public Reply reply() {
        return reply;
    }
}
