package org.kantor.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.kantor.testkit.MutableClock;

class AttemptsTest {

    private final MutableClock clock = new MutableClock();
    private final Attempts attempts = new Attempts(clock, 3, Duration.ofSeconds(10), 100);

    @Test
    void aFullBucketRefusesUntilSomeHasLeaked() {
        for (var i = 0; i < 5; i++) {
            attempts.wrong("x");
        }
        assertThat(attempts.allowed("x")).isFalse();
        assertThat(attempts.allowed("y")).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(attempts.allowed("x")).isTrue();
        attempts.wrong("x");
        assertThat(attempts.allowed("x")).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(attempts.level("x")).isZero();
    }

    @Test
    void onlySoManyPartiesAreRemembered() {
        for (var i = 0; i < 1000; i++) {
            attempts.wrong("party " + i);
        }
        assertThat(attempts.level("party 0")).isZero();
        assertThat(attempts.level("party 999")).isEqualTo(1);
    }
}
