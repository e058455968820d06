package org.kantor.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.kernel.Refused;

class QuotaTest {

    @ParameterizedTest
    @CsvSource({
        // limits, use, percent
        "0, 0, 5, 5, 0",
        "100, 0, 0, 7, 0",
        "100, 0, 89, 7, 89",
        "100, 0, 100, 7, 100",
        "100, 0, 300, 7, 100",
        "0, 10, 5, 9, 90",
        "100, 10, 95, 2, 95",
        "100, 10, 20, 9, 90",
        "9223372036854775807, 0, 4611686018427387904, 0, 50",
    })
    void itIsAsFullAsWhatIsScarcer(long bytes, long messages, long usedBytes, long usedMessages, int percent) {
        var quota = new Quota(bytes, messages);
        assertThat(quota.percent(usedBytes, usedMessages)).isEqualTo(percent);
        assertThat(quota.isWarning(usedBytes, usedMessages)).isEqualTo(percent >= 90);
    }

    @ParameterizedTest
    @CsvSource({
        // limits, use, octets of one more, whether it fits, whether it ever can
        "0, 0, 9223372036854775807, 9, 9223372036854775807, true, true",
        "100, 0, 90, 9, 10, true, true",
        "100, 0, 90, 9, 11, false, true",
        "100, 0, 0, 0, 101, false, false",
        "100, 0, 300, 9, 1, false, true",
        "0, 10, 5, 9, 1, true, true",
        "0, 10, 5, 10, 1, false, true",
        "100, 10, 95, 9, 5, true, true",
        "9223372036854775807, 0, 1, 0, 9223372036854775807, false, true",
    })
    void oneMoreFitsIfNothingIsExceeded(
            long bytes, long messages, long usedBytes, long usedMessages, long octets, boolean fits, boolean ever) {
        var quota = new Quota(bytes, messages);
        assertThat(quota.hasRoom(usedBytes, usedMessages, octets, 1)).isEqualTo(fits);
        assertThat(quota.canHold(octets)).isEqualTo(ever);
    }

    @Test
    void aNegativeOneIsRefused() {
        assertThatThrownBy(() -> new Quota(-1, 0)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> new Quota(0, -1)).isInstanceOf(Refused.class);
    }
}
