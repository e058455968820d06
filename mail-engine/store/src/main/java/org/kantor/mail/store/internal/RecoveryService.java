package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Recovery;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Lists and restores deleted messages. Safe from any thread. */
@Service
public final class RecoveryService implements Recovery {

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final MoveSql moves;
    private final Lanes lanes;
    private final Quotas quotas;
    private final Retention retention;
    private final Clock clock;

    @Inject
    RecoveryService(
            Transactions transactions,
            Jdbc jdbc,
            MoveSql moves,
            Lanes lanes,
            Quotas quotas,
            Retention retention,
            Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.moves = moves;
        this.lanes = lanes;
        this.quotas = quotas;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public Duration kept() {
        return retention.kept();
    }

    @Override
    public List<Recoverable> list(AccountId account, int offset, int limit) {
        var since = clock.instant().minus(kept());
        return transactions.call(
                () -> jdbc.work(connection -> RecoverySql.list(connection, account, since, offset, limit)));
    }

    @Override
    public int count(AccountId account) {
        var since = clock.instant().minus(kept());
        return transactions.call(() -> jdbc.work(connection -> RecoverySql.count(connection, account, since)));
    }

    @Override
    public Map<String, Integer> restoreInto(AccountId account, List<Key> keys, Actor actor) {
        var quota = quotas.limit(account);
        return lanes.write(transactions, account, () -> {
            var restored = new TreeMap<String, Integer>();
            var targets = jdbc.work(connection -> RecoverySql.targets(connection, account, keys));
            for (var target : targets.entrySet()) {
                var count = moves.restore(account, target.getKey(), target.getValue(), quota, actor);
                var mailbox = jdbc.work(connection -> MailboxSql.get(connection, account, target.getKey()));
                mailbox.ifPresent(into -> restored.merge(into.name(), count, Integer::sum));
            }
            return restored;
        });
    }
}
