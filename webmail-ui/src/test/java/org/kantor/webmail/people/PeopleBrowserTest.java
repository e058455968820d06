package org.kantor.webmail.people;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** The keys of the lists of people in a real browser, on a page of a few lines: whose rows were pressed stands in {@code done}. */
class PeopleBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"></head><body><button id="before">Before</button><k-people class="plist"><vaadin-virtual-list></vaadin-virtual-list></k-people><button id="after">After</button>
            <k-keyboard></k-keyboard>
            <script type="module">
              import '/ui/people.js';
              window.done = [];
              window.list = document.querySelector('vaadin-virtual-list');
              window.draw = (open, ...names) => list.replaceChildren(...names.map((name) => {
                const row = document.createElement('div');
                Object.assign(row, { className: `prow ${name === open ? 'cur' : ''}`, tabIndex: -1, textContent: name, onclick: () => done.push(name) });
                row.dataset.entry = name;
                return row;
              }));
              draw('', 'ada', 'bea', 'cid', 'dan');
              document.body.id = 'ready';
            </script></body></html>""";

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {});
    }

    private Locator row(String name) {
        return page.locator(".prow[data-entry=" + name + "]");
    }

    private Object done() {
        return page.evaluate("done");
    }

    @Test
    void arrowsGoFromRowToRowAsTheyStand() {
        page.evaluate(
                "list.append(list.firstElementChild); list.style.display = 'flex'; list.style.flexDirection = 'column-reverse'");
        row("ada").focus();
        page.keyboard().press("ArrowDown");
        assertThat(row("dan")).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowUp");
        assertThat(row("ada")).isFocused();
        assertThat(done()).isEqualTo(List.of());
    }

    @Test
    void theRowsAreOneStopOfTabAlsoWhenTheyAreMadeAnew() {
        page.locator("#before").focus();
        page.keyboard().press("Tab");
        assertThat(row("ada")).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Tab");
        assertThat(page.locator("#after")).isFocused();
        page.keyboard().press("Shift+Tab");
        assertThat(row("bea")).isFocused();
        page.locator("#after").focus();
        page.evaluate("draw('cid', 'ada', 'bea', 'cid', 'dan')");
        page.keyboard().press("Shift+Tab");
        assertThat(row("bea")).isFocused();
        page.keyboard().press("Shift+Tab");
        assertThat(page.locator("#before")).isFocused();
        // where it is gone, the open one
        page.evaluate("draw('cid', 'ada', 'cid', 'dan')");
        page.keyboard().press("Tab");
        assertThat(row("cid")).isFocused();
    }

    @Test
    void theNextAndThePreviousAreOpenedByTheirKeysAsTheyAre() {
        page.keyboard().press("j");
        assertThat(row("ada")).isFocused();
        page.keyboard().press("j");
        page.evaluate("document.querySelector('k-keyboard').changed = { next: 'y' }");
        page.keyboard().press("j");
        page.keyboard().press("y");
        page.keyboard().press("k");
        assertThat(done()).isEqualTo(List.of("ada", "bea", "cid", "bea"));
    }

    @Test
    void whereNoRowHasTheFocusTheOpenOneIsGoneOnFrom() {
        page.evaluate("draw('bea', 'ada', 'bea', 'cid')");
        page.keyboard().press("j");
        assertThat(done()).isEqualTo(List.of("cid"));
    }

    @Test
    void theTableOfUsersIsToldOfTheKeys() {
        page.evaluate("""
                const users = document.createElement('vaadin-grid');
                users.className = 'users';
                users.addEventListener('k-step', (event) => done.push(event.detail.by));
                document.querySelector('.plist').replaceWith(users)""");
        page.keyboard().press("j");
        page.keyboard().press("k");
        assertThat(done()).isEqualTo(List.of(1, -1));
    }
}
