package org.kantor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.curl;
import static org.kantor.system.Client.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Calendars and address books, kept in step by vdirsyncer and looked at with curl. */
class DavClientsSystemTest {

    private static final String BOB = "bob:bob-demo";

    private static String event(String uid, String title) {
        return """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Kantor//system test//EN
                BEGIN:VEVENT
                UID:%s
                DTSTAMP:20261101T000000Z
                DTSTART:20261125T030000Z
                DTEND:20261125T040000Z
                SUMMARY:%s
                END:VEVENT
                END:VCALENDAR
                """.formatted(uid, title).replace("\n", "\r\n");
    }

    private static String card(String uid, String name) {
        return """
                BEGIN:VCARD
                VERSION:3.0
                UID:%s
                FN:%s
                N:%s;;;;
                EMAIL:%s@b.example
                END:VCARD
                """.formatted(uid, name, name, uid).replace("\n", "\r\n");
    }

    private static String settings(Path folder, String kind, String fileExtension) {
        return """
                [general]
                status_path = "%s/status/"

                [pair p]
                a = "near"
                b = "far"
                collections = ["from b"]
                conflict_resolution = "b wins"

                [storage near]
                type = "filesystem"
                path = "%s/near/"
                fileext = "%s"

                [storage far]
                type = "%s"
                url = "%s/"
                username = "bob"
                password = "bob-demo"
                """.formatted(folder, folder, fileExtension, kind, Suite.web());
    }

    private static void sync(Path settings, Path home) {
        run(Map.of("HOME", home.toString(), "VDIRSYNCER_CONFIG", settings.toString()), "", "vdirsyncer", "sync")
                .ok();
    }

    private static boolean holds(Path folder, String word) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void roundTrip(
            String kind,
            String name,
            String extension,
            String type,
            java.util.function.BiFunction<String, String, String> object)
            throws IOException {
        var folder = Client.folder("vdirsyncer");
        var settings = Files.writeString(folder.resolve("config"), settings(folder, kind, extension));
        var environment = Map.of("HOME", folder.toString(), "VDIRSYNCER_CONFIG", settings.toString());
        // discovery starts at the server's root and finds the collections through the well-known address
        run(environment, "y\ny\ny\ny\n", "vdirsyncer", "discover").ok();
        sync(settings, folder);
        var collection = folder.resolve("near").resolve(name);
        // up
        var uid = UUID.randomUUID().toString();
        Files.writeString(collection.resolve(uid + extension), object.apply(uid, "Up " + uid));
        sync(settings, folder);
        var home = kind.equals("caldav") ? "calendars" : "addressbooks";
        var url = Suite.web() + "/dav/" + home + "/bob/" + collection.getFileName() + "/";
        var hrefs = curl(BOB, url, "-X", "PROPFIND", "-H", "Depth: 1").ok().output();
        assertThat(hrefs).contains("multistatus").contains(uid);
        // down
        var other = UUID.randomUUID().toString();
        var put = curl(
                BOB,
                url + other + extension,
                "-X",
                "PUT",
                "-H",
                "Content-Type: " + type,
                "-H",
                "If-None-Match: *",
                "--data-binary",
                object.apply(other, "Down " + other),
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}");
        assertThat(put.output()).isEqualTo("201");
        sync(settings, folder);
        assertThat(holds(collection, "Down " + other)).isTrue();
        // deleted here, gone there
        Files.delete(collection.resolve(uid + extension));
        sync(settings, folder);
        assertThat(curl(BOB, url, "-X", "PROPFIND", "-H", "Depth: 1").ok().output())
                .doesNotContain(uid)
                .contains(other);
    }

    @Test
    void vdirsyncerKeepsACalendarInStep() throws IOException {
        roundTrip("caldav", "default", ".ics", "text/calendar", DavClientsSystemTest::event);
    }

    @Test
    void vdirsyncerKeepsAnAddressBookInStep() throws IOException {
        roundTrip("carddav", "default", ".vcf", "text/vcard", DavClientsSystemTest::card);
    }

    private static String task(String uid, String title) {
        return event(uid, title)
                .replace("VEVENT", "VTODO")
                .replace("DTEND:20261125T040000Z", "DUE:20261125T040000Z\r\nX-APPLE-SORT-ORDER:17");
    }

    @Test
    void vdirsyncerKeepsAListOfTasksInStep() throws IOException {
        var list = "list-" + UUID.randomUUID();
        curl(
                        BOB,
                        Suite.web() + "/dav/calendars/bob/" + list + "/",
                        "-X",
                        "MKCALENDAR",
                        "--data-binary",
                        "<C:mkcalendar xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><D:set><D:prop><D:displayname>Tasks of vdirsyncer</D:displayname>"
                                + "<C:supported-calendar-component-set><C:comp name='VTODO'/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>")
                .ok();
        try {
            roundTrip("caldav", list, ".ics", "text/calendar", DavClientsSystemTest::task);
        } finally {
            curl(BOB, Suite.web() + "/dav/calendars/bob/" + list + "/", "-X", "DELETE")
                    .ok();
        }
    }

    @Test
    void nobodySeesSomebodyElsesCalendar() {
        var code = curl(
                        BOB,
                        Suite.web() + "/dav/calendars/alice/",
                        "-X",
                        "PROPFIND",
                        "-H",
                        "Depth: 1",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code}")
                .output();
        assertThat(code).isIn("403", "404");
    }
}
