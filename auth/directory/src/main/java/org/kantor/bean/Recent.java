package org.kantor.bean;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers values for a while, the most recently used ones when there are too many. What was looked up before a {@link #forget} and arrives
 * after it is not kept, so that a reader that was under way cannot bring a stale value back. Safe from any thread; loading blocks nobody else.
 */
public final class Recent<K, V> {

    private record Kept<V>(V value, Instant until) {}

    private final Clock clock;
    private final Duration life;
    private final Map<K, Kept<V>> entries;
    private final AtomicLong generation = new AtomicLong();

    public Recent(Clock clock, Duration life, int most) {
        this.clock = clock;
        this.life = life;
        this.entries = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
                return size() > most;
            }
        };
    }

    /** The remembered value, or the loaded one, which is remembered then. */
    public V get(K key, Supplier<V> load) {
        var known = peek(key);
        if (known != null) {
            return known;
        }
        var before = generation();
        var value = load.get();
        put(key, value, before);
        return value;
    }

    public @Nullable V peek(K key) {
        synchronized (entries) {
            var entry = entries.get(key);
            if (entry == null) {
                return null;
            }
            if (entry.until().isAfter(clock.instant())) {
                return entry.value();
            }
            entries.remove(key);
            return null;
        }
    }

    /** Taken before looking something up, for {@link #put}. */
    public long generation() {
        return generation.get();
    }

    /** Remembers a value that was looked up since the generation was taken, unless something was forgotten meanwhile. */
    public void put(K key, V value, long since) {
        synchronized (entries) {
            if (generation.get() == since) {
                entries.put(key, new Kept<>(value, clock.instant().plus(life)));
            }
        }
    }

    public void forget() {
        forget(value -> true);
    }

    /** Forgets the values for which the condition holds. */
    public void forget(Predicate<V> condition) {
        synchronized (entries) {
            generation.incrementAndGet();
            for (Iterator<Kept<V>> all = entries.values().iterator(); all.hasNext(); ) {
                if (condition.test(all.next().value())) {
                    all.remove();
                }
            }
        }
    }
}
