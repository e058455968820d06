package org.kantor.mail.store;

/** The number of a mailbox, never reused, the same through renames. */
public record MailboxId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
