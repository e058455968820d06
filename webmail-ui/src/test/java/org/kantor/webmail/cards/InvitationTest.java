package org.kantor.webmail.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InvitationTest {

    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

    private static Optional<Invitation> read(String method, String... event) {
        var ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + method
                + "BEGIN:VEVENT\r\nUID:1@x\r\nDTSTAMP:20261101T000000Z\r\n" + String.join("\r\n", event)
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        return Invitation.of(ics.getBytes(StandardCharsets.UTF_8), JAKARTA);
    }

    @Test
    void itsTimeIsTheViewersWithThatOfTheEventBesideIt() {
        var invitation = read(
                        "METHOD:REQUEST\r\n",
                        "SUMMARY:Site visit\\, plant",
                        "DTSTART;TZID=Asia/Tokyo:20261126T103000",
                        "DTEND;TZID=Asia/Tokyo:20261126T140000",
                        "LOCATION:Jl. Industri Raya 14",
                        "ORGANIZER;CN=Carol:mailto:carol@example.org",
                        "ATTENDEE;CN=Dave;PARTSTAT=ACCEPTED:mailto:dave@example.org",
                        "ATTENDEE:mailto:alice@example.org")
                .orElseThrow();
        assertThat(invitation.title()).isEqualTo("Site visit, plant");
        assertThat(invitation.start()).isEqualTo(ZonedDateTime.of(2026, 11, 26, 8, 30, 0, 0, JAKARTA));
        assertThat(invitation.end()).isEqualTo(ZonedDateTime.of(2026, 11, 26, 12, 0, 0, 0, JAKARTA));
        assertThat(invitation.there()).contains(ZoneId.of("Asia/Tokyo"));
        assertThat(invitation.organiser().shown()).isEqualTo("Carol");
        assertThat(invitation.guests())
                .containsExactly(
                        new Invitation.Guest("Dave", "dave@example.org", "ACCEPTED"),
                        new Invitation.Guest("", "alice@example.org", "NEEDS-ACTION"));
        assertThat(new String(invitation.object(), StandardCharsets.UTF_8)).doesNotContain("METHOD");
    }

    @Test
    void aSeriesIsShownAtItsFirstTimeAndAnAllDayEventByItsDays() {
        var weekly = read("", "SUMMARY:x", "DTSTART:20261102T030000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO")
                .orElseThrow();
        assertThat(weekly.recurrence()).isEqualTo("WEEKLY");
        assertThat(weekly.method()).isEqualTo("PUBLISH");
        assertThat(weekly.start()).isEqualTo(ZonedDateTime.of(2026, 11, 2, 10, 0, 0, 0, JAKARTA));
        var days = read("METHOD:CANCEL\r\n", "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227")
                .orElseThrow();
        assertThat(days.allDay()).isTrue();
        assertThat(days.cancelled()).isTrue();
        assertThat(days.end().getDayOfMonth()).isEqualTo(27);
    }

    @Test
    void whenASeriesEndsIsReadInTheViewersZone() {
        assertThat(series("FREQ=WEEKLY;UNTIL=20261224T180000Z").until()).contains(LocalDate.of(2026, 12, 25));
        assertThat(series("FREQ=WEEKLY;UNTIL=20261224").until()).contains(LocalDate.of(2026, 12, 24));
        assertThat(series("FREQ=WEEKLY;UNTIL=20261224T233000").until()).contains(LocalDate.of(2026, 12, 24));
        // whole days, whose programs write an end in UTC, though they must not
        assertThat(read("METHOD:REQUEST\r\n", "DTSTART;VALUE=DATE:20261102", "RRULE:FREQ=WEEKLY;UNTIL=20261224T233000Z")
                        .orElseThrow()
                        .until())
                .contains(LocalDate.of(2026, 12, 24));
        assertThat(series("FREQ=WEEKLY;COUNT=10").times()).isEqualTo(10);
        assertThat(series("FREQ=WEEKLY").until()).isEmpty();
        assertThat(series("FREQ=WEEKLY").times()).isZero();
    }

    private static Invitation series(String rule) {
        return read("METHOD:REQUEST\r\n", "DTSTART:20261102T030000Z", "DURATION:PT1H", "RRULE:" + rule)
                .orElseThrow();
    }

    @Test
    void onlyPagesAreLinkedToAndWhatIsNoEventHasNoCard() {
        assertThat(read("", "DTSTART:20261102T030000Z", "URL:javascript:alert(1)")
                        .orElseThrow()
                        .url())
                .isEmpty();
        assertThat(read("", "DTSTART:20261102T030000Z", "URL:https://meet.example/x")
                        .orElseThrow()
                        .url())
                .isEqualTo("https://meet.example/x");
        assertThat(read("", "SUMMARY:no time")).isEmpty();
        assertThat(Invitation.of("BEGIN:VCALENDAR".getBytes(StandardCharsets.UTF_8), JAKARTA))
                .isEmpty();
        assertThat(Invitation.of(new byte[] {(byte) 0xff}, JAKARTA)).isEmpty();
    }

    @Test
    void theCardsOfAFileAreReadOneByOne() {
        var file =
                "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Sato Misaki\r\nORG:Sato;Tokyo\r\nEMAIL;TYPE=WORK:sato@example.jp\r\nTEL:+81 3 1\r\nEND:VCARD\r\n"
                        + "BEGIN:VCARD\nVERSION:4.0\nN:Doe;Jane;;;\nEND:VCARD\n"
                        + "BEGIN:VCARD\r\nbroken\r\nEND:VCARD\r\n";
        var cards = VCard.of(file.getBytes(StandardCharsets.UTF_8));
        assertThat(cards).hasSize(2);
        assertThat(cards.getFirst().name()).isEqualTo("Sato Misaki");
        assertThat(cards.getFirst().emails()).containsExactly("sato@example.jp");
        assertThat(cards.getFirst().organisation()).isEqualTo("Sato, Tokyo");
        assertThat(cards.getLast().name()).isEqualTo("Jane Doe");
    }

    @Test
    @Timeout(60)
    void anEventWithThousandsOfRulesIsNoCard() {
        assertThat(Invitation.of(
                        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261201T090000Z\r\n"
                                        + "RRULE:FREQ=DAILY;COUNT=190000\r\n".repeat(5_000)
                                        + "END:VEVENT\r\nEND:VCALENDAR\r\n")
                                .getBytes(StandardCharsets.UTF_8),
                        JAKARTA))
                .isEmpty();
    }
}
