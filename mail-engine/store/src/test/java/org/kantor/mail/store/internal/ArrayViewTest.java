package org.kantor.mail.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.internal.ArrayView.Delta;
import org.kantor.mail.store.internal.ArrayView.Row;

/** Views of several pages go through random changes beside a map of rows; every view before must stay what it was. */
class ArrayViewTest {

    private static final int STEPS = 120;
    private static final int KEPT = 12;
    private static final List<String> KEYWORDS = List.of("$Label1", "Todo", "work");

    private record Moment(ArrayView view, TreeMap<Long, Row> rows) {}

    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private final List<Moment> kept = new ArrayList<>();
    private long uidNext = 1;
    private long modseq = 1;

    @RepeatedTest(5)
    void everyViewIsWhatItsRowsAreAndStaysSo() {
        long seed = Long.getLong("kantor.seed", new Random().nextLong());
        System.out.println("ArrayViewTest: -Dkantor.seed=" + seed);
        var random = new Random(seed);
        var loader = new ArrayView.Loader(new MailboxId(1), random.nextInt(2) * 700);
        arrive(random, random.nextInt(800)).forEach(loader::add);
        var view = loader.finish(uidNext, modseq);
        for (var step = 0; step < STEPS; step++) {
            modseq++;
            var next = random.nextInt(3) == 0 ? flagged(view, random) : changed(view, random);
            assertThat(next).as("seed " + seed).isNotNull();
            assertThat(next.modseq()).isEqualTo(modseq);
            pointsAtEveryChange(view, next, "seed " + seed);
            view = next;
            kept.add(new Moment(view, new TreeMap<>(rows)));
            if (kept.size() > KEPT) {
                kept.remove(random.nextInt(KEPT));
            }
            for (var moment : kept) {
                is(moment.view, moment.rows, "step " + step + ", seed " + seed);
            }
        }
    }

    private List<Row> arrive(Random random, int count) {
        var arrived = new ArrayList<Row>();
        for (var i = 0; i < count; i++) {
            var row = new Row(
                    uidNext, random.nextInt(32), some(random), modseq, random.nextInt(9_000), uidNext * 7, uidNext * 3);
            rows.put(uidNext, row);
            arrived.add(row);
            uidNext += 1 + random.nextInt(3);
        }
        return arrived;
    }

    private static List<String> some(Random random) {
        return random.nextInt(4) > 0
                ? List.of()
                : KEYWORDS.stream().filter(word -> random.nextBoolean()).toList();
    }

    private long[] uids(Random random) {
        var from = random.nextInt(rows.size() + 1);
        var many = random.nextInt(3) == 0 ? 300 : 5;
        return rows.keySet().stream()
                .skip(from)
                .limit(many)
                .filter(uid -> random.nextInt(5) > 0)
                .mapToLong(Long::longValue)
                .toArray();
    }

    private @Nullable ArrayView flagged(ArrayView view, Random random) {
        var uids = uids(random);
        var mode = FlagChange.Mode.values()[random.nextInt(3)];
        var flags = random.nextInt(32);
        var words = mode == FlagChange.Mode.SET || random.nextBoolean() ? some(random) : null;
        for (var uid : uids) {
            var row = rows.get(uid);
            var now = words == null
                    ? row.keywords()
                    : Keywords.changed(Set.copyOf(row.keywords()), mode, words.toArray(String[]::new));
            rows.put(
                    uid,
                    new Row(
                            uid,
                            mode.of(row.flags(), flags),
                            now,
                            modseq,
                            row.octets(),
                            row.internalDate(),
                            row.message()));
        }
        return view.after(modseq, uids, mode, flags, words == null ? null : words.toArray(String[]::new));
    }

    private @Nullable ArrayView changed(ArrayView view, Random random) {
        var present = new TreeMap<Long, Row>();
        var destroyed = new long[0];
        if (random.nextBoolean()) {
            destroyed = uids(random);
            for (var uid : destroyed) {
                rows.remove(uid);
            }
        }
        if (random.nextInt(3) == 0) {
            for (var uid : uids(random)) {
                var row = rows.get(uid);
                var now = new Row(
                        uid, random.nextInt(32), some(random), modseq, row.octets(), row.internalDate(), row.message());
                rows.put(uid, now);
                present.put(uid, now);
            }
        }
        if (random.nextBoolean()) {
            arrive(random, random.nextInt(4) == 0 ? 400 : 3).forEach(row -> present.put(row.uid(), row));
        }
        var delta = new Delta(uidNext, modseq, List.copyOf(present.values()), destroyed);
        // What a transaction sees before its end writes into nobody's arrays.
        assertThat(view.after(delta, false)).isNotNull();
        return view.after(delta, true);
    }

    private static void is(ArrayView view, TreeMap<Long, Row> rows, String when) {
        assertThat(view.size()).as(when).isEqualTo(rows.size());
        var index = 0;
        var words = new TreeSet<String>();
        for (var row : rows.values()) {
            assertThat(new Row(
                            view.uid(index),
                            view.flags(index),
                            List.copyOf(view.keywords(index)),
                            view.modseq(index),
                            view.octets(index),
                            view.internalDate(index),
                            view.message(index)))
                    .as(when)
                    .isEqualTo(row);
            assertThat(view.indexOf(row.uid())).as(when).isEqualTo(index++);
            words.addAll(row.keywords());
        }
        assertThat(view.keywords()).as(when).isEqualTo(words);
    }

    private static void pointsAtEveryChange(ArrayView before, ArrayView after, String when) {
        for (var index = 0;
                index < Math.min(before.size(), after.size()) && before.uid(index) == after.uid(index);
                index++) {
            var different = after.firstDifferent(before, index);
            assertThat(different).as(when).isBetween(index, after.size());
            if (before.modseq(index) != after.modseq(index)) {
                assertThat(different).as(when).isEqualTo(index);
            }
        }
    }
}
