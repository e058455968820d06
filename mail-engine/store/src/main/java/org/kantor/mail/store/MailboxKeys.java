package org.kantor.mail.store;

/**
 * What the messages of a mailbox are sorted and threaded by (RFC 5256, RFC 5957), a row a message, in the order of UIDs: a second set of columns beside
 * {@link MailboxView}, loaded when it is first asked for. Messages never change, so that rows are only added; those of messages that are gone may be
 * there still. Immutable, shared by all sessions.
 */
public interface MailboxKeys {

    /** Texts of the header, compared by {@code i;unicode-casemap}. */
    enum Text {
        /** The base subject. */
        SUBJECT,
        /** The mailbox of the first address. */
        FROM,
        TO,
        CC,
        /** The display name of the first address, else the address. */
        DISPLAY_FROM,
        DISPLAY_TO
    }

    /** Of a message whose Date field is missing or unreadable. */
    long NO_DATE = Long.MIN_VALUE;

    int size();

    long uid(int row);

    /** The row of a UID, or {@code -(insertion point) - 1}. */
    int row(long uid);

    /** Epoch milliseconds, or {@link #NO_DATE}. */
    long sentDate(int row);

    /** The text's place among all of the mailbox's: equal texts have the same, absent and empty ones 0. */
    int rank(Text text, int row);

    /** Whether its subject marks the message as a reply or forward (RFC 5256 section 2.1). */
    boolean isReply(int row);

    /** The number of the Message-ID; -1 if there is none. */
    int messageId(int row);

    /** How many references the message has. */
    int references(int row);

    /** The number of the Message-ID that the message refers to, the oldest first. */
    int reference(int row, int index);

    /** Numbers of Message-IDs are below this. */
    int messageIds();
}
