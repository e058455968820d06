package org.kantor.identity;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.kantor.bean.Recent;
import org.kantor.bean.Service;
import org.kantor.directory.AccountDisabled;
import org.kantor.kernel.AccountId;

/**
 * The connections that live by a log-in, and what they were let in with: they end when that is good for nothing any more. Safe from any thread. See
 * docs/decisions/0157.
 */
@Service
public final class Authentications {

    /** Longer than any log-in takes from the question to {@link #enter}. */
    private static final Duration LIFE = Duration.ofHours(1);

    private static final int MOST = 100_000;

    /** A connection that is logged in. */
    public interface Session {

        /** Ends it soon, after the answer to the command that is being worked on; does not wait for that. Called from any thread, perhaps more than once. */
        void revoked();
    }

    private final Map<AccountId, Map<Session, Authentication>> open = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /** By account, or by the app password's number: the count at which it was revoked last. */
    private final Recent<Object, Long> revoked;

    @Inject
    public Authentications(Clock clock) {
        revoked = new Recent<>(clock, LIFE, MOST);
    }

    /** Taken before a log-in is judged: what is revoked from then on ends it. */
    public long now() {
        return count.get();
    }

    /** Until {@link #leave}, the session ends with what it was let in with; at once if that was revoked while it was being let in. */
    public void enter(Authentication by, Session session) {
        open.compute(by.account(), (account, sessions) -> {
            var all = sessions == null ? new ConcurrentHashMap<Session, Authentication>() : sessions;
            all.put(session, by);
            return all;
        });
        var appPassword = by.appPassword();
        if (isRevoked(by.account(), by) || appPassword != null && isRevoked(appPassword, by)) {
            session.revoked();
        }
    }

    private boolean isRevoked(Object what, Authentication by) {
        var when = revoked.peek(what);
        return when != null && when > by.asked();
    }

    public void leave(Authentication by, Session session) {
        open.computeIfPresent(by.account(), (account, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    /** Whatever the account's sessions were let in with. After those that forget what they remember of it: whoever comes back is judged anew. */
    public void disabled(@Observes @Priority(2) AccountDisabled event) {
        revoke(event.account());
        open.getOrDefault(event.account(), Map.of()).keySet().forEach(Session::revoked);
    }

    /** Those that were let in with this app password; nobody is let in with it any more. */
    public void revoked(AccountId account, long appPassword) {
        revoke(appPassword);
        open.getOrDefault(account, Map.of()).forEach((session, by) -> {
            if (Long.valueOf(appPassword).equals(by.appPassword())) {
                session.revoked();
            }
        });
    }

    private synchronized void revoke(Object what) {
        revoked.put(what, count.incrementAndGet(), revoked.generation());
    }
}
