package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.internal.AppendSql.Placed;
import org.kantor.mail.store.internal.AppendSql.Placing;
import org.kantor.mail.store.internal.ArrayView.Delta;
import org.kantor.mail.store.internal.ArrayView.Row;
import org.kantor.mail.store.internal.OwnChanges.Step;
import org.kantor.tx.Jdbc;

/** Puts prepared messages into mailboxes within the open transaction, for deliveries and for APPEND. */
@Service
final class Appender {

    private final Jdbc jdbc;
    private final OwnChanges own;
    private final MailboxService mailboxes;
    private final Quotas quotas;
    private final Clock clock;

    @Inject
    Appender(Jdbc jdbc, OwnChanges own, MailboxService mailboxes, Quotas quotas, Clock clock) {
        this.jdbc = jdbc;
        this.own = own;
        this.mailboxes = mailboxes;
        this.quotas = quotas;
        this.clock = clock;
    }

    /** What is to be put into one account, as at most {@link AccountLanes#MOST} messages. */
    record Ask(AccountId account, List<Placing> placings, Actor actor) {}

    /** All or none, in the order asked; mailboxes that are named but missing are made. Refused: OVER_QUOTA, NOT_FOUND. */
    List<Placed> append(AccountId account, List<Placing> placings, Actor actor) {
        var placed = new ArrayList<Placed>(placings.size());
        for (var from = 0; from < placings.size(); from += AccountLanes.MOST) {
            var chunk = placings.subList(from, Math.min(placings.size(), from + AccountLanes.MOST));
            placed.addAll(placed(List.of(new Ask(account, chunk, actor))).getFirst());
        }
        own.changed(account, placed.getLast().seq(), actor, steps(placings, placed));
        return placed;
    }

    /** Stores messages that are nowhere yet, at most {@link AccountLanes#MOST}; {@link AppendSql#keep}. Refused: OVER_QUOTA if the account is that already, NOT_FOUND. */
    long[] keep(AccountId account, List<PreparedMessage> messages, Quota quota, Actor actor) {
        return jdbc.work(connection -> AppendSql.keep(connection, account, messages, quota, actor, clock.instant()));
    }

    /** The same for several different accounts, in fewer round trips; the answers in the order of the asks. */
    List<List<Placed>> append(List<Ask> asks) {
        var placed = placed(asks);
        for (var i = 0; i < asks.size(); i++) {
            var ask = asks.get(i);
            own.changed(
                    ask.account(), placed.get(i).getLast().seq(), ask.actor(), steps(ask.placings(), placed.get(i)));
        }
        return placed;
    }

    /** One for each mailbox, from what it was before the first of its messages. */
    private static List<Step> steps(List<Placing> placings, List<Placed> placed) {
        var rows = new LinkedHashMap<MailboxId, List<Row>>();
        var before = new HashMap<MailboxId, Long>();
        for (var i = 0; i < placed.size(); i++) {
            var place = placed.get(i);
            var message = placings.get(i).message();
            before.putIfAbsent(place.mailbox(), place.before());
            rows.computeIfAbsent(place.mailbox(), mailbox -> new ArrayList<>())
                    .add(new Row(
                            place.uid(),
                            message.flags(),
                            List.copyOf(message.keywords()),
                            place.seq(),
                            message.octets(),
                            message.internalDate(),
                            place.message()));
        }
        var steps = new ArrayList<Step>(rows.size());
        rows.forEach((mailbox, arrived) -> {
            var last = arrived.getLast();
            steps.add(new Step(
                    mailbox,
                    Objects.requireNonNull(before.get(mailbox)),
                    view -> view.after(new Delta(last.uid() + 1, last.modseq(), arrived, new long[0]), true)));
        });
        return steps;
    }

    private List<List<Placed>> placed(List<Ask> asks) {
        var placed = new ArrayList<>(once(asks));
        for (var i = 0; i < placed.size(); i++) {
            var ask = asks.get(i);
            if (placed.get(i).isEmpty()) {
                names(ask.placings()).forEach(name -> mailboxes.ensure(ask.account(), name, ask.actor()));
                placed.set(i, once(List.of(ask)).getFirst());
            }
            if (placed.get(i).size() < ask.placings().size()) {
                throw ViewSql.notFound();
            }
        }
        return placed;
    }

    private List<List<Placed>> once(List<Ask> asks) {
        var appends = asks.stream()
                .map(ask ->
                        new AppendSql.Append(ask.account(), ask.placings(), quotas.limit(ask.account()), ask.actor()))
                .toList();
        return jdbc.work(connection -> AppendSql.append(connection, appends, clock.instant()));
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
