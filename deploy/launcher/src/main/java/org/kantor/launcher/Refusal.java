package org.kantor.launcher;

/** A reason to stop that the operator can act on: one clear sentence, printed without a stack trace. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refusal(String sentence) {
        super(sentence);
    }

    Refusal(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
