package org.kantor.mail.submission;

import java.util.List;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;

/**
 * Takes a complete message from one of our accounts and makes its onward way durable: local recipients and remote ones are queued in one transaction, and
 * local delivery is attempted at once. Adds Date and Message-ID where missing and removes Bcc (RFC 6409 section 8).
 */
public interface Submissions {

    /**
     * Addresses that the account may send as: its own, the primary one first, then those of accounts whose INBOX gives it the right to post (RFC 4314's
     * {@code p}).
     */
    List<EmailAddress> senders(AccountId account);

    /**
     * Asks whether {@link #submit} would take it.
     *
     * @param octets of the whole message
     * @throws org.kantor.kernel.Refused NO_PERMISSION for a sender that is not the account's, NOT_FOUND for an unknown local recipient, BAD_VALUE without
     *     recipients, LIMIT, TRY_LATER when the directory is away
     */
    void check(AccountId account, Submission submission, long octets);

    /**
     * Queues it, or refuses it as {@link #check} does before anything is queued.
     *
     * @param content the message with CRLF lines
     */
    void submit(AccountId account, Submission submission, byte[] content);

    /**
     * Queues what tells an author that a message was read: it comes from nobody, so that nothing answers it (RFC 8098 section 3).
     *
     * @param content the message with CRLF lines
     * @throws org.kantor.kernel.Refused as {@link #check} does
     */
    void receipt(AccountId account, EmailAddress recipient, byte[] content);
}
