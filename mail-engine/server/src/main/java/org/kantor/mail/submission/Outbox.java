package org.kantor.mail.submission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;

/**
 * Mail that was sent and has not left: while its author can take it back, and until the time that the author chose. The message lies in the account's
 * Drafts or Scheduled mailbox, where every client sees it; whatever is taken out of there is not sent. At its time one transaction moves it to Sent, marks what it
 * answers and queues it: it leaves exactly once or, taken back before, not at all, whatever process dies meanwhile. What is sent as somebody else, a shared mailbox above all, is
 * put into their Sent as well, and others' messages are marked too, as far as the author's rights go; that is done afterwards and stops nothing.
 */
public interface Outbox {

    /**
     * Makes a message wait; joins the open transaction, durable with it. Refused as {@link Submissions#check} does.
     *
     * @param mailbox where it lies, of the account
     * @param message its number
     * @param scheduled whether its author chose the time
     * @param due when it leaves
     * @return the number of what waits
     */
    long hold(
            AccountId account,
            MailboxId mailbox,
            long message,
            Submission submission,
            @Nullable Answered answered,
            boolean scheduled,
            Instant due);

    /**
     * The message that is answered, of the account or another's, to be marked so when the answer leaves.
     *
     * @param archive whether it goes to the archive then
     */
    record Answered(MailboxId mailbox, long uid, boolean archive) {}

    /** What waits, the next first. One query. */
    List<Held> waiting(AccountId account);

    Optional<Held> find(AccountId account, long message);

    /** Ends the waiting: the message is a draft again, in Drafts. Empty if it is too late or the message is gone. */
    Optional<Draft> takeBack(AccountId account, long id, Actor actor);

    /** Where a message lies. */
    record Draft(MailboxId mailbox, long uid, long message) {}

    /**
     * Sends a message at another time, also one that had a problem; a time to come becomes its date and gives what waits another number. Answers false if it is too
     * late.
     */
    boolean reschedule(AccountId account, long id, Instant due);

    /**
     * @param message its number
     * @param problem why it could not leave, for people; empty while it is on its way
     */
    record Held(long id, MailboxId mailbox, long message, boolean scheduled, Instant due, String problem) {}
}
