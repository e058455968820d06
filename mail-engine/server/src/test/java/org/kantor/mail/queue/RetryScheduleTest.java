package org.kantor.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final Instant ARRIVED = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, PT2M",
        "1, PT2M",
        "2, PT5M",
        "3, PT10M",
        "4, PT20M",
        "5, PT30M",
        "6, PT1H",
        "7, PT2H",
        "8, PT4H",
        "9, PT4H",
        "1000, PT4H"
    })
    void thePauseGrowsWithTheAttempts(int attempts, Duration pause) {
        assertThat(RetrySchedule.pause(attempts)).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 1, PT2M",
        "PT2M, 2, PT7M",
        "PT10H, 9, PT14H",
        "P4DT23H, 30, P5D",
        "P4DT23H59M59S, 2, P5D",
    })
    void theNextTurnNeverFallsBeyondTheLifetime(Duration age, int attempts, Duration next) {
        assertThat(RetrySchedule.next(ARRIVED, attempts, ARRIVED.plus(age))).contains(ARRIVED.plus(next));
    }

    @Test
    void afterFiveDaysThereIsNoNextTurn() {
        assertThat(RetrySchedule.next(ARRIVED, 30, ARRIVED.plus(Duration.ofDays(5))))
                .isEmpty();
        assertThat(RetrySchedule.next(ARRIVED, 1, ARRIVED.plus(Duration.ofDays(9))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, false", "PT3H59M59S, false", "PT4H, true", "P2D, true"})
    void theSenderHearsOfADelayAfterFourHours(Duration age, boolean told) {
        assertThat(RetrySchedule.delayed(ARRIVED, ARRIVED.plus(age))).isEqualTo(told);
    }
}
