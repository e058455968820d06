package org.kantor.mail.store.internal;

import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;

/** How much an account may store. */
public interface Quotas {

    /** @throws org.kantor.kernel.Refused NOT_FOUND when there is no such account */
    Quota limit(AccountId account);
}
