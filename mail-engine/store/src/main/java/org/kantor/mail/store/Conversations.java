package org.kantor.mail.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;

/**
 * Messages that answer each other, wherever they lie. Which thread a message belongs to is decided when it is stored, by its Message-ID, In-Reply-To and
 * References, and never changes. Every method takes the account that owns the messages.
 */
public interface Conversations {

    /** Messages of one thread that are looked at: the newest ones. */
    int MOST = 100;

    /** The threads of the view's messages: cached, brought forward for messages that are new; one query where it has to be. */
    MailboxThreads threads(AccountId account, MailboxView view);

    /** Whom the view's messages are for: the same columns, so that a mailbox whose threads and audiences are known costs no query. */
    MailboxAudience audience(AccountId account, MailboxView view);

    /**
     * The conversation of a message, the oldest first, {@link #MOST} at most. What lies in Trash or Spam is left out, unless that is the open mailbox. A message that is there
     * more than once, such as one to ourselves in INBOX and Sent, is told once, of its places that in the open mailbox first. Empty for a message that is gone. One query.
     */
    List<Member> conversation(AccountId account, long message, MailboxId open);

    /** The same for several threads at once, for lists; by thread, the oldest first. One query. */
    List<Member> conversations(AccountId account, long[] threads, MailboxId open);

    /**
     * A message by its Message-ID, without angle brackets; of several copies the one that came. What lies in Trash or Spam is left out. One query.
     */
    Optional<Member> named(AccountId account, String messageId);

    /**
     * A message of a conversation in one of its places.
     *
     * @param message its number, for {@link Messages#stored}
     * @param flags bits of {@link Flags}
     * @param fromName the display name or address of the first author; empty if none
     * @param sender the address of the first author, as written; empty if none
     * @param use of the mailbox; null if it has none
     * @param muted whether what comes to the conversation later is filed, see {@link Snoozing#mute}
     */
    record Member(
            long thread,
            MailboxId mailbox,
            @Nullable SpecialUse use,
            long uid,
            long message,
            int flags,
            Set<String> keywords,
            Instant internalDate,
            String fromName,
            String sender,
            boolean attachments,
            boolean muted) {

        /** As it is for whom it is not to know that the conversation is muted. */
        public Member unmuted() {
            return new Member(
                    thread,
                    mailbox,
                    use,
                    uid,
                    message,
                    flags,
                    keywords,
                    internalDate,
                    fromName,
                    sender,
                    attachments,
                    false);
        }
    }
}
