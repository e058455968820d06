package org.kantor.mail.session;

import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kantor.bean.Service;
import org.kantor.directory.AccountDisabled;
import org.kantor.kernel.AccountId;
import org.kantor.mail.listener.ServerConnection;

/** The connections of each account that is logged in over POP3 and submission; they are cut when it is disabled. Safe from any thread. */
@Service
public final class AccountSessions {

    private final Map<AccountId, Set<ServerConnection>> open = new ConcurrentHashMap<>();

    /** Until {@link #leave}, the connection ends with the account. */
    public void enter(AccountId account, ServerConnection connection) {
        open.compute(account, (id, connections) -> {
            var set = connections == null ? ConcurrentHashMap.<ServerConnection>newKeySet() : connections;
            set.add(connection);
            return set;
        });
    }

    public void leave(AccountId account, ServerConnection connection) {
        open.computeIfPresent(account, (id, connections) -> {
            connections.remove(connection);
            return connections.isEmpty() ? null : connections;
        });
    }

    void disabled(@Observes AccountDisabled event) {
        open.getOrDefault(event.account(), Set.of()).forEach(ServerConnection::abort);
    }
}
