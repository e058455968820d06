package org.kantor.webmail.mail;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** What a row's menu says in a real browser, of rows that a list knows without a grid. */
class RowMenuBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"></head><body><k-mail-list><div id="row-menu" popover><hr></div><button id="beside">More</button></k-mail-list>
            <script type="module">
              import '/ui/mail-list.js';
              window.list = document.querySelector('k-mail-list');
              for (const action of ['spam', 'mute', 'unmute', 'read', 'star', 'done']) {
                list.querySelector('#row-menu').insertAdjacentHTML('beforeend', `<button data-row="${action}"><k-icon></k-icon><span>${action}</span></button>`);
              }
              list.labels = { read: 'Mark read', markUnread: 'Mark unread', star: 'Star', unstar: 'Remove star', spam: 'Report spam', notSpam: 'Not spam' };
              window.rows = { 1: { unread: true, starred: false }, 2: { unread: false, starred: true } };
              list.item = (uid) => rows[uid];
              window.menuOf = (...uids) => {
                const menu = document.querySelector('#row-menu');
                menu.matches(':popover-open') && menu.hidePopover();
                list.openMenu(uids, document.querySelector('#beside'), document.querySelector('#beside'));
              };
              document.body.id = 'ready';
            </script></body></html>""";

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {});
    }

    private void says(String action, String text) {
        assertThat(page.locator("#row-menu [data-row=" + action + "] span")).hasText(text);
    }

    @Test
    void aMenuSaysWhatItWillDoToItsRows() {
        page.evaluate("menuOf(1)");
        says("read", "Mark read");
        says("star", "Star");
        page.evaluate("menuOf(2)");
        says("read", "Mark unread");
        says("star", "Remove star");
        page.evaluate("menuOf(1, 2)");
        says("read", "Mark read");
        says("star", "Star");
    }

    @Test
    void whatLiesInSpamIsReportedAsNotSpam() {
        page.evaluate("menuOf(1)");
        says("spam", "Report spam");
        page.evaluate("list.kind = 'junk'; menuOf(1)");
        says("spam", "Not spam");
        assertThat(page.locator("#row-menu [data-row=spam] k-icon")).hasAttribute("name", "inbox");
    }
}
