package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Contacts and groups on the page and in other clients. */
class PeopleSystemTest extends BrowserSystemTest {

    private static void putCard(String resource, String uid, String lines) {
        Client.put(
                "bob",
                resource,
                "text/vcard",
                "BEGIN:VCARD\nVERSION:3.0\nUID:%s\n%s\nEND:VCARD\n".formatted(uid, lines));
    }

    @Test
    void aContactOfAnotherClientAppearsAndADeletedOneIsBroughtBack() {
        var word = word();
        var resource = Client.dav("addressbooks", "bob") + word + ".vcf";
        signIn("bob");
        page.navigate(Suite.web() + "/people");
        assertThat(page.locator(".plist h1")).isVisible();
        Client.put(
                "bob",
                resource,
                "text/vcard",
                "BEGIN:VCARD\nVERSION:3.0\nUID:%s\nFN:Aaa %s\nN:%s;Aaa;;;\nX-KEPT:yes\nEND:VCARD\n"
                        .formatted(word, word, word));
        var line = page.locator(".prow").filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(word));
        line.click();
        assertThat(page.locator(".ppage .rsub")).containsText(word);
        page.locator(".pbar button").nth(2).click();
        assertThat(line).isHidden();
        takeBack();
        assertThat(line).isVisible();
        assertThat(Client.curl("bob:bob-demo", resource).ok().output()).contains("X-KEPT:yes");
        Client.curl("bob:bob-demo", resource, "-f", "-X", "DELETE").ok();
        assertThat(line).isHidden();
    }

    @Test
    void theLinksOfGroupsStayWhileSomebodySearchesAndEachHasAName() {
        var word = word();
        var resource = Client.dav("addressbooks", "bob") + word + ".vcf";
        putCard(resource, word, "FN:\nX-ADDRESSBOOKSERVER-KIND:group");
        signIn("bob");
        page.navigate(Suite.web() + "/people");
        var link = page.locator(".nav a.f").getByText("(no name)");
        assertThat(link).isVisible();
        link.evaluate("element => element.closest('a').dataset.kept = 'yes'");
        page.locator(".psearch input").fill(word);
        assertThat(page.locator(".plist .pnobody")).isVisible();
        assertThat(page.locator(".nav a[data-kept]")).hasCount(1);
        link.click();
        assertThat(page.locator(".plist h1")).hasText("(no name)");
        assertThat(page.locator(".gpage .rsub")).hasText("(no name)");
        Client.curl("bob:bob-demo", resource, "-f", "-X", "DELETE").ok();
    }

    @Test
    void aGroupsPageIsReachedAndStaysWhereThereIsNoRoomBesideTheList() {
        var word = word();
        var book = Client.dav("addressbooks", "bob");
        for (var one : List.of("a", "b")) {
            putCard(
                    book + word + one + ".vcf",
                    word + one,
                    "FN:Person %s %s\nEMAIL:%s@b.example".formatted(one, word, one + word));
        }
        for (var width : List.of(768, 390)) {
            putCard(book + word + ".vcf", word, "FN:Team %s\nX-ADDRESSBOOKSERVER-KIND:group".formatted(word));
            open(new com.microsoft.playwright.Browser.NewContextOptions()
                    .setViewportSize(width, 800)
                    .setLocale("en-GB"));
            signIn("bob");
            page.navigate(Suite.web() + "/people/mine?group=Team%20" + word);
            assertThat(page.locator(".plist h1")).hasText("Team " + word);
            assertThat(page.locator(".plist").boundingBox().width)
                    .isGreaterThan(page.locator(".main").boundingBox().width - 2);
            page.locator(".gtools").click();
            var members = page.locator(".gmembers .person");
            for (var one : List.of("a", "b")) {
                page.locator(".gpage .padd input").fill("person " + one + " " + word);
                page.locator("vaadin-combo-box-item:visible")
                        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Person " + one))
                        .click();
                assertThat(members.filter(
                                new com.microsoft.playwright.Locator.FilterOptions().setHasText("Person " + one)))
                        .isVisible();
            }
            members.first().locator("button").click();
            assertThat(members).hasCount(1);
            assertThat(members).isVisible();
            screenshot("group-" + width);
            page.locator(".gpage .back").click();
            assertThat(page.locator(".gpage")).isHidden();
            assertThat(page.locator(".prow")).hasCount(1);
            assertThat(page.locator(".prow")).isVisible();
        }
        for (var one : List.of("a", "b", "")) {
            Client.curl("bob:bob-demo", book + word + one + ".vcf", "-f", "-X", "DELETE")
                    .ok();
        }
    }
}
