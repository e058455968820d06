package org.kantor.mail.store.internal;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.kantor.change.Actor;
import org.kantor.change.internal.ChangeStreamSql;
import org.kantor.change.internal.LocalChangeBus;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Store;
import org.kantor.mail.store.StoreCheck;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Puts the store's parts together by hand. */
public final class StoreParts {

    private StoreParts() {}

    public static Class<?>[] entities() {
        return new Class<?>[] {MailboxEntity.class, SubscriptionEntity.class};
    }

    public static Store open(
            Transactions transactions,
            EntityManager entities,
            Clock clock,
            Path blobFolder,
            Function<AccountId, Quota> quotas,
            Duration kept,
            BooleanSupplier everybody) {
        var jdbc = new Jdbc(entities, transactions);
        var bus = new LocalChangeBus();
        var changes = new ChangeStreamSql(transactions, jdbc, bus, clock);
        var views = new Views(transactions, jdbc);
        var own = new OwnChanges(transactions, bus, views);
        var lanes = new Lanes(own);
        var keys = new Keys(transactions, jdbc);
        var moves = new MoveSql(jdbc, views, own, clock);
        var blobs = new FileBlobStore(blobFolder, clock);
        Quotas limits = quotas::apply;
        Retention retention = () -> kept;
        var mailboxes = new MailboxService(entities, transactions, jdbc, changes, moves, lanes, views, clock);
        var appender = new Appender(jdbc, own, mailboxes, limits, clock);
        var combiner = new Combiner(own, lanes, appender, jdbc);
        var messages =
                new MessageService(transactions, jdbc, appender, combiner, moves, views, keys, lanes, limits, blobs);
        var deliveries = new DeliveryService(
                transactions, own, lanes, combiner, appender, blobs, new Rooms(jdbc, limits, clock));
        var annotations = new AnnotationService(transactions, jdbc, changes, bus, lanes);
        var conversations = new ConversationService(transactions, jdbc, clock);
        var labels = new LabelService(transactions, jdbc, changes, lanes);
        var snoozing = new SnoozeService(transactions, jdbc, changes, mailboxes, messages, lanes, clock);
        var maintenance = new Maintenance(transactions, jdbc, lanes, changes, blobs, retention, clock);
        var audiences = new AudienceFill(transactions, jdbc, lanes, blobs);
        return new Store(
                mailboxes,
                messages,
                annotations,
                conversations,
                labels,
                snoozing,
                new DueService(transactions, jdbc, changes, lanes, messages),
                new SendersService(jdbc),
                new SharingService(
                        transactions,
                        jdbc,
                        changes,
                        bus,
                        lanes,
                        mailboxes,
                        messages,
                        annotations,
                        conversations,
                        new Carrier(transactions, changes, lanes, messages, limits),
                        everybody::getAsBoolean),
                deliveries,
                new RecoveryService(transactions, jdbc, moves, lanes, limits, retention, clock),
                changes,
                bus,
                new StoreCheck(transactions, jdbc, blobs),
                new RepairService(transactions, jdbc, lanes, own, changes, mailboxes, blobs, clock),
                maintenance::run,
                audiences::run,
                account -> mailboxes.addDefaults(account, new Actor("system", "", null)));
    }
}
