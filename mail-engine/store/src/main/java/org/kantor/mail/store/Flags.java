package org.kantor.mail.store;

/** The system flags of RFC 3501 section 2.3.2 as bits; keywords are strings beside them. \Recent belongs to sessions and is never stored. */
public final class Flags {
    public static final int SEEN = 1;
    public static final int ANSWERED = 2;
    public static final int FLAGGED = 4;
    public static final int DELETED = 8;
    public static final int DRAFT = 16;

    private Flags() {}
}
