package org.kantor.identity.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong attempts of many parties, each as a leaky bucket: a wrong attempt fills it by one, time empties it, and while it is full nothing
 * is tried. The parties seen last are kept when there are too many. Safe from any thread.
 */
final class Attempts {

    private record Bucket(double level, Instant at) {}

    private final Clock clock;
    private final int capacity;
    private final Duration leak;
    private final Map<String, Bucket> buckets;

    /** @param leak how long one wrong attempt takes to be forgotten */
    Attempts(Clock clock, int capacity, Duration leak, int most) {
        this.clock = clock;
        this.capacity = capacity;
        this.leak = leak;
        this.buckets = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    boolean allowed(String party) {
        return level(party) < capacity;
    }

    void wrong(String party) {
        synchronized (buckets) {
            buckets.put(party, new Bucket(Math.min(level(party) + 1, capacity), clock.instant()));
        }
    }

    /** How many wrong attempts are remembered of the party. */
    double level(String party) {
        synchronized (buckets) {
            @Nullable Bucket bucket = buckets.get(party);
            if (bucket == null) {
                return 0;
            }
            var passed = Duration.between(bucket.at(), clock.instant());
            var left = bucket.level() - (double) passed.toMillis() / leak.toMillis();
            if (left <= 0) {
                buckets.remove(party);
                return 0;
            }
            return left;
        }
    }
}
