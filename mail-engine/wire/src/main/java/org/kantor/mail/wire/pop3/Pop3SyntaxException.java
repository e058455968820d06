package org.kantor.mail.wire.pop3;

/** What a client sent is not in the grammar; the message is a sentence for it. It has no stack trace. */
public final class Pop3SyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    public Pop3SyntaxException(String sentence) {
        super(sentence, null, false, false);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
