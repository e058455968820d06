package org.kantor.mail.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Messages.Copied;

/**
 * Messages that leave and come back. They wait in a mailbox {@link #MAILBOX}, which every client sees, and at their time lie unread at the top of INBOX, as if they had just come. What
 * is moved out of that mailbox before stays where it was moved to.
 */
public interface Snoozing {

    String MAILBOX = "Snoozed";

    /** Moves messages to the mailbox, which is made if it is missing, until that time. One transaction. Refused: NOT_FOUND, BAD_VALUE for a time that is over. */
    Copied snooze(AccountId account, MailboxId from, long[] uids, Instant until, Actor actor);

    /** When the messages of a mailbox come back, by their UIDs; only of those that do. One query. */
    Map<Long, Instant> until(AccountId account, MailboxId mailbox);

    /** When one message comes back; empty if it does not. One query. */
    Optional<Instant> until(AccountId account, MailboxId mailbox, long uid);

    /** Brings back what is due. Answers how many messages. */
    int wake();

    /**
     * Conversations of these messages are muted: what is delivered to them later skips INBOX and lies in the archive. Or not any more. Told on the change stream as collection
     * (MAILBOX, 0), if that changes anything.
     *
     * @return those of the messages whose conversations were not so before
     */
    long[] mute(AccountId account, long[] messages, boolean muted, Actor actor);

    /** Which of these threads are muted. One query. */
    List<Long> muted(AccountId account, long[] threads);
}
