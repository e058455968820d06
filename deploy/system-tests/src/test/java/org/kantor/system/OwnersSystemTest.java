package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.curl;
import static org.kantor.system.Client.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever guesses numbers and addresses gets of what is not theirs: nothing. */
class OwnersSystemTest extends GuardsSystemTest {

    /** The number of a draft that was written about now: each of the store's connections takes fifty numbers at a time, so it is above or below. */
    private String numberOfDraft(long near, String secret) {
        var numbers = LongStream.rangeClosed(1, 1_000)
                .flatMap(distance -> LongStream.of(near + distance, near - distance))
                .filter(number -> number > 0)
                .toArray();
        // a draft that is saved once more has another number
        return Client.await(
                "the draft has a number near " + near,
                () -> LongStream.of(numbers)
                        .filter(number -> isDraft(number, secret))
                        .mapToObj(Long::toString)
                        .findFirst()
                        .orElse(null));
    }

    private boolean isDraft(long number, String secret) {
        var answer = page.request().get(Suite.web() + "/message/" + number + "/source");
        return answer.status() == 200 && answer.text().contains("draft" + secret);
    }

    @Test
    void guessedNumbersOfMessagesDraftsAndFoldersAreNobodysButTheirOwners() {
        signIn("alice");
        var word = word();
        var secret = word();
        Client.append(
                "alice",
                "INBOX",
                "From: bob@example.org\r\nSubject: " + word
                        + "\r\nContent-Type: message/rfc822\r\n\r\nSubject: inside\r\n\r\n" + secret + "\r\n");
        var message = openMessage(word);
        for (var way : List.of("/inside/1", "/inside/1?about", "/part/1.1/x")) {
            assertThat(page.request()
                            .get(Suite.web() + "/message/" + message + way)
                            .status())
                    .as("her own: " + way)
                    .isEqualTo(200);
        }
        page.waitForURL(Pattern.compile(".*/mail/[0-9]+/[0-9]+.*"));
        var folder = page.url().replaceAll(".*/mail/([0-9]+)/.*", "$1");
        var uid = page.url().replaceAll(".*/mail/[0-9]+/([0-9]+).*", "$1");
        page.keyboard().press("c");
        assertThat(page.locator("k-composer k-recipients input").first()).isFocused();
        page.locator("k-composer input.subject").fill("draft" + secret);
        assertThat(page.locator("k-composer .saved")).containsText(Pattern.compile("[0-9]"));
        var draft = numberOfDraft(Long.parseLong(message), secret);
        var bob = other("bob");
        var paths = new ArrayList<String>();
        for (var number : List.of(message, draft)) {
            for (var what : List.of(
                    "frame",
                    "print",
                    "source",
                    "original",
                    "part/1/x",
                    "part/1",
                    "part/1.1/x",
                    "inside/1",
                    "inside/1?about")) {
                paths.add("/message/" + number + "/" + what);
            }
        }
        paths.add("/export/" + folder);
        for (var path : paths) {
            var answer = bob.request().get(Suite.web() + path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.text()).doesNotContain(secret);
        }
        assertThat(page.request().get(Suite.web() + "/export/" + folder).status())
                .isEqualTo(200);
        bob.navigate(Suite.web() + "/mail/" + folder + "/" + uid);
        assertThat(bob.locator(".row").first()).isVisible();
        assertThat(bob.content()).doesNotContain(secret, word);
        bob.context().close();
        page.locator("k-composer [data-do=discard]").click();
    }

    @Test
    void anAttachmentIsNobodysButItsOwners() {
        signIn("alice");
        var word = word();
        deliverFrom("joko@jauh.example", "alice@example.org", word, "x", attached("a.txt", "secret" + word));
        openMessage(word);
        var address = page.locator(".att a").first().getAttribute("href");
        assertThat(page.request().get(Suite.web() + "/" + address).text()).contains("secret" + word);
        var bob = other("bob");
        assertThat(bob.request().get(Suite.web() + "/" + address).status()).isEqualTo(404);
        bob.context().close();
        assertThat(status(run("curl", "-sS", "-i", Suite.web() + "/" + address).output()))
                .as("without a log-in")
                .doesNotContain(" 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"calendars", "addressbooks"})
    void eventsAndContactsAreNobodysButTheirOwners(String home) {
        var word = word();
        var isCalendar = home.equals("calendars");
        var resource = Client.dav(home, "alice") + word + (isCalendar ? ".ics" : ".vcf");
        var content = isCalendar ? """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//x//EN
                BEGIN:VEVENT
                UID:%s
                DTSTAMP:20261101T000000Z
                DTSTART:20261128T010000Z
                SUMMARY:secret%s
                END:VEVENT
                END:VCALENDAR
                """.formatted(word, word) : """
                BEGIN:VCARD
                VERSION:3.0
                UID:%s
                FN:secret%s
                N:x;;;;
                END:VCARD
                """.formatted(word, word);
        Client.put("alice", resource, "text/" + (isCalendar ? "calendar" : "vcard"), content);
        for (var method : List.of("GET", "PROPFIND", "DELETE", "PUT", "MOVE")) {
            var answer = curl(
                            "bob:bob-demo",
                            resource,
                            "-i",
                            "-X",
                            method,
                            "-H",
                            "Depth: 0",
                            "-H",
                            "Destination: " + resource.replace("/alice/", "/bob/"),
                            "--data-binary",
                            method.equals("PUT") ? content.replace("\n", "\r\n") : "")
                    .output();
            assertThat(status(answer)).as(method).containsAnyOf(" 403", " 404");
            assertThat(answer).doesNotContain("secret" + word);
        }
        assertThat(curl("alice:alice-demo", resource).ok().output()).contains("secret" + word);
        curl("alice:alice-demo", resource, "-f", "-X", "DELETE").ok();
    }

    @Test
    void theAdministrationIsNotFoundByWhoeverDoesNotAdminister() {
        signIn("bob");
        for (var path : List.of("users", "domains", "queue", "organisation")) {
            page.navigate(Suite.web() + "/admin/" + path);
            assertThat(page.locator(".app")).isVisible();
            assertThat(page.locator(".admin-list")).hasCount(0);
        }
        for (var path : List.of("/api/users", "/api/domains", "/api/queue", "/api/check")) {
            assertThat(status(run("curl", "-sS", "-i", "-u", "bob:bob-demo", Suite.web() + path)
                            .output()))
                    .as(path)
                    .contains(" 403");
        }
    }
}
