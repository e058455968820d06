package org.kantor.mail.queue;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.kantor.bean.Service;
import org.kantor.directory.Users;
import org.kantor.directory.Users.Administrator;
import org.kantor.mail.delivery.Envelope;
import org.kantor.mail.queue.internal.QueueAdministrationSql;
import org.kantor.mail.queue.internal.QueueSql;
import org.kantor.tx.Transactions;

/** The queue's service. Safe from any thread. */
@Service
public final class QueueService implements Queue {

    private static final int MAX_PAGE = 1_000;

    private final QueueSql sql;
    private final QueueAdministrationSql administration;
    private final Transactions transactions;
    private final Signal signal;
    private final Clock clock;
    private final Users users;

    @Inject
    public QueueService(
            QueueSql sql,
            QueueAdministrationSql administration,
            Transactions transactions,
            Signal signal,
            Clock clock,
            Users users) {
        this.sql = sql;
        this.administration = administration;
        this.transactions = transactions;
        this.signal = signal;
        this.clock = clock;
        this.users = users;
    }

    @Override
    public long put(Envelope envelope, byte[] content) {
        if (envelope.recipients().isEmpty()) {
            throw new IllegalArgumentException("a message without recipients");
        }
        return transactions.call(() -> {
            var message = sql.insert(envelope, content, clock.instant());
            transactions.afterCommit(signal::raise);
            return message;
        });
    }

    @Override
    public List<Entry> list(Administrator by, Filter filter, int offset, int limit) {
        users.check(by);
        return transactions.call(() -> administration.list(filter, offset, Math.min(limit, MAX_PAGE)));
    }

    @Override
    public int count(Administrator by, Filter filter) {
        users.check(by);
        return transactions.call(() -> administration.count(filter));
    }

    @Override
    public int requeue(Administrator by, Filter filter) {
        users.check(by);
        return logged(by, "requeued", transactions.call(() -> {
            transactions.afterCommit(signal::raise);
            return administration.requeue(filter, clock.instant());
        }));
    }

    @Override
    public int hold(Administrator by, Filter filter) {
        users.check(by);
        return logged(by, "held", transactions.call(() -> administration.setHeld(filter, true)));
    }

    @Override
    public int release(Administrator by, Filter filter) {
        users.check(by);
        return logged(by, "released", transactions.call(() -> {
            transactions.afterCommit(signal::raise);
            return administration.setHeld(filter, false);
        }));
    }

    @Override
    public int delete(Administrator by, Filter filter) {
        users.check(by);
        return logged(by, "deleted", transactions.call(() -> administration.delete(filter)));
    }

    private static int logged(Administrator by, String action, int recipients) {
        QueueLog.LOG.administered(by.name(), action, recipients);
        return recipients;
    }
}
