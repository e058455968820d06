package org.kantor.mail.store.internal;

import org.kantor.kernel.AccountId;

/** How much an account may store. */
public interface Quotas {

    /**
     * Octets; 0 for no limit.
     *
     * @throws org.kantor.kernel.Refused NOT_FOUND when there is no such account
     */
    long limit(AccountId account);
}
