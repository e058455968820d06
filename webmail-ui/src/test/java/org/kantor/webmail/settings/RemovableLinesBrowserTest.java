package org.kantor.webmail.settings;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** Where whoever takes lines away goes on, with the lines as they are and with {@code focus.js}, in a real browser. */
class RemovableLinesBrowserTest extends PageTest {

    /** The server's answer is drawn as it is in the product: all lines of a box anew. */
    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"></head><body><div class="app"><main class="main"><div class="settings">
            <div class="phead"><h1 tabindex="-1">Devices</h1><button id="new">New</button></div><div class="sbody">%s</div></div></main></div>
            <script type="module">
              import './ui/focus.js';
              document.addEventListener('click', (event) => {
                const line = event.target.closest('.setline');
                const box = line.parentElement;
                const left = [...box.children].filter((one) => one !== line).map((one) => one.outerHTML).join('');
                setTimeout(() => box.innerHTML = left || '<p class="muted setline">None</p>');
              });
              document.body.id = 'ready';
            </script></body></html>""";

    private static RemovableLines lines(String... names) {
        var lines = new RemovableLines("None");
        lines.show(Stream.of(names)
                .map(name -> RemovableLines.line("image", List.of(new Span(name)), "Remove " + name, () -> {}))
                .toList());
        return lines;
    }

    private void remove(String name) {
        page.getByLabel("Remove " + name).focus();
        page.keyboard().press("Enter");
    }

    @Test
    void theFocusGoesToTheNextLineToTheOneBeforeAndToTheHeading() {
        open(PAGE.formatted(lines("a", "b", "c").getElement().getOuterHTML()), fresh -> {});
        remove("b");
        assertThat(page.getByLabel("Remove c")).isFocused();
        remove("c");
        assertThat(page.getByLabel("Remove a")).isFocused();
        remove("a");
        assertThat(page.locator("h1")).isFocused();
    }

    @Test
    void aBoxIsAListAsLongAsItHasLines() {
        open(PAGE.formatted(lines("a").getElement().getOuterHTML()), fresh -> {});
        assertThat(page.getByRole(AriaRole.LISTITEM)).hasCount(1);
        page.setContent(lines().getElement().getOuterHTML());
        assertThat(page.getByText("None")).isVisible();
        assertThat(page.getByRole(AriaRole.LIST)).hasCount(0);
    }
}
