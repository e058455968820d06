package org.kantor.mail.search.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    /** The load before the rest has the worker's own part in it and must not count. */
    @ParameterizedTest
    @CsvSource({"250, 0.9, 0.2, 250", "250, 0.1, 0.8, 2250", "250, 0.9, -1, 250", "5, 0.9, 0.9, 5"})
    void theWorkerRestsNineTimesAsLongWhereOthersKeepTheMachineBusy(
            long worked, double before, double meanwhile, long rested) throws InterruptedException {
        var loads = new ArrayDeque<>(List.of(before, meanwhile));
        var slept = new AtomicLong();
        new Pace(loads::remove, slept::addAndGet).rest(Duration.ofMillis(worked).toNanos());
        assertThat(Duration.ofNanos(slept.get())).hasMillis(rested);
    }
}
