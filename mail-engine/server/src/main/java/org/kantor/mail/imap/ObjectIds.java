package org.kantor.mail.imap;

import org.kantor.mail.store.MailboxId;

/**
 * Object identifiers (RFC 8474): the store's own numbers, which are never used again, after a letter for what they are of. A message keeps its number in every mailbox
 * of its account, for content is stored once; a thread's is that of its first message.
 */
final class ObjectIds {

    private ObjectIds() {}

    static String mailbox(MailboxId mailbox) {
        return "F" + mailbox;
    }

    static String email(long message) {
        return "M" + message;
    }

    static String thread(long thread) {
        return "T" + thread;
    }
}
