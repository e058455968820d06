package org.kantor.mail.store;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kantor.change.ChangeBus;
import org.kantor.change.ChangeStream;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.internal.StoreParts;
import org.kantor.tx.Transactions;

/**
 * The whole store without a container, for tests and tools: the same parts that CDI puts together in the server.
 *
 * @param maintenance collects garbage once, as the server does from time to time
 * @param audiences finds out once whom messages are for of which that is not known, as the server does from time to time
 * @param accountMade what the store does when an account is made: gives it its mailboxes
 */
public record Store(
        Mailboxes mailboxes,
        Messages messages,
        Annotations annotations,
        Conversations conversations,
        Labels labels,
        Snoozing snoozing,
        DueDates dueDates,
        Senders senders,
        Sharing sharing,
        Deliveries deliveries,
        Recovery recovery,
        ChangeStream changes,
        ChangeBus bus,
        StoreCheck check,
        StoreRepair repair,
        Runnable maintenance,
        Runnable audiences,
        Consumer<AccountId> accountMade) {

    /** The entities that the persistence unit must have. */
    public static final Class<?>[] ENTITIES = StoreParts.entities();

    /** @param quotas how much an account may store; throws {@link org.kantor.kernel.Refused} NOT_FOUND for an unknown one */
    public static Store open(
            Transactions transactions,
            EntityManager entities,
            Clock clock,
            Path blobs,
            Function<AccountId, Quota> quotas) {
        return open(transactions, entities, clock, blobs, quotas, Duration.ZERO);
    }

    /** @param kept how long deleted messages can be had back; without it, not at all */
    public static Store open(
            Transactions transactions,
            EntityManager entities,
            Clock clock,
            Path blobs,
            Function<AccountId, Quota> quotas,
            Duration kept) {
        return open(transactions, entities, clock, blobs, quotas, kept, () -> false);
    }

    /** @param everybody whether what is granted to everybody counts */
    public static Store open(
            Transactions transactions,
            EntityManager entities,
            Clock clock,
            Path blobs,
            Function<AccountId, Quota> quotas,
            Duration kept,
            BooleanSupplier everybody) {
        return StoreParts.open(transactions, entities, clock, blobs, quotas, kept, everybody);
    }
}
