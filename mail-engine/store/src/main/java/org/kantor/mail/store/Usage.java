package org.kantor.mail.store;

import java.util.List;
import java.util.Map;
import org.kantor.kernel.AccountId;

/** What mail occupies, for lists of accounts. */
public interface Usage {

    /** Octets of each account's messages; one query. Accounts without mail may be missing. */
    Map<AccountId, Long> bytes(List<AccountId> accounts);
}
