package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kantor.mail.wire.imap.SortCriterion;
import org.kantor.mail.wire.imap.SortCriterion.Key;

class SortHandlerTest {

    /** RFC 5256 section 3: one criterion after the other, each reversed or not, then the sequence number. */
    @Test
    void theOrderIsThatOfComparingOneCriterionAfterTheOther() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++) {
            var messages = new ArrayList<PlainKeys.Message>();
            for (var i = random.nextInt(30); i >= 0; i--) {
                messages.add(new PlainKeys.Message(-1, date(random), random.nextInt(4), false, List.of()));
            }
            var all = IntStream.range(0, messages.size()).toArray();
            var keyed = KeyedMessages.of(PlainView.of(messages.size()), new PlainKeys(messages, 0), all);
            var criteria = random.ints(1 + random.nextInt(3), 0, Key.values().length)
                    .mapToObj(key -> new SortCriterion(Key.values()[key], random.nextBoolean()))
                    .toList();
            var expected = IntStream.range(0, messages.size())
                    .boxed()
                    .sorted(comparator(messages, criteria))
                    .toList();
            assertThat(SortHandler.sorted(keyed, criteria))
                    .as("seed %d round %d: %s of %s", seed, round, criteria, messages)
                    .containsExactly(expected.stream().mapToInt(i -> i).toArray());
        }
    }

    /** Some at the ends of what a Date field can say. */
    private static long date(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> 253_402_300_799L;
            case 1 -> -62_167_219_200L;
            default -> random.nextInt(5);
        };
    }

    private static Comparator<Integer> comparator(List<PlainKeys.Message> messages, List<SortCriterion> criteria) {
        Comparator<Integer> all = (a, b) -> 0;
        for (var criterion : criteria) {
            Comparator<Integer> one = Comparator.comparingLong(position -> switch (criterion.key()) {
                case ARRIVAL, RELEVANCY, SIZE -> 0;
                case DATE -> messages.get(position).sent();
                default -> messages.get(position).subject();
            });
            all = all.thenComparing(criterion.reverse() ? one.reversed() : one);
        }
        return all;
    }

    @Test
    void messagesThatAreGoneAreLeftOut() {
        var known = List.of(
                new PlainKeys.Message(-1, 2, 0, false, List.of()), new PlainKeys.Message(-1, 1, 0, false, List.of()));
        var keyed = KeyedMessages.of(PlainView.of(4), new PlainKeys(known, 0), new int[] {0, 1, 3});
        assertThat(SortHandler.sorted(keyed, List.of(new SortCriterion(Key.DATE, false))))
                .containsExactly(1, 0);
        assertThat(keyed.number(1, true)).isEqualTo(2);
    }
}
