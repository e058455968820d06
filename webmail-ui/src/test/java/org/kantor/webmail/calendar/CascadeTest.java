package org.kantor.webmail.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.calendar.Cascade.Placed;
import org.kantor.webmail.calendar.Cascade.Span;

class CascadeTest {

    @Test
    void anEventAloneTakesTheWholeDay() {
        assertThat(Cascade.place(List.of(new Span(60, 120), new Span(120, 180))))
                .containsExactly(new Placed(0, 100, 0), new Placed(0, 100, 0));
    }

    @Test
    void theLaterOfTwoLiesPartlyOverTheEarlier() {
        assertThat(Cascade.place(List.of(new Span(90, 150), new Span(60, 120))))
                .containsExactly(new Placed(50, 50, 1), new Placed(0, 85, 0));
    }

    @Test
    void aFreeLaneIsUsedAgain() {
        assertThat(Cascade.place(List.of(new Span(0, 60), new Span(0, 180), new Span(60, 120))))
                .extracting(Placed::lane)
                .containsExactly(1, 0, 1);
    }

    @Test
    void eventsThatOverlapNeverShareALane() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 500; round++) {
            var spans = new ArrayList<Span>();
            for (var i = random.nextInt(12); i >= 0; i--) {
                var from = random.nextInt(1300);
                spans.add(new Span(from, from + 1 + random.nextInt(140)));
            }
            var places = Cascade.place(spans);
            for (var i = 0; i < spans.size(); i++) {
                for (var j = 0; j < i; j++) {
                    var overlap = spans.get(i).from() < spans.get(j).to()
                            && spans.get(j).from() < spans.get(i).to();
                    if (overlap) {
                        assertThat(places.get(i).lane())
                                .as("seed " + seed)
                                .isNotEqualTo(places.get(j).lane());
                    }
                }
                assertThat(places.get(i).left() + places.get(i).width()).isLessThanOrEqualTo(100.0001);
            }
        }
    }
}
