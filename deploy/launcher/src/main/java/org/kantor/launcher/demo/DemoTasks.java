package org.kantor.launcher.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Alice's tasks around today, in two lists; some were made of messages of the world. Times float, as those of {@link DemoCalendar} do. */
final class DemoTasks {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter FLOATING = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    /** The path of the list that the webmail makes for an account that has none. */
    private static final String OWN = "tasks";

    private static final String VISIT = "site-visit";

    private final Instant stamp;
    private final LocalDate today;
    private final List<Letter> letters;
    private final Map<String, String> resources = new LinkedHashMap<>();

    private DemoTasks(Clock clock, List<Letter> letters) {
        this.stamp = clock.instant();
        this.today = LocalDate.now(clock);
        this.letters = letters;
    }

    /** By their path below alice's calendars, the bodies of the requests that make the lists (RFC 4791 section 5.3.1). */
    static Map<String, String> lists() {
        var lists = new LinkedHashMap<String, String>();
        lists.put(OWN + "/", list("Personal", "#008F9C"));
        lists.put(VISIT + "/", list("Site visit", "#3F78C4"));
        return lists;
    }

    private static String list(String name, String colour) {
        return """
                <C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:A="http://apple.com/ns/ical/"><D:set><D:prop>\
                <D:displayname>%s</D:displayname><A:calendar-color>%s</A:calendar-color>\
                <C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set>\
                </D:prop></D:set></C:mkcalendar>""".formatted(name, colour);
    }

    /** By their path below alice's calendars. @param letters the messages that tasks may come from */
    static Map<String, String> alices(Clock clock, List<Letter> letters) {
        var tasks = new DemoTasks(clock, letters);
        tasks.fill();
        return tasks.resources;
    }

    private void fill() {
        add(OWN, "Approve overtime for line 3", due(-2), from("Lembur minggu 47"));
        add(
                OWN,
                "Balas penawaran PT Sumber Makmur",
                due(0, "12:00"),
                from("Permintaan penawaran harga"),
                "PRIORITY:1",
                alarm());
        add(OWN, "Check invoice 2026/11/131 against the purchase order", due(0, "17:00"), from("Faktur November"));
        add(OWN, "Beli kado untuk Nadia", due(0));
        add(OWN, "Siram tanaman di ruang rapat", due(1), "RRULE:FREQ=WEEKLY");
        add(OWN, "Renew the driving licence", due(24), "PRIORITY:5");
        add(OWN, "Read the lease of the warehouse", "DESCRIPTION:Pages 4 to 9 are new.");
        add(
                OWN,
                "Confirm room for Thursday",
                due(0),
                "STATUS:COMPLETED",
                "COMPLETED:" + UTC.format(stamp.minusSeconds(3_600)));
        add(VISIT, "Collect safety forms (3 of 5)", due(0));
        add(VISIT, "Send seating plan to Carol", due(2, "15:00"));
        add(VISIT, "Helmets and vests for six guests", due(3));
        add(VISIT, "Print badges", due(5, "09:00"));
        add(
                VISIT,
                "Pesan minibus pukul tujuh",
                due(0),
                "STATUS:COMPLETED",
                "COMPLETED:" + UTC.format(stamp.minusSeconds(1_800)));
    }

    private String due(int days) {
        return "DUE;VALUE=DATE:" + DAY.format(today.plusDays(days));
    }

    private String due(int days, String time) {
        return "DUE:" + FLOATING.format(today.plusDays(days).atTime(LocalTime.parse(time)));
    }

    private static String alarm() {
        return "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Task\r\nTRIGGER;RELATED=END:-PT30M\r\nEND:VALARM";
    }

    /** A link to the newest message whose subject begins so (RFC 2392). */
    private String from(String subject) {
        return letters.stream()
                .filter(letter -> letter.concerns("alice") && letter.subject().startsWith(subject))
                .reduce((older, newer) -> newer.when().isAfter(older.when()) ? newer : older)
                .map(letter -> "URL:mid:" + letter.messageId() + "\r\nX-KANTOR-MAIL-SUBJECT:" + letter.subject())
                .orElseThrow(() -> new IllegalStateException("no message " + subject));
    }

    private void add(String list, String title, String... more) {
        var name = "demo-task-" + (resources.size() + 1);
        var lines = new ArrayList<String>(List.of(
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Kantor//Demonstration//EN",
                "BEGIN:VTODO",
                "UID:" + name + "@example.org",
                "DTSTAMP:" + UTC.format(stamp),
                "SUMMARY:" + title));
        lines.addAll(List.of(more));
        lines.add("END:VTODO");
        lines.add("END:VCALENDAR");
        resources.put(list + "/" + name + ".ics", String.join("\r\n", lines) + "\r\n");
    }
}
