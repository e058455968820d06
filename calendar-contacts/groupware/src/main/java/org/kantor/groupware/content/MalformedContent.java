package org.kantor.groupware.content;

/** Octets that are no content lines. The sentence names the line and is safe to send to the client. It has no stack trace. */
public final class MalformedContent extends RuntimeException {

    private static final long serialVersionUID = 1;

    public MalformedContent(String sentence) {
        super(sentence, null, false, false);
    }

    MalformedContent(int line, String what) {
        this("Line " + line + ": " + what + ".");
    }
}
