package org.kantor.mail.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.wire.mime.ParsedMessage;

/**
 * Messages and their placements. Every method takes the account that owns them; what belongs to another is not found.
 * Each write is one transaction (or joins the open one), durable on return, and appended to the change stream. UID arrays are ascending; UIDs that no
 * longer exist are left out silently.
 */
public interface Messages {

    /** The mailbox now: the cached view, validated by one primary-key read and brought forward. */
    MailboxView view(AccountId account, MailboxId mailbox);

    /** A view that includes the change of this number, of which a write or the change bus told: the cached one as it is, if it is that new. */
    MailboxView view(AccountId account, MailboxId mailbox, long seq);

    /** All or none (RFC 3502). Refused: OVER_QUOTA, NOT_FOUND, LIMIT for too many keywords, as wherever keywords are brought. */
    List<Appended> append(AccountId account, MailboxId mailbox, List<NewMessage> messages, Actor actor);

    /**
     * Puts a message into a mailbox and removes one of another or the same, both or neither (RFC 8508). A draft that the account's owner replaces by a draft with the
     * same Message-ID, or the system by what was sent with it, is a former version, which cannot be had back; whatever else is replaced can be, as if it was removed. Refused: OVER_QUOTA, NOT_FOUND.
     */
    Appended replace(AccountId account, MailboxId from, long uid, MailboxId to, NewMessage message, Actor actor);

    /**
     * @param unchangedSince messages with a higher modseq are left alone and answered as modified (RFC 7162); {@link Long#MAX_VALUE} for no condition
     */
    Stored store(
            AccountId account, MailboxId mailbox, long[] uids, FlagChange change, long unchangedSince, Actor actor);

    Copied copy(AccountId account, MailboxId from, long[] uids, MailboxId to, Actor actor);

    Copied move(AccountId account, MailboxId from, long[] uids, MailboxId to, Actor actor);

    /** Removes the messages among these that are flagged {@code \Deleted} (all of the mailbox when uids is null); answers their UIDs. */
    long[] expunge(AccountId account, MailboxId mailbox, long @Nullable [] uids, Actor actor);

    /** Removes these messages whatever their flags, at once. */
    long[] remove(AccountId account, MailboxId mailbox, long[] uids, Actor actor);

    /**
     * UIDs of messages that were removed by changes above that number, ascending (RFC 7162 section 3.2.6); empty when the change stream has been
     * trimmed above it, so that nobody knows. One query.
     */
    Optional<long[]> removedSince(AccountId account, MailboxId mailbox, long modseq);

    /** The octets of a message. Refused NOT_FOUND when it has been expunged and collected. */
    byte[] content(AccountId account, long message);

    /** The octets of several messages, in the order asked; missing ones are left out. One query where the store can; the caller bounds how much it asks for. */
    default List<Content> contents(AccountId account, long[] messages) {
        var contents = new ArrayList<Content>(messages.length);
        for (var message : messages) {
            try {
                contents.add(new Content(message, content(account, message)));
            } catch (Refused e) {
                if (e.code() != Refused.Code.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return contents;
    }

    /** What the parser made of each message, in the order asked; missing ones are left out. One query. */
    List<StoredMessage> stored(AccountId account, long[] messages);

    /** The same without the structure, for lists: cheap. One query. */
    List<Summary> summaries(AccountId account, long[] messages);

    /** What the view's messages are sorted and threaded by: cached, brought forward for messages that are new; one query where it has to be. */
    MailboxKeys keys(AccountId account, MailboxView view);

    /** When each message was put into the mailbox (RFC 8514), in epoch milliseconds; 0 for a UID that does not exist. One query. */
    long[] saveDates(AccountId account, MailboxId mailbox, long[] uids);

    /** What names the content of each message: SHA-256 in hexadecimal; missing ones are left out. One query. */
    Map<Long, String> hashes(AccountId account, long[] messages);

    /** The octets of what clients get that have not asked for UTF-8 (RFC 6858), of those messages whose headers are not ASCII; the others are left out. One query. */
    Map<Long, Integer> surrogates(AccountId account, long[] messages);

    /** The number of each message's thread, in the order asked; 0 for a message that is gone. One query. */
    long[] threads(AccountId account, long[] messages);

    /** What the account's mailboxes hold, against its quota. */
    Usage usage(AccountId account);

    /** The same for a list of accounts, in one query; those without mail may be missing. */
    Map<AccountId, Usage> usage(List<AccountId> accounts);

    record Appended(long uidValidity, long uid, long message) {}

    /** @param modified UIDs left alone for {@code unchangedSince} */
    record Stored(long modseq, long[] changed, long[] modified) {}

    /** The UIDs of source and target, pairwise (COPYUID, RFC 4315). */
    record Copied(long uidValidity, long[] source, long[] target) {}

    /** What an account's mailboxes hold together; what is in two of them counts twice. */
    record Usage(long bytes, long messages) {
        public static final Usage NONE = new Usage(0, 0);
    }

    record Content(long message, byte[] octets) {}

    record StoredMessage(long message, int octets, ParsedMessage parsed) {}

    /**
     * @param sender the address of the first author, as written; empty if none
     * @param to display names or addresses of the recipients, decoded, for lists of sent mail
     */
    record Summary(
            long message,
            String fromName,
            String sender,
            String to,
            String subject,
            String preview,
            boolean attachments,
            @Nullable Instant sentDate,
            int octets,
            @Nullable String messageId) {}
}
