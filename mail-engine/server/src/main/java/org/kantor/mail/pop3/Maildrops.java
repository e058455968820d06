package org.kantor.mail.pop3;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;

/** The exclusive lock on each account's maildrop (RFC 1939 section 4): a second session is told IN-USE. Safe from any thread. */
@Service
public final class Maildrops {

    private final Set<AccountId> locked = ConcurrentHashMap.newKeySet();

    boolean lock(AccountId account) {
        return locked.add(account);
    }

    void unlock(AccountId account) {
        locked.remove(account);
    }
}
