package org.kantor.change;

import java.util.List;
import org.kantor.kernel.AccountId;

/**
 * The one writer and reader of the change stream. Writing needs an open transaction; the account's counter row stays locked until its end, so that
 * numbers become visible in order.
 */
public interface ChangeStream {

    /** Locks the account's counter and takes the transaction's number (the same one again within one transaction). */
    long next(AccountId account);

    /** Appends what the transaction did to a collection, under the number of {@link #next}; the bus tells listeners after commit. */
    void append(
            AccountId account, Collection collection, long[] created, long[] updated, long[] destroyed, Actor actor);

    /** The account's newest committed number; 0 for an account without changes. */
    long current(AccountId account);

    /**
     * Changes of a collection with numbers above {@code since}, oldest first.
     *
     * @throws org.kantor.kernel.Refused CANNOT when the stream has been trimmed above that number: the client must start afresh
     */
    List<Change> since(AccountId account, Collection collection, long since);
}
