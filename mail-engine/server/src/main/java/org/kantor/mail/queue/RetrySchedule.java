package org.kantor.mail.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a recipient who could not be reached is tried again, when the sender hears of the delay, and when we give up (RFC 5321 section 4.5.4.1). */
public final class RetrySchedule {

    /** RFC 5321 section 4.5.4.1: at least 4 to 5 days. */
    public static final Duration LIFETIME = Duration.ofDays(5);

    /** After this the sender is told of the delay, once. */
    public static final Duration DELAY_NOTICE = Duration.ofHours(4);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4));

    private RetrySchedule() {}

    /** How long to wait after that many failed attempts. */
    public static Duration pause(int attempts) {
        return PAUSES.get(Math.clamp(attempts - 1L, 0, PAUSES.size() - 1));
    }

    /**
     * When to try again; the last attempt falls on the end of the lifetime.
     *
     * @param arrived when the message was queued
     * @param attempts how many have failed, this one included
     * @return empty when the lifetime is over
     */
    public static Optional<Instant> next(Instant arrived, int attempts, Instant now) {
        var end = arrived.plus(LIFETIME);
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        var next = now.plus(pause(attempts));
        return Optional.of(next.isAfter(end) ? end : next);
    }

    public static boolean delayed(Instant arrived, Instant now) {
        return !now.isBefore(arrived.plus(DELAY_NOTICE));
    }
}
