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

    /** The first levels below which every account sees others' mailboxes (RFC 2342), so that none of its own is made there. */
    public static final String OTHER_USERS = "Other Users";

    public static final String SHARED = "Shared";

    public boolean isInbox() {
        return name.equals(INBOX);
    }
}
