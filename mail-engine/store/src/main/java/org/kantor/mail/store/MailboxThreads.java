package org.kantor.mail.store;

/**
 * The threads of a mailbox's messages, a row a message, in the order of UIDs: columns beside {@link MailboxView}, read when they are first asked for. A message's thread
 * never changes, so that rows are only added; those of messages that are gone may be there still. Immutable, shared by all sessions.
 */
public interface MailboxThreads {

    int size();

    long uid(int row);

    /** The row of a UID, or {@code -(insertion point) - 1}. */
    int row(long uid);

    /** The thread's number: that of its first message, and so not a number of a message in particular that is still there. */
    long thread(int row);
}
