package org.kantor.mail.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Notify;
import org.kantor.mail.wire.smtp.OriginalRecipient;
import org.kantor.mail.wire.smtp.Path;

/**
 * Everything that MAIL and RCPT said of a message (RFC 5321 section 2.3.1, RFC 3461).
 *
 * @param sender null for the null reverse-path: no report is ever sent for such a message
 * @param ret how much of the message a failure report returns; null if the sender did not say
 * @param envid the sender's own identifier of the envelope
 */
public record Envelope(
        @Nullable Path sender,
        Mail.Body body,
        boolean smtpUtf8,
        Mail.@Nullable Ret ret,
        @Nullable String envid,
        List<Recipient> recipients) {

    public Envelope {
        recipients = List.copyOf(recipients);
    }

    public static Envelope of(Mail mail, List<Recipient> recipients) {
        return new Envelope(mail.sender(), mail.body(), mail.smtpUtf8(), mail.ret(), mail.envid(), recipients);
    }

    /**
     * @param reportOn null if the sender did not say, which means failures, and delays where we report them
     */
    public record Recipient(
            Path address,
            @Nullable Notify reportOn,
            @Nullable OriginalRecipient original) {

        public static Recipient of(Path address) {
            return new Recipient(address, null, null);
        }
    }
}
