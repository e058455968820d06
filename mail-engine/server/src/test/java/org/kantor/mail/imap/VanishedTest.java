package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.wire.imap.SelectParameters;
import org.kantor.mail.wire.imap.SequenceSet;
import org.kantor.mail.wire.imap.SequenceSet.Range;

class VanishedTest {

    private static SequenceSet set(String text) {
        var ranges = new ArrayList<Range>();
        for (var part : text.split(",")) {
            var ends = Arrays.stream(part.split(":"))
                    .mapToLong(end -> end.equals("*") ? SequenceSet.LARGEST : Long.parseLong(end))
                    .toArray();
            ranges.add(new Range(ends[0], ends[ends.length - 1]));
        }
        return new SequenceSet(ranges);
    }

    private static Vanished asked(MailboxView view, String text) {
        return text.equals("any") ? Vanished.any(view) : Vanished.among(view, set(text));
    }

    /** Everything up to 20 was there once. */
    private static MailboxView view(String uids) {
        return PlainView.of(uids + " 20");
    }

    @ParameterizedTest(name = "of [{0}] asked for [{1}], removed [{2}]: [{3}]")
    @CsvSource({
        "'1 2 5 9', any,       '3 4 7',     '3:4,7'",
        "'1 2 5 9', '4:6',     '3 4 7',     '4'",
        "'1 2 5 9', '7,1:3',   '3 4 7',     '3,7'",
        "'1 2 5 9', '8:*',     '3 4 7 19',  '19'",
        "'1 2 5 9', any,       '2 3 9',     '3'",
        "'1 2 5 9', '1:2',     '3',         ''",
        "'1 2 5 9', any,       '',          ''"
    })
    void aClientForgetsWhatWasRemovedOfWhatItAskedFor(String view, String asked, String removed, String vanished) {
        var uids = removed.isEmpty()
                ? new long[0]
                : Arrays.stream(removed.split(" ")).mapToLong(Long::parseLong).toArray();
        assertThat(asked(view(view), asked).of(uids)).hasToString(vanished);
    }

    @ParameterizedTest(name = "of [{0}] asked for [{1}]: [{2}]")
    @CsvSource({
        "'1 2 5 9', any,           '3:4,6:8,10:19'",
        "'1 2 5 9', '2:7',         '3:4,6:7'",
        "'1 2 5 9', '3,6:8',       '3,6:8'",
        "'1 2 5 9', '1:2,5',       ''",
        "'1 2 5 9', '15:99999999', '15:19'",
        "'1 2 5 9', '18:*',        '18:19'",
        "'1 2 5 9', '21:40',       ''"
    })
    void whenNobodyKnowsAllThatIsNotThereVanished(String view, String asked, String vanished) {
        assertThat(asked(view(view), asked).absent()).hasToString(vanished);
    }

    @Test
    void anEmptyMailboxHasLostAllItEverHad() {
        assertThat(Vanished.any(PlainView.of("")).absent()).hasToString("");
        assertThat(Vanished.any(PlainView.of("7")).absent()).hasToString("1:6");
    }

    @Test
    void aUidIsAskedForOrNot() {
        var vanished = asked(view("1"), "7,2:4");
        assertThat(LongStream.rangeClosed(1, 8)
                        .filter(vanished::asks)
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(" ")))
                .isEqualTo("2 3 4 7");
        assertThat(vanished.above(3).asked()).isEqualTo(List.of(new Range(4, 4), new Range(7, 7)));
    }

    /** RFC 7162 section 3.2.5.2. */
    @ParameterizedTest(name = "numbers [{0}] with UIDs [{1}] match up to {2}")
    @CsvSource({
        "'1,3,4',  '1,5,9',    9",
        "'1,3,5',  '1,5,9',    5",
        "'2:3',    '1:2',      0",
        "'1:2',    '1:2',      2",
        "'1,2,3',  '1',        1",
        "'1',      '1:3',      1",
        "'3,9',    '5,20',     5"
    })
    void theSampleSaysHowFarTheClientMissedNothing(String numbers, String uids, long matched) {
        var match = new SelectParameters.Match(set(numbers), set(uids));
        assertThat(Vanished.matched(view("1 2 5 9"), match)).isEqualTo(matched);
    }
}
