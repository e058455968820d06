package org.kantor.mail.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.settings.Setting;

/**
 * Deleted messages that can still be had back. Whatever takes a message's last placement away leaves it here for a time, with its flags; restoring makes a
 * placement again. They count for no quota. Every method takes the account that owns them.
 */
public interface Recovery {

    /** The installation's, for all accounts; zero keeps nothing. */
    Setting<Duration> KEPT = Setting.duration("mail.recoverable", Duration.ofDays(30));

    /** How long deleted messages can be had back. */
    Duration kept();

    /** What was deleted, the latest first; of a message that was deleted twice, the latest. */
    List<Recoverable> list(AccountId account, int offset, int limit);

    int count(AccountId account);

    /** The same as {@link #restoreInto}. @return how many were put back */
    default int restore(AccountId account, List<Key> keys, Actor actor) {
        return restoreInto(account, keys, actor).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /**
     * Puts messages back into the mailboxes that they were in, or one of the same name now, or the INBOX; what is not there any more is left out silently. One
     * transaction, durable on return. Refused: OVER_QUOTA.
     *
     * @return how many were put back into which mailbox, by its name now
     */
    Map<String, Integer> restoreInto(AccountId account, List<Key> keys, Actor actor);

    /** The placement that a message lost. */
    record Key(MailboxId mailbox, long uid) {}

    /** @param mailbox the name of the mailbox then */
    record Recoverable(
            Key key, String mailbox, String from, String subject, Instant deleted, long internalDate, int octets) {}
}
