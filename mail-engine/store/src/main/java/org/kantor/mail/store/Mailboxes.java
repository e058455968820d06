package org.kantor.mail.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;

/**
 * The mailboxes of an account. Every method takes the account and finds only its own mailboxes, so that a number of somebody else's is
 * simply not found. Each write is one transaction (or joins the open one), durable on return, told on the change stream as collection (MAILBOX, 0).
 * New accounts get INBOX, Drafts, Sent, Archive, Spam and Trash, subscribed.
 */
public interface Mailboxes {

    /** In the order of their names, INBOX first. */
    List<Mailbox> list(AccountId account);

    /** Finds by full name; INBOX in any case. */
    Optional<Mailbox> find(AccountId account, String name);

    Optional<Mailbox> get(AccountId account, MailboxId id);

    Optional<Mailbox> bySpecialUse(AccountId account, SpecialUse use);

    MailboxStatus status(AccountId account, MailboxId id);

    Map<MailboxId, MailboxStatus> statuses(AccountId account);

    /** Makes missing parents too. Refused: ALREADY_EXISTS, BAD_VALUE (empty level, control characters, over 1,000 octets), CANNOT below {@link Mailbox#OTHER_USERS} and {@link Mailbox#SHARED}, LIMIT. */
    Mailbox create(AccountId account, String name, @Nullable SpecialUse use, Actor actor);

    /**
     * Renames with all inferiors, also a name that has only inferiors; renaming INBOX moves its messages into a new mailbox (RFC 3501 section 6.3.5).
     * Subscriptions go with the names. Refused: NOT_FOUND, ALREADY_EXISTS for any of the new names, CANNOT into itself and where none can be made.
     */
    void rename(AccountId account, String from, String to, Actor actor);

    /**
     * Deletes with its messages; inferiors stay, below a name that there is no mailbox of (RFC 3501 section 6.3.4). Refused: NOT_FOUND, CANNOT for INBOX and the
     * special-use mailboxes.
     */
    void delete(AccountId account, String name, Actor actor);

    /** Subscriptions are names of their own and outlive the mailbox (RFC 3501 section 6.3.6). */
    void setSubscribed(AccountId account, String name, boolean subscribed, Actor actor);

    /** The subscribed names, of mailboxes that exist or not. */
    List<String> subscriptions(AccountId account);

    /**
     * Claims the recent messages below a UID, which are all that a session knows, for a session that selected the mailbox read-write. Answers the first UID that is
     * recent to it, {@code uidNext} if none is. Costs nothing when the messages have been claimed on this node.
     */
    long claimRecent(AccountId account, MailboxId id, long uidNext);
}
