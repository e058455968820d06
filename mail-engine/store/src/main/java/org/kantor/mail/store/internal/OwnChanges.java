package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeBus;
import org.kantor.change.ChangeBus.Notice;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxId;
import org.kantor.tx.Transactions;

/**
 * Tells of what this node itself changes in mailboxes: after the commit its views come forward without a look into the database, then the bus wakes the listeners. The
 * steps of a transaction that was begun elsewhere are not taken, for it may have changed the mailboxes in other ways too; views then read the change stream,
 * as they do for what another node changed. Safe from any thread.
 */
@Service
final class OwnChanges {

    /**
     * What happened to a mailbox.
     *
     * @param before the mailbox's change number until then
     * @param forward null when it is not known here what happened
     */
    record Step(MailboxId mailbox, long before, @Nullable Forward forward) {}

    /** Makes the view after a change of the view before it; null if they do not fit. */
    interface Forward {
        @Nullable
        ArrayView of(ArrayView before);
    }

    private record Told(Notice notice, List<Step> steps) {}

    private static final ScopedValue<List<Told>> OPEN = ScopedValue.newInstance();

    private final Transactions transactions;
    private final ChangeBus bus;
    private final Views views;

    @Inject
    OwnChanges(Transactions transactions, ChangeBus bus, Views views) {
        this.transactions = transactions;
        this.bus = bus;
        this.views = views;
    }

    /** Begins and ends a transaction in which every change of mailboxes is told to {@link #changed}. None must be open. */
    <T> T transaction(Supplier<T> work) {
        return ScopedValue.where(OPEN, new ArrayList<>()).call(() -> transactions.call(work));
    }

    /** Within the transaction that did it. */
    void changed(AccountId account, long seq, Actor actor, List<Step> steps) {
        var touched = steps.stream()
                .map(step ->
                        new Collection(Collection.Kind.MAILBOX, step.mailbox().value()))
                .collect(Collectors.toUnmodifiableSet());
        var told = new Told(new Notice(account, seq, touched, actor), steps);
        if (!OPEN.isBound()) {
            transactions.afterCommit(() -> bus.publish(told.notice));
            return;
        }
        var all = OPEN.get();
        all.add(told);
        if (all.size() == 1) {
            // One action for all, as transaction managers differ in the order of several.
            transactions.afterCommit(() -> tell(all));
        }
    }

    private void tell(List<Told> all) {
        var steps = new LinkedHashMap<Views.Key, List<Step>>();
        for (var told : all) {
            for (var step : told.steps) {
                steps.computeIfAbsent(new Views.Key(told.notice.account(), step.mailbox()), key -> new ArrayList<>())
                        .add(step);
            }
        }
        try {
            steps.forEach(views::forward);
        } finally {
            // whatever becomes of the views, which can be read anew, what has been committed is told
            all.forEach(told -> bus.publish(told.notice));
        }
    }
}
