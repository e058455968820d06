package org.kantor.webmail.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTaskTest {

    private static final List<String> LISTS = List.of("Personal", "Site visit", "Site", "Rapat");

    /** A Wednesday. */
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-25T10:00");

    private static TypedTask read(String text) {
        return TypedTaskReader.read(text, NOW, LISTS);
    }

    private static String due(TypedTask task) {
        var due = task.due();
        return due == null ? "" : due.date() + (due.time() == null ? "" : "T" + due.time());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Beli kado                              | Beli kado             |
            Beli kado hari ini                     | Beli kado             | 2026-11-25
            Approve it yesterday                   | Approve it            | 2026-11-24
            Send it today                          | Send it               | 2026-11-25
            tomorrow call Bob                      | call Bob              | 2026-11-26
            Telepon Bob besok                      | Telepon Bob           | 2026-11-26
            Telepon Bob lusa pukul 9               | Telepon Bob           | 2026-11-27T09:00
            Send seating plan to Carol Fri 15:00   | Send seating plan to Carol | 2026-11-27T15:00
            Kirim denah jumat 15.00                | Kirim denah           | 2026-11-27T15:00
            Kirim denah Jum'at jam 3 sore          | Kirim denah           | 2026-11-27T15:00
            Report on wed                          | Report                | 2026-12-02
            Report, by Thursday                    | Report                | 2026-11-26
            Report thu, then sleep                 | Report, then sleep    | 2026-11-26
            Report next fri                        | Report                | 2026-12-04
            Laporan senin depan                    | Laporan               | 2026-11-30
            Laporan minggu depan                   | Laporan               | 2026-11-30
            Laporan hari Minggu                    | Laporan               | 2026-11-29
            Plan next month                        | Plan                  | 2026-12-01
            Rapat 28 Nov                           | Rapat                 | 2026-11-28
            Rapat 28 november 2027                 | Rapat                 | 2027-11-28
            Meet Nov 28 at 3pm                     | Meet                  | 2026-11-28T15:00
            Bayar 5 Januari                        | Bayar                 | 2027-01-05
            Leap 29 feb 2028                       | Leap                  | 2028-02-29
            Pay 2026-12-01                         | Pay                   | 2026-12-01
            Pay 1/12/2026 9am                      | Pay                   | 2026-12-01T09:00
            Pay in 3 days                          | Pay                   | 2026-11-28
            Bayar 2 minggu lagi                    | Bayar                 | 2026-12-09
            Bayar dalam 1 bulan                    | Bayar                 | 2026-12-25
            Call 15:00                             | Call                  | 2026-11-25T15:00
            Call 09:00                             | Call                  | 2026-11-26T09:00
            Call at noon                           | Call                  | 2026-11-25T12:00
            Call tomorrow 3:30 pm                  | Call                  | 2026-11-26T15:30
            Telepon jam 12 malam                   | Telepon               | 2026-11-26T00:00
            Telepon jam 11 siang                   | Telepon               | 2026-11-25T11:00
            Telepon jam 1 siang                    | Telepon               | 2026-11-25T13:00
            Check invoice 2026/11/131              | Check invoice 2026/11/131 |
            Price 15.00 each                       | Price 15.00 each      |
            Buy 3 apples                           | Buy 3 apples          |
            Call at 25:00                          | Call at 25:00         |
            Pay 31 Feb                             | Pay 31 Feb            |
            May I ask Mark                         | May I ask Mark        |
            Read "Friday" report                   | Read "Friday" report  |
            Read "The Day After Tomorrow" friday   | Read "The Day After Tomorrow" | 2026-11-27
            two fri and sat                        | two and sat           | 2026-11-27
            İstanbul besok                         | İstanbul              | 2026-11-26
            """)
    void aLineIsReadAsATask(String text, String title, String due) {
        var task = read(text);
        assertThat(task.title()).isEqualTo(title);
        assertThat(due(task)).isEqualTo(due == null ? "" : due);
        assertThat(task.recurrence()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Water plants every day          | Water plants | 2026-11-25       | FREQ=DAILY
            Siram tanaman setiap hari       | Siram tanaman| 2026-11-25       | FREQ=DAILY
            Stand-up every weekday 9:00     | Stand-up     | 2026-11-26T09:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
            Report every monday             | Report       | 2026-11-30       | FREQ=WEEKLY;BYDAY=MO
            Report every wed                | Report       | 2026-11-25       | FREQ=WEEKLY;BYDAY=WE
            Laporan setiap senin pukul 8    | Laporan      | 2026-11-30T08:00 | FREQ=WEEKLY;BYDAY=MO
            Ibadah setiap hari minggu       | Ibadah       | 2026-11-29       | FREQ=WEEKLY;BYDAY=SU
            Gaji setiap bulan 28 Nov        | Gaji         | 2026-11-28       | FREQ=MONTHLY
            Bayar tiap 2 minggu             | Bayar        | 2026-11-25       | FREQ=WEEKLY;INTERVAL=2
            Tax every year                  | Tax          | 2026-11-25       | FREQ=YEARLY
            """)
    void whatRepeatsIsARule(String text, String title, String due, String rule) {
        var task = read(text);
        assertThat(task.title()).isEqualTo(title);
        assertThat(due(task)).isEqualTo(due);
        assertThat(task.recurrence()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Send plan #Site visit           | Send plan         | 1
            Send plan #site visit tomorrow  | Send plan         | 1
            Send plan #SITE now             | Send plan now     | 2
            Send plan #pers                 | Send plan         | 0
            Send plan #unknown              | Send plan #unknown| -1
            Issue # 17                      | Issue # 17        | -1
            Fix #17 #rapat                  | Fix #17           | 3
            """)
    void aListIsNamedByASign(String text, String title, int list) {
        var task = read(text);
        assertThat(task.title()).isEqualTo(title);
        assertThat(task.list()).isEqualTo(list);
    }

    @Test
    void whatWasUnderstoodIsMarkedWhereItStands() {
        var text = "Send seating plan to Carol Fri 15:00 #Site visit, please";
        assertThat(read(text).spans().stream()
                        .map(span -> text.substring(span.from(), span.to()))
                        .collect(Collectors.joining("|")))
                .isEqualTo("Fri|15:00|#Site visit");
    }

    @Test
    void aDateAloneIsATitle() {
        assertThat(read("tomorrow").title()).isEqualTo("tomorrow");
        assertThat(read("tomorrow").due()).isNull();
        assertThat(read("  ").title()).isEmpty();
    }

    @Test
    void noTextIsTooOdd() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var parts = List.of(
                "fri",
                "#",
                "#site",
                "\"",
                "28",
                "nov",
                "at",
                "15:00",
                "every",
                "2",
                "weeks",
                "hari",
                "99:99",
                ",",
                "\u00a0",
                "\ud83d\ude00",
                "next",
                "depan");
        for (var i = 0; i < 5_000; i++) {
            var text = random.ints(random.nextInt(8), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining(" "));
            var task = read(text);
            assertThat(task.spans())
                    .as("seed %s: %s", seed, text)
                    .allMatch(span -> span.from() < span.to() && span.to() <= text.length());
        }
    }
}
