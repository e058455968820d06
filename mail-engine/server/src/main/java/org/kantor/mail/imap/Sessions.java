package org.kantor.mail.imap;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kantor.kernel.AccountId;

/** The sessions that are logged in, by account. Safe from any thread. */
final class Sessions {

    private final ConcurrentHashMap<AccountId, Set<ImapSession>> byAccount = new ConcurrentHashMap<>();

    void add(AccountId account, ImapSession session) {
        byAccount.compute(account, (id, sessions) -> {
            var all = sessions == null ? ConcurrentHashMap.<ImapSession>newKeySet() : sessions;
            all.add(session);
            return all;
        });
    }

    void remove(AccountId account, ImapSession session) {
        byAccount.computeIfPresent(account, (id, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    /** Ends every session of the account with BYE. */
    void end(AccountId account, String why) {
        byAccount.getOrDefault(account, Set.of()).forEach(session -> session.endFromOutside(why));
    }
}
