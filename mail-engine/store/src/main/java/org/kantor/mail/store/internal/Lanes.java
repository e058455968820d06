package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Supplier;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.tx.Transactions;

/** The turns of writers to an account, shared by all services of the store. */
@Service
final class Lanes {

    private final AccountLanes<WaitingAppend> lanes = new AccountLanes<>();
    private final OwnChanges own;

    @Inject
    Lanes(OwnChanges own) {
        this.own = own;
    }

    AccountLanes<WaitingAppend> lanes() {
        return lanes;
    }

    /** A transaction in the turns of several accounts; work within an open one joins it and relies on the row locks, for whoever has a row must not wait for a turn. */
    <T> T write(Transactions transactions, Set<AccountId> accounts, Supplier<T> work) {
        var ordered = accounts.stream()
                .sorted(Comparator.comparingLong(AccountId::value))
                .toList();
        return transactions.active() ? work.get() : lanes.alone(ordered, () -> own.transaction(work));
    }

    /** A transaction in the account's turn; work within an open one joins it and relies on the row lock. */
    <T> T write(Transactions transactions, AccountId account, Supplier<T> work) {
        return transactions.active() ? work.get() : lanes.alone(account, () -> own.transaction(work));
    }
}
