package org.kantor.mail.wire.imap;

/**
 * The client broke the grammar: the one error of this package, answered with BAD. The sentence is for the client's author and never repeats what
 * was sent. It has no stack trace.
 */
public final class ImapSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ImapSyntaxException(String sentence) {
        super(sentence, null, false, false);
    }

    /** One sentence of ASCII. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
