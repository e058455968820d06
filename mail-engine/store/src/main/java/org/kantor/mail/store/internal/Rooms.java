package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Recent;
import org.kantor.bean.Service;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Messages.Usage;
import org.kantor.tx.Jdbc;

/**
 * Whether accounts have room for one more message. What an account holds is remembered for a moment, and by that it is answered while it stays below the warning level with
 * the message, or has no room for it: neither a stream of messages nor one of vain attempts asks for each. Safe from any thread.
 */
@Service
final class Rooms {

    private static final Duration LIFE = Duration.ofSeconds(2);
    private static final int MOST = 10_000;

    private final Jdbc jdbc;
    private final Quotas quotas;
    private final Recent<AccountId, Usage> known;

    @Inject
    Rooms(Jdbc jdbc, Quotas quotas, Clock clock) {
        this.jdbc = jdbc;
        this.quotas = quotas;
        this.known = new Recent<>(clock, LIFE, MOST);
    }

    /** One statement for all whose use is not known. */
    boolean hasRoom(List<AccountId> accounts, long octets) {
        var asked = new LinkedHashMap<AccountId, Quota>();
        for (var account : accounts) {
            var quota = limit(account);
            if (!quota.canHold(octets)) {
                return false;
            }
            if (!quota.isLimited()) {
                continue;
            }
            var usage = known.peek(account);
            if (usage != null && !quota.hasRoom(usage.bytes(), usage.messages(), octets, 1)) {
                return false;
            }
            if (!hasPlenty(quota, usage, octets)) {
                asked.put(account, quota);
            }
        }
        if (asked.isEmpty()) {
            return true;
        }
        var since = known.generation();
        var used = jdbc.read(connection -> MailboxSql.usage(connection, List.copyOf(asked.keySet())));
        var all = true;
        for (var each : asked.entrySet()) {
            var usage = used.getOrDefault(each.getKey(), Usage.NONE);
            known.put(each.getKey(), usage, since);
            all &= each.getValue().hasRoom(usage.bytes(), usage.messages(), octets, 1);
        }
        return all;
    }

    /** Whoever delivers to an account that is gone hears of that. */
    private Quota limit(AccountId account) {
        try {
            return quotas.limit(account);
        } catch (Refused e) {
            return Quota.NONE;
        }
    }

    private static boolean hasPlenty(Quota quota, @Nullable Usage usage, long octets) {
        return usage != null && !quota.isWarning(usage.bytes() + octets, usage.messages() + 1);
    }
}
