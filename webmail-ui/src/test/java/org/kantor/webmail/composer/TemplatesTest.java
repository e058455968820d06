package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kantor.directory.Account;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.MemorySettings;

class TemplatesTest {

    private static final Account ALICE = Alice.person(1, "alice", "Alice");

    private final Templates templates = new Templates();
    private final MemorySettings settings = new MemorySettings();

    TemplatesTest() {
        templates.settings = settings;
    }

    private void keep(String name, String html) {
        templates.keep(ALICE, name, html, "alice");
    }

    @Test
    void textsAreKeptByNameInTheOrderOfTheNamesAndForTheirPersonOnly() {
        keep(" Price list ", "<p>Here is our <b>price list</b>.</p>");
        keep("Greeting", "<p>Halo \"{0}\" & all</p>");
        keep("Price list", "<p>Here it is.</p>");
        assertThat(templates.of(ALICE)).hasSize(2);
        assertThat(templates.of(ALICE).keySet()).containsExactly("Greeting", "Price list");
        assertThat(templates.of(ALICE).get("Price list"))
                .contains("Here it is.")
                .doesNotContain("<b>");
        assertThat(templates.of(ALICE).get("Greeting")).contains("{0}", "&amp; all");
        assertThat(templates.of(Alice.person(2, "bob", "Bob"))).isEmpty();
        templates.forget(ALICE, "Greeting", "alice");
        assertThat(templates.of(ALICE).keySet()).containsExactly("Price list");
    }

    @Test
    void nothingThatRunsIsKeptAndWhatWasStoredIsCleanedToo() {
        keep("a", "<p onclick=alert(1)>Text<script>alert(1)</script><img src=https://x.example/y></p>");
        settings.store(new AccountId(1), "compose.templates", "{\"b\": \"<p onclick=alert(1)>Text</p>\"}");
        assertThat(templates.of(ALICE).get("b")).contains("Text").doesNotContain("onclick");
        keep("a", "<p onclick=alert(1)>Text<script>alert(1)</script><img src=https://x.example/y></p>");
        assertThat(settings.stored(new AccountId(1), "compose.templates"))
                .contains("Text")
                .doesNotContain("onclick", "script", "x.example");
    }

    @Test
    void withoutANameOrATextAndBeyondWhatThereIsRoomForNothingIsKept() {
        for (var name : new String[] {"", "  ", "x".repeat(81)}) {
            assertThatThrownBy(() -> keep(name, "<p>Text</p>")).isInstanceOf(Refused.class);
        }
        assertThatThrownBy(() -> keep("a", "<p></p><script>x</script>")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> keep("a", "<p>" + "x".repeat(100_001) + "</p>"))
                .isInstanceOf(Refused.class);
        assertThat(templates.of(ALICE)).isEmpty();
        for (var number = 0; number < 50; number++) {
            keep("name " + number, "<p>Text</p>");
        }
        assertThatThrownBy(() -> keep("one more", "<p>Text</p>"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(Refused.Code.LIMIT));
        keep("name 7", "<p>Other</p>");
        assertThat(templates.of(ALICE)).hasSize(50);
    }
}
