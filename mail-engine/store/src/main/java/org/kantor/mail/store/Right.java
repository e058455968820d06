package org.kantor.mail.store;

/** What an account may do with a mailbox (RFC 4314 section 2.1). */
public enum Right {
    /** Sees its name and that it is there. */
    LOOKUP('l'),
    /** Reads messages. */
    READ('r'),
    /** Changes {@code \\Seen}. */
    SEEN('s'),
    /** Changes the other flags and keywords, and what all share of the annotations. */
    WRITE('w'),
    /** Puts messages in. */
    INSERT('i'),
    /** On an INBOX: sends as its account. */
    POST('p'),
    /** Makes mailboxes below it. */
    CREATE('k'),
    /** Deletes or renames it. */
    DELETE('x'),
    /** Changes {@code \\Deleted}. */
    DELETE_MESSAGES('t'),
    /** Expunges messages. */
    EXPUNGE('e'),
    /** Gives and takes rights. */
    ADMINISTER('a');

    private final char letter;

    Right(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }
}
