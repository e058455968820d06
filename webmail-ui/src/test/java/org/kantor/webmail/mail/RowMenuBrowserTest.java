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
              for (const action of ['spam', 'mute', 'unmute', 'unsnooze', 'read', 'star', 'done']) {
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
    void whatWaitsForItsTimeCanComeBackNow() {
        var back = page.locator("#row-menu [data-row=unsnooze]");
        page.evaluate("menuOf(1)");
        assertThat(back).isHidden();
        page.evaluate("rows[2].snoozed = 'tomorrow'; menuOf(1, 2)");
        assertThat(back).isVisible();
        page.evaluate("list.kind = 'snoozed'; menuOf(1)");
        assertThat(back).isVisible();
    }

    @Test
    void thePickerOfTimesOffersThatTooAndAnyOtherTimeAllTheSame() {
        page.evaluate("list.sendAct = (asked) => (window.asked = asked.action + ' ' + asked.target); 0");
        page.evaluate(
                "Object.assign(list.labels, { snooze: 'Snooze', unsnooze: 'Bring back now', later: 'Later', tomorrow: 'Tomorrow', weekend: 'Weekend', nextWeek: 'Next week', chooseTime: 'Another time' })");
        page.evaluate("list.act('snooze', [1])");
        assertThat(page.locator("dialog.picker [role=option]").first()).not().hasText("Bring back now");
        page.keyboard().press("Escape");
        page.evaluate("list.kind = 'snoozed'; list.act('snooze', [1])");
        assertThat(page.locator("dialog.picker [role=option]").first()).hasText("Bring back now");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.picker")).isHidden();
        org.assertj.core.api.Assertions.assertThat(page.evaluate("asked")).isEqualTo("unsnooze 0");
        page.evaluate("list.act('snooze', [1])");
        page.locator("dialog.picker input").fill("Tomorrow");
        page.keyboard().press("Enter");
        org.assertj.core.api.Assertions.assertThat((String) page.evaluate("asked"))
                .matches("snooze [1-9]\\d+");
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
