package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.Collection;
import org.kantor.change.internal.ChangeStreamSql;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.internal.AppendSql.Placed;
import org.kantor.mail.store.internal.AppendSql.Placing;
import org.kantor.tx.Jdbc;

/** Puts prepared messages into mailboxes within the open transaction, for deliveries and for APPEND. */
@Service
final class Appender {

    private final Jdbc jdbc;
    private final ChangeStreamSql changes;
    private final MailboxService mailboxes;
    private final Quotas quotas;
    private final Clock clock;

    @Inject
    Appender(Jdbc jdbc, ChangeStreamSql changes, MailboxService mailboxes, Quotas quotas, Clock clock) {
        this.jdbc = jdbc;
        this.changes = changes;
        this.mailboxes = mailboxes;
        this.quotas = quotas;
        this.clock = clock;
    }

    /** All or none, in the order asked; mailboxes that are named but missing are made. Refused: OVER_QUOTA, NOT_FOUND. */
    List<Placed> append(AccountId account, List<Placing> placings, Actor actor) {
        var placed = new ArrayList<Placed>(placings.size());
        for (var from = 0; from < placings.size(); from += AccountLanes.MOST) {
            placed.addAll(chunk(
                    account, placings.subList(from, Math.min(placings.size(), from + AccountLanes.MOST)), actor));
        }
        var touched = placed.stream()
                .map(each ->
                        new Collection(Collection.Kind.MAILBOX, each.mailbox().value()))
                .collect(Collectors.toUnmodifiableSet());
        changes.tell(account, placed.getLast().seq(), touched, actor);
        return placed;
    }

    private List<Placed> chunk(AccountId account, List<Placing> placings, Actor actor) {
        var placed = once(account, placings, actor);
        if (placed.isEmpty()) {
            names(placings).forEach(name -> mailboxes.ensure(account, name, actor));
            placed = once(account, placings, actor);
        }
        if (placed.size() < placings.size()) {
            throw ViewSql.notFound();
        }
        return placed;
    }

    private List<Placed> once(AccountId account, List<Placing> placings, Actor actor) {
        var quota = quotas.limit(account);
        return jdbc.work(connection -> AppendSql.append(connection, account, placings, quota, actor, clock.instant()));
    }

    private static Set<String> names(List<Placing> placings) {
        var names = new HashSet<String>();
        for (var placing : placings) {
            if (placing.mailbox() == null) {
                names.add(placing.name());
            }
        }
        return names;
    }
}
