package org.kantor.mail.store.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Below which UIDs all messages have been announced as recent (RFC 3501 section 2.3.2), as far as this node knows. That only grows, so what is known stays true
 * whatever other nodes do. Safe from any thread.
 */
final class RecentClaims {

    private static final int MOST = 10_000;

    private final Map<Views.Key, Long> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Views.Key, Long> eldest) {
            return size() > MOST;
        }
    };

    synchronized boolean hasAll(Views.Key mailbox, long uidNext) {
        var below = known.get(mailbox);
        return below != null && below >= uidNext;
    }

    synchronized void claimed(Views.Key mailbox, long uidNext) {
        known.merge(mailbox, uidNext, Math::max);
    }
}
