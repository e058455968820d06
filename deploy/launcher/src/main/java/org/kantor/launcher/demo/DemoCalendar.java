package org.kantor.launcher.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Alice's calendar in the week of today, and what repeats. Times float (RFC 5545 section 3.3.5, form 1): nine o'clock is nine wherever the browser is.
 */
final class DemoCalendar {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter FLOATING = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
    private static final String HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kantor//Demonstration//EN\r\n";

    private final Instant stamp;
    private final LocalDate monday;
    private final List<Event> events = new ArrayList<>();

    private DemoCalendar(Clock clock) {
        this.stamp = clock.instant();
        this.monday = LocalDate.now(clock).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** @param lines the properties between BEGIN:VEVENT and END:VEVENT, without UID and DTSTAMP */
    record Event(String uid, Instant stamp, List<String> lines) {

        String resource() {
            return HEAD + component() + "END:VCALENDAR\r\n";
        }

        /** As it is sent to those invited (RFC 5546 section 3.2.2). */
        String invitation() {
            return HEAD + "METHOD:REQUEST\r\n" + component() + "END:VCALENDAR\r\n";
        }

        private String component() {
            return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nDTSTAMP:" + UTC.format(stamp) + "\r\n"
                    + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
        }
    }

    static Event siteVisit(Clock clock) {
        var calendar = new DemoCalendar(clock);
        var thursday = LocalDate.now(clock).with(TemporalAdjusters.next(DayOfWeek.THURSDAY));
        var lines = calendar.timed(
                "Site visit\\, Cikarang plant", thursday, "08:30", "12:00", "Jl. Industri Raya 14\\, Cikarang");
        lines.add("ORGANIZER;CN=Carol Wijaya:mailto:carol@example.org");
        lines.add("ATTENDEE;CN=Carol Wijaya;PARTSTAT=ACCEPTED:mailto:carol@example.org");
        lines.add("ATTENDEE;CN=Dave Okafor;PARTSTAT=ACCEPTED:mailto:dave@example.org");
        lines.add("ATTENDEE;CN=Alice Hartono;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:alice@example.org");
        lines.add("ATTENDEE;CN=Bob Siregar;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:bob@example.org");
        lines.add("DESCRIPTION:The bus leaves from lobby B at 07:00.");
        return new Event("demo-site-visit@example.org", calendar.stamp, lines);
    }

    static List<Event> alices(Clock clock) {
        var calendar = new DemoCalendar(clock);
        calendar.week();
        calendar.events.add(siteVisit(clock));
        return List.copyOf(calendar.events);
    }

    private void week() {
        weekly("Rapat mingguan", 0, "09:00", "10:00", "Room Orchid");
        weekly("1:1 Bob", 0, "11:00", "11:30", "");
        add("Budget review", 0, "13:30", "15:00", "Board room");
        add("Wawancara: Budi Santoso", 1, "10:00", "11:00", "Video");
        add("Dentist", 1, "15:00", "16:00", "");
        weekly("Stand-up", 2, "09:00", "09:30", "");
        add("Supplier call: Northwind Freight", 2, "10:00", "11:30", "Video", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=10");
        add("Carol: handover", 2, "11:00", "12:00", "");
        add("Makan siang tim", 2, "12:00", "13:00", "Kantin");
        add("Sales pipeline", 2, "14:00", "15:30", "Room Melati");
        add("Kontrak sewa", 2, "14:00", "15:00", "", "STATUS:TENTATIVE");
        add("Design review", 2, "14:30", "16:00", "");
        weekly("Running club", 3, "07:00", "08:00", "");
        add("Lunch with Sato-san", 3, "13:00", "14:00", "");
        add("Focus time", 3, "15:00", "17:30", "", "STATUS:TENTATIVE");
        weekly("Stand-up", 4, "09:00", "09:30", "");
        add("Tinjauan kontrak sewa", 4, "09:30", "11:00", "Ibu Rahmawati");
        weekly("Salat Jumat", 4, "11:45", "13:00", "");
        add("Demo day", 4, "15:00", "17:00", "Aula");
        add("All hands", 4, "16:00", "17:00", "");
        weekly("Bersepeda", 5, "07:00", "09:00", "");
        allDay("Trade fair\\, Surabaya (Sales team)", 1, 4);
        allDay("Cuti bersama", 4, 5);
        allDay("Bandung", 5, 7);
        allDay("Carol on leave", 3, 6);
    }

    private void weekly(String summary, int day, String from, String to, String place) {
        add(summary, day, from, to, place, "RRULE:FREQ=WEEKLY;COUNT=20");
    }

    private void add(String summary, int day, String from, String to, String place, String... more) {
        var lines = timed(summary, monday.plusDays(day), from, to, place);
        lines.addAll(List.of(more));
        lines.add("BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:" + summary + "\r\nTRIGGER:-PT10M\r\nEND:VALARM");
        events.add(new Event("demo-" + (events.size() + 1) + "@example.org", stamp, lines));
    }

    private List<String> timed(String summary, LocalDate day, String from, String to, String place) {
        var lines = new ArrayList<String>();
        lines.add("SUMMARY:" + summary);
        lines.add("DTSTART:" + FLOATING.format(day.atTime(LocalTime.parse(from))));
        lines.add("DTEND:" + FLOATING.format(day.atTime(LocalTime.parse(to))));
        if (!place.isEmpty()) {
            lines.add("LOCATION:" + place);
        }
        return lines;
    }

    private void allDay(String summary, int first, int end) {
        events.add(new Event(
                "demo-" + (events.size() + 1) + "@example.org",
                stamp,
                List.of(
                        "SUMMARY:" + summary,
                        "DTSTART;VALUE=DATE:" + DAY.format(monday.plusDays(first)),
                        "DTEND;VALUE=DATE:" + DAY.format(monday.plusDays(end)),
                        "TRANSP:TRANSPARENT")));
    }
}
