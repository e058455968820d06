package org.kantor.groupware.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.groupware.content.Component;

/** Rules, starts and what they give, many of them the examples of RFC 5545 section 3.8.5.3. */
class RecurrenceTest {

    private static final Zones ZONES = Zones.of(new Component("VCALENDAR", List.of(), List.of()), Zone.UTC);

    private static List<LocalDateTime> times(String rule, String start, int most) {
        return from(rule, start, start, most);
    }

    private static List<LocalDateTime> from(String rule, String start, String notBefore, int most) {
        var parsed = RecurrenceRule.parse(rule, ZONES);
        var until = parsed.until() == null ? null : parsed.until().local();
        var times = Occurrences.of(parsed, LocalDateTime.parse(start), until, LocalDateTime.parse(notBefore));
        var found = new ArrayList<LocalDateTime>();
        while (found.size() < most && times.hasNext()) {
            found.add(times.next());
        }
        return found;
    }

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource(delimiter = '|', textBlock = """
        FREQ=DAILY;COUNT=3                               | 1997-09-02T09:00 | 9-2 9-3 9-4
        FREQ=DAILY;INTERVAL=2                            | 1997-09-02T09:00 | 9-2 9-4 9-6 9-8
        FREQ=DAILY;INTERVAL=10;COUNT=5                   | 1997-09-02T09:00 | 9-2 9-12 9-22 10-2 10-12
        FREQ=YEARLY;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA | 1998-01-01T09:00 | 1-1 1-2 1-3 1-4
        FREQ=WEEKLY;COUNT=3                              | 1997-09-02T09:00 | 9-2 9-9 9-16
        FREQ=WEEKLY;INTERVAL=2;WKST=SU                   | 1997-09-02T09:00 | 9-2 9-16 9-30
        FREQ=WEEKLY;COUNT=6;WKST=SU;BYDAY=TU,TH          | 1997-09-02T09:00 | 9-2 9-4 9-9 9-11 9-16 9-18
        FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO | 1997-08-05T09:00 | 8-5 8-10 8-19 8-24
        FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU | 1997-08-05T09:00 | 8-5 8-17 8-19 8-31
        FREQ=MONTHLY;COUNT=4;BYDAY=1FR                   | 1997-09-05T09:00 | 9-5 10-3 11-7 12-5
        FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU   | 1997-09-07T09:00 | 9-7 9-28 11-2 11-30
        FREQ=MONTHLY;COUNT=3;BYDAY=-2MO                  | 1997-09-22T09:00 | 9-22 10-20 11-17
        FREQ=MONTHLY;BYMONTHDAY=-3                       | 1997-09-28T09:00 | 9-28 10-29 11-28 12-29
        FREQ=MONTHLY;COUNT=4;BYMONTHDAY=1,-1             | 1997-09-30T09:00 | 9-30 10-1 10-31 11-1
        FREQ=MONTHLY;COUNT=3                             | 1997-10-31T09:00 | 10-31 12-31 1-31
        FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13              | 1998-02-13T09:00 | 2-13 3-13 11-13 8-13
        FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3   | 1997-09-04T09:00 | 9-4 10-7 11-6
        FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2    | 1997-09-29T09:00 | 9-29 10-30 11-27 12-30
        FREQ=YEARLY;COUNT=4;BYMONTH=6,7                  | 1997-06-10T09:00 | 6-10 7-10 6-10 7-10
        FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200 | 1997-01-01T09:00 | 1-1 4-10 7-19 1-1
        FREQ=YEARLY;BYDAY=20MO                           | 1997-05-19T09:00 | 5-19 5-18 5-17
        FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO                 | 1997-05-12T09:00 | 5-12 5-11 5-17
        FREQ=YEARLY;BYWEEKNO=20                          | 1997-05-12T09:00 | 5-12 5-11 5-17
        FREQ=YEARLY;BYMONTH=3;BYDAY=TH                   | 1997-03-13T09:00 | 3-13 3-20 3-27 3-5
        FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8 | 1996-11-05T09:00 | 11-5 11-7 11-2
        FREQ=YEARLY                                      | 2024-02-29T09:00 | 2-29 2-29 2-29
        FREQ=YEARLY;BYYEARDAY=-1                         | 2024-12-31T09:00 | 12-31 12-31
        FREQ=WEEKLY;BYDAY=MO                             | 2026-11-24T09:00 | 11-24 11-30 12-7
        """)
    void aRuleGivesTheseDays(String rule, String start, String days) {
        var wanted = List.of(days.split(" "));
        assertThat(times(rule, start, wanted.size()).stream()
                        .map(time -> time.getMonthValue() + "-" + time.getDayOfMonth())
                        .collect(Collectors.toList()))
                .isEqualTo(wanted);
    }

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource(delimiter = '|', textBlock = """
        FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000     | 1997-09-02T09:00 | 09:00 12:00 15:00
        FREQ=MINUTELY;INTERVAL=15;COUNT=4                | 1997-09-02T09:00 | 09:00 09:15 09:30 09:45
        FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20,40;COUNT=7  | 1997-09-02T09:00 | 09:00 09:20 09:40 10:00 10:20 10:40 09:00
        FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10;COUNT=7    | 1997-09-02T09:00 | 09:00 09:20 09:40 10:00 10:20 10:40 09:00
        FREQ=SECONDLY;INTERVAL=30;COUNT=3                | 1997-09-02T09:00 | 09:00 09:00:30 09:01
        """)
    void aRuleGivesTheseTimes(String rule, String start, String times) {
        assertThat(times(rule, start, 20).stream()
                        .map(time -> time.toLocalTime().toString()))
                .containsExactly(times.split(" "));
    }

