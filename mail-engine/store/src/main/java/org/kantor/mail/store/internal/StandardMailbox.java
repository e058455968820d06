package org.kantor.mail.store.internal;

import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.SpecialUse;

/** The mailboxes that every new account has. */
enum StandardMailbox {
    INBOX(Mailbox.INBOX, null),
    DRAFTS("Drafts", SpecialUse.DRAFTS),
    SENT("Sent", SpecialUse.SENT),
    ARCHIVE("Archive", SpecialUse.ARCHIVE),
    SPAM("Spam", SpecialUse.JUNK),
    TRASH("Trash", SpecialUse.TRASH);

    private final String mailboxName;
    private final @Nullable SpecialUse use;

    StandardMailbox(String mailboxName, @Nullable SpecialUse use) {
        this.mailboxName = mailboxName;
        this.use = use;
    }

    String mailboxName() {
        return mailboxName;
    }

    @Nullable
    SpecialUse use() {
        return use;
    }
}
