package org.kantor.mail.search;

/** A text of a message that is searched for substrings (RFC 9051 section 6.4.4). */
public enum TextField {
    FROM(false),
    TO(false),
    CC(false),
    BCC(false),
    SUBJECT(false),
    MESSAGE_ID(false),
    /** The whole header: each field on a line of its own, unfolded and decoded, after a line end. */
    HEADER(true),
    /** The texts that a reader of the body would see, those of attached messages included. */
    BODY(true);

    private final boolean inContent;

    TextField(boolean inContent) {
        this.inContent = inContent;
    }

    /** Whether the content has to be read for it; what the parser made of the message is enough for the others. */
    public boolean inContent() {
        return inContent;
    }
}
