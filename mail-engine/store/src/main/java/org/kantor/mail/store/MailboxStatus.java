package org.kantor.mail.store;

/**
 * A mailbox's counters, read by primary key.
 *
 * @param modseq the highest change number of the mailbox (RFC 7162)
 * @param firstRecentUid messages from this UID on have not been announced as recent to any session
 * @param size octets of all its messages
 */
public record MailboxStatus(
        MailboxId mailbox,
        long uidNext,
        long modseq,
        int messages,
        int unseen,
        int deleted,
        long firstRecentUid,
        long size) {}
