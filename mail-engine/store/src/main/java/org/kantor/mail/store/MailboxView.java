package org.kantor.mail.store;

import java.util.Set;

/**
 * A mailbox at one moment: immutable, shared by all sessions, message sequence number n at index n-1, in the order of UIDs. Holds what IMAP and the list
 * ask for most, so that sequence numbers, FETCH FLAGS, SEARCH on flags and dates run without SQL.
 */
public interface MailboxView {

    MailboxId mailbox();

    long uidNext();

    /** The mailbox's highest change number in this view. */
    long modseq();

    int size();

    long uid(int index);

    /** The index of a UID, or {@code -(insertion point) - 1}. */
    int indexOf(long uid);

    /** Bits of {@link Flags}. */
    int flags(int index);

    Set<String> keywords(int index);

    long modseq(int index);

    /** RFC822.SIZE in octets. */
    int octets(int index);

    /** Epoch milliseconds. */
    long internalDate(int index);

    /** The message's number, for {@link Messages#content} and {@link Messages#stored}. */
    long message(int index);

    /** Every keyword in use in the mailbox. */
    Set<String> keywords();

    /**
     * An index, {@code from} or above it, below which flags and keywords are what they were in an earlier view that has the same messages so far: where to go on
     * looking for what changed.
     */
    default int firstDifferent(MailboxView before, int from) {
        return from;
    }
}
