package org.kantor.groupware.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.ContentWriter;

class SeriesTest {

    private static final Zone BERLIN = Zone.of(ZoneId.of("Europe/Berlin"));
    private static final String OUTLOOK = """
            BEGIN:VTIMEZONE
            TZID:W. Europe Standard Time
            BEGIN:STANDARD
            DTSTART:16010101T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            """;

    private static Series series(String zones, String... events) {
        var text = new StringBuilder("BEGIN:VCALENDAR\nVERSION:2.0\n").append(zones);
        for (var event : events) {
            text.append("BEGIN:VEVENT\nUID:1\n").append(event).append("\nEND:VEVENT\n");
        }
        return Series.of(ContentReader.read(text + "END:VCALENDAR\n"), "VEVENT", BERLIN);
    }

    private static List<String> starts(Series series, String from, String to) {
        return series.between(Instant.parse(from), Instant.parse(to)).stream()
                .map(instance -> instance.start().instant().toString())
                .toList();
    }

    @Test
    void aWeeklyMeetingStaysAtItsLocalTimeWhenTheClocksChange() {
        var series = series("", "DTSTART;TZID=Europe/Berlin:20261019T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY");
        assertThat(starts(series, "2026-10-18T00:00:00Z", "2026-11-03T00:00:00Z"))
                .containsExactly("2026-10-19T07:00:00Z", "2026-10-26T08:00:00Z", "2026-11-02T08:00:00Z");
    }

