package org.kantor.mail.store;

import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;

/**
 * A mailbox's lasting properties.
 *
 * @param name the full name in Unicode (NFC), levels separated by {@code /}; INBOX is always written so
 * @param uidValidity of RFC 3501 section 2.3.1.1; 32 bits, never 0
 */
public record Mailbox(
        MailboxId id,
        AccountId account,
        String name,
        @Nullable SpecialUse use,
        long uidValidity,
        boolean subscribed) {

    public static final String INBOX = "INBOX";

    public boolean isInbox() {
        return name.equals(INBOX);
    }
}
