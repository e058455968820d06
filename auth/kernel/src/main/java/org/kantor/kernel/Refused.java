package org.kantor.kernel;

/**
 * A service will not do what was asked, for a reason that the asker can understand: a code for programs and one sentence for people.
 * Every door (IMAP NO, SMTP 5yz, HTTP 4xx, a notice in the webmail) answers with it; it is never logged as a failure and
 * rolls the transaction back. It has no stack trace.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What kind of refusal it is; doors map it to their own codes (IMAP's of RFC 5530, HTTP's of RFC 9110). */
    public enum Code {
        NOT_FOUND,
        ALREADY_EXISTS,
        OVER_QUOTA,
        /** A limit of the system, such as the size of a message. */
        LIMIT,
        NO_PERMISSION,
        /** What was asked makes no sense here and never will. */
        CANNOT,
        BAD_VALUE,
        /** The condition that the asker named (an etag, a modseq) does not hold. */
        CONDITION,
        /** Something needed is away for now; the same request may succeed later. */
        TRY_LATER
    }

    private final Code code;

    public Refused(Code code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    /** One sentence for people, in English, safe to send to any client; the webmail says it in its page's language (docs/decisions/0152). */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
