package org.kantor.bean;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.kantor.testkit.MutableClock;

class RecentTest {

    private final MutableClock clock = new MutableClock();
    private final Recent<String, String> recent = new Recent<>(clock, Duration.ofSeconds(10), 2);

    @Test
    void aValueIsRememberedForItsTime() {
        assertThat(recent.get("a", () -> "1")).isEqualTo("1");
        assertThat(recent.get("a", () -> "2")).isEqualTo("1");
        clock.advance(Duration.ofSeconds(10));
        assertThat(recent.get("a", () -> "2")).isEqualTo("2");
    }

    @Test
    void whatWasLookedUpBeforeAChangeIsNotKeptAfterIt() {
        var seen = recent.get("a", () -> {
            recent.forget();
            return "stale";
        });
        assertThat(seen).isEqualTo("stale");
        assertThat(recent.peek("a")).isNull();
    }

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        recent.get("a", () -> "1");
        recent.get("b", () -> "2");
        recent.peek("a");
        recent.get("c", () -> "3");
        assertThat(recent.peek("b")).isNull();
        assertThat(recent.peek("a")).isEqualTo("1");
    }
}
