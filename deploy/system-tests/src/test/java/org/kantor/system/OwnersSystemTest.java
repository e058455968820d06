package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.curl;
import static org.kantor.system.Client.run;
import static org.kantor.system.Client.swaks;

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
        deliver("alice@example.org", word, secret);
        var message = openMessage(word);
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
            for (var what : List.of("frame", "print", "source", "original", "part/1/x", "part/1", "inner/1")) {
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
        swaks(
                        Suite.smtp(),
                        "--from",
                        "joko@jauh.example",
                        "--to",
                        "alice@example.org",
                        "--header",
                        "Subject: " + word,
                        "--body",
                        "x",
                        "--attach-type",
                        "text/plain",
                        "--attach-name",
                        "a.txt",
                        "--attach",
                        "secret" + word)
                .ok();
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
        var said = curl(
                        "alice:alice-demo",
                        Suite.web() + "/dav/" + home + "/alice/",
                        "-X",
                        "PROPFIND",
                        "-H",
                        "Depth: 1")
                .ok()
                .output();
        var found = Pattern.compile("/dav/" + home + "/alice/[^/<]+/").matcher(said);
        assertThat(found.find()).isTrue();
        var isCalendar = home.equals("calendars");
        var resource = Suite.web() + found.group() + word + (isCalendar ? ".ics" : ".vcf");
        var content = isCalendar
                ? "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:" + word
                        + "\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261128T010000Z\r\nSUMMARY:secret" + word
                        + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
                : "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + word + "\r\nFN:secret" + word + "\r\nN:x;;;;\r\nEND:VCARD\r\n";
        curl(
                        "alice:alice-demo",
                        resource,
                        "-f",
                        "-X",
                        "PUT",
                        "-H",
                        "Content-Type: text/" + (isCalendar ? "calendar" : "vcard"),
                        "--data-binary",
                        content)
                .ok();
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
                            method.equals("PUT") ? content : "")
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
