package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** What rows of mail become when they are read or starred already, in a real browser, in a list without a grid. */
class MailRowBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en" data-swiperight="read" data-swipeleft="star"><head><base href="/"></head><body><k-mail-list><vaadin-grid></vaadin-grid></k-mail-list>
            <script type="module">
              import '/ui/mail-row.js';
              import '/ui/mail-list.js';
              window.list = document.querySelector('k-mail-list');
              window.rows = [{ uid: '1', tags: '', unread: true }, { uid: '2', tags: '', starred: true }];
              list.labels = { read: 'Read', markUnread: 'Unread', star: 'Star', unstar: 'No star' };
              list.grid._dataProviderController = { rootCache: { items: rows } };
              window.looked = 0;
              const { item } = list;
              list.item = (uid) => ++looked && item.call(list, uid);
              const html = (strings, ...values) => strings.reduce((text, part, i) => text + [values[i - 1]].flat().join('') + part);
              window.drawn = (index) => {
                const box = document.createElement('div');
                box.innerHTML = kantorMailRow(html, { closest: () => list }, index);
                return [...box.querySelectorAll('.swiped > span')].map((side) => side.className + ' ' + side.textContent).join();
              };
              window.acts = (index) => {
                const box = document.createElement('div');
                box.innerHTML = kantorMailRow(html, { closest: () => list }, index).replaceAll(/data-act=(\\w+)/g, 'data-act="$1"');
                return [...box.querySelectorAll('.acts [data-act]')].map((one) => one.dataset.act).join();
              };
              document.body.id = 'ready';
            </script></body></html>""";

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {});
    }

    @Test
    void aRowSaysWhatAFingerMakesOfItAndIsNotLookedForAmongAll() {
        assertThat(page.evaluate("[drawn(0), drawn(1), list.turned('archive', ['1', '2']), looked]"))
                .isEqualTo(List.of("right Read,left Star", "right Unread,left No star", "archive", 0));
    }

    @Test
    void aRowThatWaitsForItsTimeOffersToComeBackInThePlaceOfWaiting() {
        page.evaluate("rows[1].snoozed = 'tomorrow'");
        assertThat(page.evaluate("[acts(0), acts(1)]"))
                .isEqualTo(List.of("archive,delete,snooze,read,star", "archive,delete,unsnooze,unread,unstar"));
        page.evaluate("list.kind = 'snoozed'");
        assertThat(page.evaluate("acts(0)")).isEqualTo("archive,delete,unsnooze,read,star");
    }

    @Test
    void severalRowsAreTurnedOnlyIfAllAreSoAlready() {
        assertThat(page.evaluate("[['1', '2'], ['2'], ['1']].map((uids) => list.turned('read', uids)).join()"))
                .isEqualTo("read,unread,read");
        assertThat(page.evaluate("[['1', '2'], ['2'], ['1']].map((uids) => list.turned('star', uids)).join()"))
                .isEqualTo("star,unstar,star");
    }

    @Test
    void rowsThatNobodyKnowsAreNotTakenForReadAndTheOneUnderAFingerIsKnown() {
        page.evaluate("Object.assign(list, { all: true, size: 5 })");
        assertThat(page.evaluate("[list.turned('read', ['2']), list.turned('star', ['2']), drawn(1)]"))
                .isEqualTo(List.of("read", "star", "right Unread,left No star"));
    }
}