    @Test
    void untilCountsIfItIsExactlyATime() {
        assertThat(times("FREQ=DAILY;UNTIL=19970904T090000", "1997-09-02T09:00", 9))
                .hasSize(3);
        assertThat(times("FREQ=DAILY;UNTIL=19970904T085959", "1997-09-02T09:00", 9))
                .hasSize(2);
    }

    @Test
    void skippingAheadKeepsTheRhythm() {
        for (var rule : List.of(
                "FREQ=DAILY;INTERVAL=3",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
                "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=31",
                "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
                "FREQ=HOURLY;INTERVAL=7",
                "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO")) {
            var all = times(rule, "2000-02-29T10:00", 40_000);
            var late = LocalDateTime.parse("2027-01-01T00:00");
            assertThat(from(rule, "2000-02-29T10:00", "2027-01-01T00:00", 20))
                    .as(rule)
                    .isEqualTo(all.stream()
                            .filter(time -> !time.isBefore(late))
                            .limit(20)
                            .toList());
        }
    }

    @Test
    void aRuleThatNeverHappensEnds() {
        assertThat(times("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01T00:00", 9))
                .hasSize(1);
        assertThat(times("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01T00:00", 9))
                .hasSize(1);
        assertThat(times("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01T00:00", 9))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "FREQ=OFTEN",
                "COUNT=1",
                "FREQ=DAILY;COUNT=0",
                "FREQ=DAILY;COUNT=-1",
                "FREQ=DAILY;INTERVAL=0",
                "FREQ=DAILY;COUNT=2;UNTIL=20260101",
                "FREQ=DAILY;UNTIL=never",
                "FREQ=DAILY;BYMONTH=13",
                "FREQ=MONTHLY;BYMONTHDAY=0",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=WEEKLY;BYDAY=",
                "FREQ=DAILY;COUNT=99999999999",
                "FREQ=DAILY;BYFOO=1",
                "FREQ=DAILY;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16;BYSECOND=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16"
            })
    void aWrongRuleIsRefused(String rule) {
        if (rule.equals("FREQ=WEEKLY;BYDAY=")) {
            assertThat(times(rule, "2026-11-24T09:00", 2)).hasSize(2);
        } else {
            assertThatThrownBy(() -> RecurrenceRule.parse(rule, ZONES)).isInstanceOf(InvalidCalendar.class);
        }
    }
}
