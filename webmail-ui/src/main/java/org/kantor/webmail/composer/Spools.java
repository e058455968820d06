package org.kantor.webmail.composer;

import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;
import org.kantor.bean.Service;
import org.kantor.bean.TemporaryFiles;
import org.kantor.kernel.AccountId;

/** Makes spools, and keeps what all of an account's have on disk within {@value #MOST} octets, uploads that have begun counted whole. Safe from any thread. */
@Service
public final class Spools {

    /** Ten messages as large as messages can be. */
    static final long MOST = 10 * Spool.LIMIT;

    private final ConcurrentHashMap<AccountId, Long> taken = new ConcurrentHashMap<>();

    private final TemporaryFiles files;

    @Inject
    public Spools(TemporaryFiles files) {
        this.files = files;
    }

    Spool open(AccountId account) {
        return new Spool(
                new Spool.Room() {
                    @Override
                    public boolean take(long octets) {
                        return Spools.this.take(account, octets);
                    }

                    @Override
                    public void give(long octets) {
                        Spools.this.give(account, octets);
                    }
                },
                files);
    }

    private boolean take(AccountId account, long octets) {
        var fits = new boolean[1];
        taken.compute(account, (key, have) -> {
            var now = have == null ? 0 : have;
            fits[0] = octets <= MOST - now;
            return fits[0] ? Long.valueOf(now + octets) : have;
        });
        return fits[0];
    }

    private void give(AccountId account, long octets) {
        taken.computeIfPresent(account, (key, have) -> have == octets ? null : Long.valueOf(have - octets));
    }

    /** What the account has on disk now, in octets. */
    long taken(AccountId account) {
        return taken.getOrDefault(account, 0L);
    }
}
