package org.kantor.mail.submission;

import java.util.List;
import org.kantor.kernel.EmailAddress;

/**
 * The envelope that an account gives to a message.
 *
 * @param sender one of the account's addresses, or of an account whose INBOX lets it post
 * @param recipients at least one
 * @param report whether a report of success is wanted for each (RFC 3461 section 4.1: NOTIFY=SUCCESS,FAILURE,DELAY)
 */
public record Submission(EmailAddress sender, List<EmailAddress> recipients, boolean report) {

    public Submission {
        recipients = List.copyOf(recipients);
    }

    public static Submission of(EmailAddress sender, List<EmailAddress> recipients) {
        return new Submission(sender, recipients, false);
    }
}
