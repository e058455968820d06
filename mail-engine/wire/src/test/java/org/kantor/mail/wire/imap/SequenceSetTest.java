package org.kantor.mail.wire.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceSetTest {

    private static SequenceSet set(String text) {
        return ((UidExpunge) Commands.parse("a UID EXPUNGE " + text + "\r\n")).messages();
    }

    @ParameterizedTest
    @CsvSource({
        "'1', 10, '1'",
        "'3,1,2', 10, '1:3'",
        "'5:2', 10, '2:5'",
        "'*', 10, '10'",
        "'8:*', 10, '8:10'",
        "'12:*', 10, '10:12'",
        "'*:4,5', 10, '4:10'",
        "'1:3,2:5,9', 10, '1:5,9'",
        "'1:*', 0, '1'",
        "'*', 0, ''",
        "'1,1,1', 10, '1'"
    })
    void aSetResolvesToAscendingRanges(String text, long largest, String ranges) {
        assertThat(set(text).resolve(largest).stream().map(String::valueOf).collect(Collectors.joining(",")))
                .isEqualTo(ranges);
    }

    @Test
    void numbersAreWrittenAsFewRanges() {
        assertThat(SequenceSet.of(new long[] {1, 2, 3, 5, 7, 8})).hasToString("1:3,5,7:8");
        assertThat(SequenceSet.of(new long[0]).ranges()).isEmpty();
    }

    @Test
    void theLargestWrittenNumberIsKnown() {
        assertThat(Stream.of("*", "1:*", "7,3", "2:9,*").map(text -> set(text).largestWritten()))
                .containsExactly(0L, 1L, 7L, 9L);
    }
}
