package org.kantor.identity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;

/** Random 128-bit passwords for one device or program each, limited to some services, revocable one by one. */
public interface AppPasswords {

    List<AppPassword> list(AccountId account);

    /** The secret is shown once, here; only a hash is kept. */
    Created create(AccountId account, String name, Set<Authenticator.Service> services);

    /**
     * It is good for nothing from now on, and the connections that were opened with it end. Refused: NOT_FOUND.
     *
     * @return takes that back: the same secret is good for the same services, and the dates are what they were. Refused: LIMIT, and CONDITION when a password was made meanwhile whose salt is
     *     another one, which is so only where this one was the last (docs/decisions/0065)
     */
    Runnable revoke(AccountId account, long id);

    /** Gives an account of a test domain a password that was chosen, for all services, in place of those it has; refused elsewhere. */
    void giveTestPassword(AccountId account, String secret);

    record AppPassword(
            long id,
            String name,
            Set<Authenticator.Service> services,
            Instant created,
            @Nullable Instant lastUsed) {}

    record Created(AppPassword password, String secret) {}
}
