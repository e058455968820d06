package org.kantor.mail.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;

/**
 * When messages are to be dealt with. A message with a date has the keyword {@link #KEYWORD} in its mailbox, which other clients see and may take away: then it is done. The date belongs to the
 * message and goes with it from mailbox to mailbox. Every method takes the account that owns the messages. Each write is one transaction (or joins the open one), told on the change
 * stream as collection (MAILBOX, 0) besides what becomes of the keyword.
 */
public interface DueDates {

    String KEYWORD = "$FollowUp";

    /** Whether a message with these keywords is to be dealt with. */
    static boolean waits(Set<String> keywords) {
        return keywords.stream().anyMatch(KEYWORD::equalsIgnoreCase);
    }

    /**
     * Gives messages of a mailbox a date, or takes it away.
     *
     * @param due null for none: the message is done
     * @return what the messages had that are there, for {@link #restore}
     */
    List<Before> set(AccountId account, MailboxId mailbox, long[] uids, @Nullable Instant due, Actor actor);

    /** Brings back what messages had before, as far as they still lie there. */
    void restore(AccountId account, List<Before> before, Actor actor);

    /** The dates of those messages that have one, by their numbers. One query. */
    Map<Long, Instant> of(AccountId account, long[] messages);

    /** All that has a date, the earliest first; what lies in Trash or Spam is left out. One query. */
    List<Entry> list(AccountId account);

    /**
     * Which messages are due now of which nobody has been reminded; each is answered once, whoever asks and in however many mailboxes it lies. One query.
     */
    List<Entry> remind(AccountId account, Instant now);

    /** When the next message is due of which nobody has been reminded. One query. */
    Optional<Instant> next(AccountId account);

    /**
     * @param due null if it had no date
     * @param reminded whether its owner had been reminded of that date
     */
    record Before(
            MailboxId mailbox,
            long uid,
            long message,
            boolean keyword,
            @Nullable Instant due,
            boolean reminded) {}

    record Entry(MailboxId mailbox, long uid, long message, Instant due) {}
}