    @Test
    void aZoneOfTheObjectsOwnIsReadFromItsDefinition() {
        var series = series(
                OUTLOOK,
                "DTSTART;TZID=W. Europe Standard Time:20260323T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2");
        assertThat(starts(series, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"))
                .containsExactly("2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z");
    }

    @Test
    void aTimeThatTheClocksSkipIsTakenWithTheOffsetBefore() {
        var series = series("", "DTSTART;TZID=America/New_York:20070311T023000");
        assertThat(starts(series, "2007-03-11T00:00:00Z", "2007-03-12T00:00:00Z"))
                .containsExactly("2007-03-11T07:30:00Z");
    }

    @Test
    void aTimeThatComesTwiceIsTheFirst() {
        var series = series("", "DTSTART;TZID=America/New_York:20071104T013000");
        assertThat(starts(series, "2007-11-04T00:00:00Z", "2007-11-05T00:00:00Z"))
                .containsExactly("2007-11-04T05:30:00Z");
    }

    @Test
    void exceptionsAdditionsAndOverridesAreTakenIntoAccount() {
        var series = series(
                "",
                "DTSTART:20260101T100000Z\nDTEND:20260101T110000Z\nRRULE:FREQ=DAILY;COUNT=5\nEXDATE:20260102T100000Z\nRDATE:20260110T120000Z,20260111T120000Z",
                "RECURRENCE-ID:20260103T100000Z\nDTSTART:20260103T150000Z\nDTEND:20260103T160000Z\nSUMMARY:later");
        assertThat(starts(series, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"))
                .containsExactly(
                        "2026-01-01T10:00:00Z",
                        "2026-01-03T15:00:00Z",
                        "2026-01-04T10:00:00Z",
                        "2026-01-05T10:00:00Z",
                        "2026-01-10T12:00:00Z",
                        "2026-01-11T12:00:00Z");
        assertThat(series.instance("20260103T100000Z").orElseThrow().component().text("SUMMARY"))
                .isEqualTo("later");
        assertThat(series.instance("20260102T100000Z")).isEmpty();
    }

    @Test
    void anOverrideThatMovesAnOccurrenceIntoTheRangeIsFound() {
        var series = series(
                "",
                "DTSTART:20260101T100000Z\nRRULE:FREQ=YEARLY",
                "RECURRENCE-ID:20270101T100000Z\nDTSTART:20260601T100000Z");
        assertThat(starts(series, "2026-05-01T00:00:00Z", "2026-07-01T00:00:00Z"))
                .containsExactly("2026-06-01T10:00:00Z");
        assertThat(starts(series, "2026-12-01T00:00:00Z", "2027-02-01T00:00:00Z"))
                .isEmpty();
    }

    @Test
    void untilAsADateMeansTheWholeDayAndInUtcTheInstant() {
        assertThat(starts(
                        series("", "DTSTART;TZID=Europe/Berlin:20260101T233000\nRRULE:FREQ=DAILY;UNTIL=20260103"),
                        "2026-01-01T00:00:00Z",
                        "2027-01-01T00:00:00Z"))
                .hasSize(3);
        assertThat(starts(
                        series(
                                "",
                                "DTSTART;TZID=Europe/Berlin:20260101T233000\nRRULE:FREQ=DAILY;UNTIL=20260103T222959Z"),
                        "2026-01-01T00:00:00Z",
                        "2027-01-01T00:00:00Z"))
                .hasSize(2);
    }

    @Test
    void anAllDayEventTakesTheDayWhereTheViewerIs() {
        var series = series("", "DTSTART;VALUE=DATE:20260601");
        var instance = series.between(Instant.parse("2026-05-31T22:00:00Z"), Instant.parse("2026-06-01T22:00:00Z"))
                .getFirst();
        assertThat(instance.end()).isEqualTo("2026-06-01T22:00:00Z");
        assertThat(starts(series, "2026-06-01T22:00:00Z", "2026-06-02T22:00:00Z"))
                .isEmpty();
        assertThat(starts(series, "2026-05-30T22:00:00Z", "2026-05-31T22:00:00Z"))
                .isEmpty();
    }

    @Test
    void anEventOfManyDaysThatBeganEarlierIsFound() {
        var series = series("", "DTSTART;VALUE=DATE:20260601\nDTEND;VALUE=DATE:20260615\nRRULE:FREQ=YEARLY");
        assertThat(starts(series, "2028-06-10T00:00:00Z", "2028-06-11T00:00:00Z"))
                .hasSize(1);
    }

    @Test
    void theSpanCoversTheWholeSeries() {
        assertThat(series("", "DTSTART:20260101T100000Z\nDTEND:20260101T110000Z")
                        .span())
                .isEqualTo(
                        new Span(Instant.parse("2026-01-01T10:00:00Z"), Instant.parse("2026-01-01T11:00:00Z"), true));
        assertThat(series("", "DTSTART:20260101T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=10")
                        .span()
                        .last())
                .isEqualTo("2026-01-10T11:00:00Z");
        assertThat(series("", "DTSTART:20260101T100000Z\nRRULE:FREQ=DAILY")
                        .span()
                        .last())
                .isEqualTo(Span.FOREVER);
        assertThat(series("", "DTSTART:20260101T100000").span().exact()).isFalse();
    }

    @Test
    void aSecondlySeriesCostsNoMoreThanItsLimit() {
        var series = series("", "DTSTART:20260101T100000Z\nRRULE:FREQ=SECONDLY");
        assertThat(series.between(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z")))
                .hasSize(Series.MAX_INSTANCES);
    }

    @Test
    void aZoneThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> series("", "DTSTART;TZID=Middle Earth:20260101T100000"))
                .isInstanceOf(InvalidCalendar.class);
        assertThat(starts(
                        series("", "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260101T100000"),
                        "2026-01-01T00:00:00Z",
                        "2026-01-02T00:00:00Z"))
                .containsExactly("2026-01-01T09:00:00Z");
    }

    @Test
    void aWrittenZoneReadsAsTheSame() {
        for (var id : List.of("Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Jakarta", "Asia/Tokyo")) {
            var zone = Zone.of(ZoneId.of(id));
            var written = VTimeZone.write(zone, 2026);
            var read = VTimeZone.read(ContentReader.read(ContentWriter.write(written)));
            for (var month = 1; month <= 12; month++) {
                for (var hour : List.of("00", "12")) {
                    var instant = Instant.parse("2028-%02d-15T%s:00:00Z".formatted(month, hour));
                    assertThat(read.local(instant)).as(id + " " + instant).isEqualTo(zone.local(instant));
                }
            }
        }
    }
}
