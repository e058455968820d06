package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeStream;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.DueDates;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.internal.DueSql.Dated;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Dates as rows beside the messages, and a keyword on their placements. Safe from any thread. */
@Service
public final class DueService implements DueDates {

    private static final long[] NONE = {};

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final ChangeStream changes;
    private final Lanes lanes;
    private final MessageService messages;

    @Inject
    DueService(Transactions transactions, Jdbc jdbc, ChangeStream changes, Lanes lanes, MessageService messages) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.changes = changes;
        this.lanes = lanes;
        this.messages = messages;
    }

    @Override
    public List<Before> set(AccountId account, MailboxId mailbox, long[] uids, @Nullable Instant due, Actor actor) {
        return lanes.write(transactions, account, () -> {
            changes.next(account);
            var before = before(account, mailbox, uids);
            if (!before.isEmpty()) {
                var there = before.stream().mapToLong(Before::uid).toArray();
                keyword(account, mailbox, there, due != null, actor);
                put(
                        account,
                        before.stream().mapToLong(Before::message).distinct().toArray(),
                        due == null ? null : new Dated(due, false));
                tell(account, actor);
            }
            return before;
        });
    }

    private List<Before> before(AccountId account, MailboxId mailbox, long[] uids) {
        var view = messages.view(account, mailbox);
        var there = Arrays.stream(uids)
                .mapToInt(view::indexOf)
                .filter(index -> index >= 0)
                .toArray();
        var numbers = Arrays.stream(there).mapToLong(view::message).toArray();
        var dates = jdbc.work(connection -> DueSql.of(connection, account, numbers));
        var before = new ArrayList<Before>();
        for (var index : there) {
            var dated = dates.get(view.message(index));
            before.add(new Before(
                    mailbox,
                    view.uid(index),
                    view.message(index),
                    DueDates.waits(view.keywords(index)),
                    dated == null ? null : dated.due(),
                    dated != null && dated.reminded()));
        }
        return before;
    }

    private void keyword(AccountId account, MailboxId mailbox, long[] uids, boolean on, Actor actor) {
        if (uids.length > 0) {
            messages.store(account, mailbox, uids, FlagChange.keyword(KEYWORD, on), Long.MAX_VALUE, actor);
        }
    }

    private void put(AccountId account, long[] numbers, @Nullable Dated dated) {
        jdbc.work(connection -> dated == null
                ? DueSql.delete(connection, account, numbers)
                : DueSql.put(connection, account, numbers, dated));
    }

    private void tell(AccountId account, Actor actor) {
        changes.append(account, new Collection(Collection.Kind.MAILBOX, 0), NONE, NONE, NONE, actor);
    }

    @Override
    public void restore(AccountId account, List<Before> before, Actor actor) {
        lanes.write(transactions, account, () -> {
            changes.next(account);
            before.stream().collect(Collectors.groupingBy(Before::mailbox)).forEach((mailbox, all) -> {
                for (var on : new boolean[] {true, false}) {
                    var uids = all.stream()
                            .filter(one -> one.keyword() == on)
                            .mapToLong(Before::uid)
                            .sorted()
                            .toArray();
                    keyword(account, mailbox, uids, on, actor);
                }
            });
            var dates = new HashMap<Dated, List<Long>>();
            var none = new ArrayList<Long>();
            for (var one : before) {
                var due = one.due();
                (due == null ? none : dates.computeIfAbsent(new Dated(due, one.reminded()), same -> new ArrayList<>()))
                        .add(one.message());
            }
            put(account, array(none), null);
            dates.forEach((dated, numbers) -> put(account, array(numbers), dated));
            tell(account, actor);
            return before;
        });
    }

    private static long[] array(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).distinct().toArray();
    }

    @Override
    public Map<Long, Instant> of(AccountId account, long[] numbers) {
        var dates = new HashMap<Long, Instant>();
        if (numbers.length > 0) {
            jdbc.read(connection -> DueSql.of(connection, account, numbers))
                    .forEach((message, dated) -> dates.put(message, dated.due()));
        }
        return dates;
    }

    @Override
    public List<Entry> list(AccountId account) {
        return jdbc.read(connection -> DueSql.list(connection, account));
    }

    @Override
    public List<Entry> remind(AccountId account, Instant now) {
        return transactions.call(() -> jdbc.work(connection -> DueSql.remind(connection, account, now)));
    }

    @Override
    public Optional<Instant> next(AccountId account) {
        return jdbc.read(connection -> DueSql.next(connection, account));
    }
}
