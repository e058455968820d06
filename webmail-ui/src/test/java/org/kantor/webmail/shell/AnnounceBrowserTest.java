package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** When new mail and what is due are told outside of the page, in a real browser whose notifications are written down in place of being shown. */
class AnnounceBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en" data-notify="true"><head><base href="/"></head><body>
            <div class="new-mail" aria-live="polite" data-one="1 new message from {0}" data-more="{0} new messages"></div>
            <div class="due-mail" aria-live="polite" data-one="Follow up now: {0}" data-more="{0} messages to follow up"></div>
            <script type="module">
              import '/ui/announce.js';
              document.body.id = 'ready';
            </script></body></html>""";

    private static final String BROWSER = """
            window.notes = [];
            window.looked = false;
            window.Notification = class {
              static permission = 'granted';
              constructor(title, options) {
                notes.push(options.tag + ': ' + options.body);
                window.last = this;
              }
              close() {
                this.closed = true;
              }
            };
            document.hasFocus = () => window.looked;""";

    @BeforeEach
    void open() {
        open(PAGE, fresh -> fresh.addInitScript(BROWSER));
    }

    private Object notes() {
        return page.evaluate("notes");
    }

    private void arrives() {
        page.evaluate("kantorArrived(document.querySelector('.new-mail'), 1, 'Joko')");
    }

    @Test
    void newMailAndWhatIsDueAreShownToWhoeverLooksElsewhere() {
        arrives();
        page.evaluate("kantorArrived(document.querySelector('.new-mail'), 1200, 'Joko')");
        page.evaluate("kantorDue(document.querySelector('.due-mail'), 1, 'Price {0} $& list')");
        page.evaluate("kantorDue(document.querySelector('.due-mail'), 2, 'Price list')");
        assertThat(notes())
                .isEqualTo(List.of(
                        "new-mail: 1 new message from Joko",
                        "new-mail: 1,200 new messages",
                        "due-mail: Follow up now: Price {0} $& list",
                        "due-mail: 2 messages to follow up"));
        page.evaluate("last.onclick()");
        assertThat(page.evaluate("last.closed")).isEqualTo(true);
    }

    @Test
    void nothingIsShownToWhoeverLooksWantsNoneOrHasABrowserThatMayNot() {
        page.evaluate("window.looked = true");
        arrives();
        page.evaluate("window.looked = false; document.documentElement.dataset.notify = 'false'");
        arrives();
        page.evaluate("document.documentElement.dataset.notify = 'true'; Notification.permission = 'denied'");
        arrives();
        page.evaluate("delete window.Notification");
        arrives();
        assertThat(notes()).isEqualTo(List.of());
        // in the page it is told all the same
        page.waitForFunction("document.querySelector('.new-mail').textContent === '1 new message from Joko'");
    }
}
