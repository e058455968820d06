package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** The fields of recipients in a real browser, without a server: what is typed and pasted, and what is suggested for it. */
class RecipientsBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><body><k-recipients></k-recipients>
            <script type="module">
              import '/ui/recipients.js';
              document.body.id = 'ready';
            </script></body></html>""";

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {});
    }

    @Test
    void pastedAddressesAreSplitAndThoseThatAreNoneAreMarked() {
        var chips = page.evaluate("""
                () => {
                  const field = document.querySelector('k-recipients');
                  field.setPeople([]);
                  field.add('"Hartono, Alice" <alice@example.org>, bob@example.org; nobody\\nBob <BOB@example.org>');
                  return field.people.map((one) => `${one.name}|${one.address}|${Boolean(one.bad)}`);
                }""");
        assertThat(chips)
                .isEqualTo(List.of("Hartono, Alice|alice@example.org|false", "|bob@example.org|false", "|nobody|true"));
    }

    @Test
    void aGroupGoesAsItsMembersEachOnceAndCanBeOpened() {
        var said = page.evaluate("""
                () => {
                  const field = document.querySelector('k-recipients');
                  field.labels = { expand: 'Who is in {0}', outOf: '{0} of {1} outside' };
                  field.setPeople([]);
                  field.add('BOB@example.org');
                  field.put({ name: 'Team', address: 'group:1-2', out: true, members: [
                    { name: 'Bob', address: 'bob@example.org', out: false }, { name: 'Oscar', address: 'oscar@other.example', out: true }] });
                  const list = (people) => people.map((one) => one.address).join();
                  const chip = field.querySelectorAll('.person')[1];
                  const before = [list(field.everybody), chip.className, chip.title, chip.innerText.replace(/\\s+/g, ' ').trim(), chip.querySelector('.expand').title];
                  chip.querySelector('.expand').click();
                  return [...before, list(field.people), field.querySelectorAll('.person')[1].className];
                }""");
        assertThat(said)
                .isEqualTo(List.of(
                        "BOB@example.org,oscar@other.example",
                        "person out",
                        "Bob, Oscar (1 of 2 outside)",
                        "Team2",
                        "Who is in Team",
                        "BOB@example.org,oscar@other.example",
                        "person out"));
    }

    /** Types into the field of people as fast as that, and answers what was asked for, when {@code answer} is called with it. */
    private void type(String text, String... keys) {
        page.evaluate("""
                () => {
                  const field = document.querySelector('k-recipients');
                  const bob = { name: 'Bob', address: 'bob@example.org', out: false };
                  const dave = { name: 'David', address: 'david@example.org', out: false };
                  field.setPeople([]);
                  field.clear();
                  window.asked = [];
                  window.answer = (text) => field.suggest(text, [bob, dave].filter((one) => `${one.name} ${one.address}`.toLowerCase().includes(text.toLowerCase())));
                  window.chips = () => field.people.map((one) => one.address + (one.bad ? '!' : one.waiting ? '?' : '')).join() + '|' + field.input.value;
                  field.addEventListener('k-suggest', (event) => asked.push(event.detail.text));
                }""");
        page.locator("k-recipients input").focus();
        page.keyboard().type(text);
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    private String answered(String text) {
        return (String) page.evaluate("text => { answer(text); return chips(); }", text);
    }

    private String chips() {
        return (String) page.evaluate("() => chips()");
    }

    @Test
    void whatWasTypedGoesBeforeASuggestionForAnEarlierText() {
        type("bo");
        assertThat(answered("bo")).isEqualTo("|bo");
        page.keyboard().type("ris@partner.example");
        page.keyboard().press("Enter");
        assertThat(chips()).isEqualTo("boris@partner.example|");
        for (var key : List.of("Tab", ",")) {
            type("bo");
            answered("bo");
            page.keyboard().type("b@other.example");
            page.keyboard().press(key);
            assertThat(chips()).as(key).isEqualTo("bob@other.example|");
        }
        for (var key : List.of("Enter", "Tab", ",")) {
            type("bo");
            answered("bo");
            page.keyboard().press(key);
            assertThat(chips()).as(key).isEqualTo("bob@example.org|");
        }
    }

    @Test
    void aPartOfANameWaitsAsAChipForTheSuggestionsForItWhileTypingGoesOn() {
        for (var key : List.of("Enter", "Tab", ",")) {
            type("Dav", key);
            assertThat(chips()).as(key).isEqualTo("Dav?|");
            assertThat(page.evaluate("() => asked.at(-1)")).isEqualTo("Dav");
            page.keyboard().type("bo");
            assertThat(answered("Da")).as(key).isEqualTo("Dav?|bo");
            assertThat(answered("Dav")).as(key).isEqualTo("david@example.org|bo");
        }
        type("Zoe", "Enter");
        assertThat(answered("Zoe")).isEqualTo("Zoe!|");
        type("Dav, bo,", "Enter");
        answered("Dav");
        assertThat(answered("bo")).isEqualTo("david@example.org,bob@example.org|");
        type("Dav", ",");
        page.keyboard().type("david,");
        answered("Dav");
        assertThat(answered("david")).as("each once").isEqualTo("david@example.org|");
        type("Dav", "Tab", "Tab");
        assertThat(page.evaluate("() => document.activeElement.closest('k-recipients')"))
                .isNull();
        assertThat(answered("Dav")).as("the field was left").isEqualTo("david@example.org|");
        assertThat(page.evaluate("() => document.activeElement.closest('k-recipients')"))
                .isNull();
    }

    @Test
    void aWholeAddressIsTakenAsItWasTypedAlsoWhereALongerOneIsSuggested() {
        for (var key : List.of("Enter", "Tab", ",")) {
            type("bob@example.or");
            answered("bob@example.or");
            assertThat(page.locator("k-recipients .mi").count()).isEqualTo(1);
            assertThat(page.locator("k-recipients .mi.on").count()).isZero();
            page.keyboard().press(key);
            assertThat(chips()).as(key).isEqualTo("bob@example.or|");
        }
        for (var key : List.of("ArrowDown", "ArrowUp")) {
            type("bob@example.or");
            answered("bob@example.or");
            page.keyboard().press(key);
            page.keyboard().press("Enter");
            assertThat(chips()).as(key).isEqualTo("bob@example.org|");
        }
        // of an address without its end there is more to come
        type("bob@ex");
        answered("bob@ex");
        page.keyboard().press("Enter");
        assertThat(chips()).isEqualTo("bob@example.org|");
        type("david@example.org");
        answered("david@example.org");
        assertThat(page.locator("k-recipients .mi.on").innerText()).contains("David");
    }

    @Test
    void aWordThatCouldBeSeveralPeopleIsNoneOfThem() {
        type("");
        page.locator("k-recipients input").fill("example, Dav,");
        answered("example");
        assertThat(answered("Dav")).isEqualTo("example!,david@example.org|");
        type("example", "Enter");
        assertThat(answered("example")).isEqualTo("example!|");
    }
}
