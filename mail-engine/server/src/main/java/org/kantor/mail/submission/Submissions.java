package org.kantor.mail.submission;

import java.util.List;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;

/**
 * Takes a complete message from one of our accounts and makes its onward way durable: local recipients and remote ones are queued in one transaction, and
 * local delivery is attempted at once. Adds Date and Message-ID where missing and removes Bcc (RFC 6409 section 8).
 */
public interface Submissions {

    /**
     * @param sender the envelope sender: one of the account's addresses (else refused NO_PERMISSION)
     * @param recipients at least one; an unknown local recipient is refused (NOT_FOUND) before anything is queued
     * @param content the message with CRLF lines
     */
    void submit(AccountId account, EmailAddress sender, List<EmailAddress> recipients, byte[] content, Actor actor);
}
