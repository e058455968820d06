package org.kantor.webmail.mail;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** The lines of the folder panel in a real browser, on a page with nothing else. */
class FolderLinesBrowserTest extends PageTest {

    /** The properties are set before the element's class is known. */
    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"><link rel="stylesheet" href="ui/tokens.css"><link rel="stylesheet" href="ui/base.css"><link rel="stylesheet" href="ui/shell.css"></head><body><nav class="nav"><k-folders class="folders"></k-folders></nav>
            <script>
              window.inbox = { address: 'mail/1', icon: 'inbox', title: 'Inbox', mailbox: '1', use: 'inbox' };
              window.more = { key: 'more', title: 'More folders', add: 'New folder' };
              window.team = { address: 'mail/2', icon: 'folder', title: 'Team', mailbox: '2', menu: 'folder-menu' };
              window.lines = document.querySelector('k-folders');
              Object.assign(lines, { more: 'More for {0}', inner: 'Folders in {0}', addId: 'new-folder', open: 'mail/1', lines: [inbox, more, team] });
            </script>
            <script type="module">import '/ui/folders.js'; document.body.id = 'ready';</script></body></html>""";

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {});
    }

    private Locator line(String title) {
        return page.locator(".f").filter(new Locator.FilterOptions().setHasText(title));
    }

    @Test
    void aLineThatStaysKeepsTheFocusWhenOthersComeAndGo() {
        line("Team").focus();
        page.evaluate("lines.lines = [inbox, { address: 'mail/3', icon: 'star', title: 'Starred' }, more, team]");
        assertThat(page.locator("k-folders > *")).hasCount(4);
        assertThat(line("Team")).isFocused();
        page.evaluate("lines.lines = [more, team]");
        assertThat(page.locator("k-folders > *")).hasCount(2);
        assertThat(line("Team")).isFocused();
    }

    @Test
    void aNumberIsDrawnIntoTheLineThatIsThere() {
        line("Inbox").focus();
        page.evaluate("window.former = document.activeElement");
        page.evaluate("lines.change([{ ...inbox, number: '12', unread: '12 unread messages', bold: true }])");
        assertThat(line("Inbox").locator(".n")).hasText("12");
        assertThat(line("Inbox")).hasClass("f new on");
        assertThat(line("Inbox")).isFocused();
        page.evaluate("lines.change([inbox])");
        assertThat(line("Inbox").locator(".n")).hasCount(0);
        page.waitForCondition(() -> (Boolean) page.evaluate("window.former === document.activeElement"));
    }

    @Test
    void aFolderThatMayNoLongerBeReadIsNoLinkAndOneThatMayIs() {
        page.evaluate("lines.change([{ ...team, key: 'mail/2', address: undefined, mailbox: undefined }])");
        assertThat(page.locator("a.f")).hasCount(1);
        assertThat(line("Team")).not().hasAttribute("data-mailbox", "2");
        page.evaluate("lines.change([team])");
        assertThat(page.locator("a.f[href='mail/2'][data-mailbox='2']")).hasCount(1);
    }

    @Test
    void theButtonOfALineHasItsNameAsItIsNow() {
        page.locator(".more").focus();
        page.evaluate("lines.change([{ ...team, title: \"A$$B $& $' x\" }])");
        assertThat(page.locator(".more")).hasAttribute("aria-label", "More for A$$B $& $' x");
        assertThat(page.locator(".more")).isFocused();
    }

    @Test
    void whatIsOpenIsMarkedAndWhatIsDrawnAnewToo() {
        assertThat(page.locator("[aria-current]")).hasText("Inbox");
        page.evaluate("lines.open = 'mail/2'");
        assertThat(page.locator("[aria-current]")).hasText("Team");
        page.evaluate("lines.change([{ ...team, title: 'Group' }])");
        assertThat(page.locator("[aria-current]")).hasText("Group");
    }

    private static final String MANY = """
            (after) => {
              const fresh = document.createElement('k-folders');
              const all = Array.from({ length: 200 }, (_, i) => ({ address: `mail/${i + 10}`, icon: 'folder', title: `F${i}` }));
              Object.assign(fresh, { more: '', addId: '', open: 'mail/209', lines: all });
              window.first = fresh.childElementCount;
              document.querySelector('.nav').replaceChildren(fresh);
              after && fresh.change([{ ...all[199], title: 'Renamed' }]);
            }""";

    @Test
    void ofManyLinesThoseBelowTheScreenComeLater() {
        page.evaluate(MANY, false);
        assertThat(page.locator("k-folders > *")).hasCount(200);
        assertThat(page.locator("[aria-current]")).hasText("F199");
        assertThat(page.locator("k-folders > *").nth(199)).hasText("F199");
        page.waitForCondition(() -> page.evaluate("first").equals(40));
    }

    @Test
    void aChangeOfALineThatIsStillToComeIsNotLost() {
        page.evaluate(MANY, true);
        assertThat(page.locator("k-folders > *").nth(199)).hasText("Renamed");
        assertThat(page.locator("k-folders > *")).hasCount(200);
        assertThat(page.locator("k-folders > *").nth(199)).hasText("Renamed");
    }

    /** Team with Plans in it, and Other beside it. */
    private void tree() {
        page.evaluate("""
                () => {
                  window.moves = [];
                  lines.addEventListener('k-move', (event) => moves.push(`${event.detail.folder} into ${event.detail.into}`));
                  lines.top = 'Top level';
                  lines.lines = [inbox, more, team,
                    { address: 'mail/3', icon: 'folder', dot: 'h-red', title: 'Plans', mailbox: '3', depth: 1, menu: 'folder-menu' },
                    { address: 'mail/4', icon: 'folder', title: 'Other', mailbox: '4', menu: 'folder-menu' }];
                }""");
    }

    @Test
    void aFolderIsDraggedIntoAnotherAndToTheTopAndNotIntoWhatLiesInIt() {
        tree();
        line("Other").dragTo(line("Plans"));
        line("Team").dragTo(line("Plans"));
        line("Inbox").dragTo(line("Team"));
        line("Plans").dragTo(page.locator(".navh"));
        page.waitForCondition(() -> page.evaluate("moves.join()").equals("4 into 3,3 into 0"));
        assertThat(page.locator(".drop")).hasCount(0);
    }

    /** Messages over a line, as row-drag.js lets them be dragged. @param event of the drag */
    private void messages(String event, String title) {
        line(title).evaluate("""
                (line, name) => {
                  const data = new DataTransfer();
                  data.setData('application/x-kantor-messages', '');
                  line.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: data }));
                }""", event);
    }

    private void foldedTree() {
        page.clock().install(new Clock.InstallOptions().setTime(0));
        page.clock().pauseAt(1_000);
        tree();
        fold("Team").click();
        page.evaluate("""
                () => {
                  window.told = [];
                  document.body.insertAdjacentHTML('beforeend', '<div class="looks"></div>');
                  document.querySelector('.looks').addEventListener('k-look', (event) => told.push(event.detail.value));
                }""");
        assertThat(line("Plans")).isHidden();
    }

    @Test
    void aFoldedFolderOpensUnderMessagesThatRestThereAndFoldsWhenTheyGoElsewhere() {
        foldedTree();
        messages("dragover", "Team");
        page.clock().runFor(699);
        assertThat(line("Plans")).isHidden();
        messages("dragover", "Other");
        page.clock().runFor(2000);
        assertThat(line("Plans")).isHidden();
        messages("dragover", "Team");
        page.clock().runFor(500);
        messages("dragover", "Team");
        page.clock().runFor(200);
        assertThat(line("Plans")).isVisible();
        messages("drop", "Other");
        assertThat(line("Plans")).isHidden();
        messages("dragover", "Team");
        page.clock().runFor(700);
        assertThat(line("Plans")).isVisible();
        messages("dragend", "Inbox");
        assertThat(line("Plans")).isHidden();
        page.waitForCondition(() -> page.evaluate("told.join()").equals(""));
    }

    @Test
    void aFolderOnWhichSomethingWasLetGoStaysOpenToo() {
        foldedTree();
        messages("dragover", "Team");
        page.clock().runFor(700);
        messages("drop", "Team");
        messages("dragend", "Team");
        assertThat(line("Plans")).isVisible();
    }

    @Test
    void aFolderInWhichSomethingWasLetGoStaysOpen() {
        foldedTree();
        messages("dragover", "Team");
        page.clock().runFor(700);
        messages("dragover", "Plans");
        messages("drop", "Plans");
        messages("dragend", "Plans");
        assertThat(line("Plans")).isVisible();
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate("told.length === 1 && told[0] === ''")));
        fold("Team").click();
        line("Other").hover();
        page.mouse().down();
        line("Team").hover();
        line("Team").hover();
        page.clock().runFor(700);
        assertThat(line("Plans")).isVisible();
        line("Plans").hover();
        page.mouse().up();
        page.waitForCondition(() -> page.evaluate("moves.join()").equals("4 into 3"));
    }

    @Test
    void whatAFolderCanBeMovedIntoIsNotItselfNorWhatLiesInItNorWhereItIs() {
        tree();
        page.waitForCondition(() -> page.evaluate("lines.targets('2').map((one) => one.name).join()")
                .equals("Inbox,Other"));
        page.waitForCondition(() -> page.evaluate("lines.targets('3').map((one) => one.name).join()")
                .equals("Top level,Inbox,Other"));
        page.waitForCondition(() -> page.evaluate("lines.targets('4').map((one) => one.name).join()")
                .equals("Inbox,Team,Team / Plans"));
        assertThat(line("Plans").locator("k-icon")).hasClass("hued h-red");
    }

    private Locator fold(String title) {
        return page.locator(".fr")
                .filter(new Locator.FilterOptions().setHasText(title))
                .locator(".fold");
    }

    @Test
    void whatLiesInAFolderIsHiddenAndShownByItsButtonAndByTheArrows() {
        tree();
        assertThat(page.locator(".fold")).hasCount(1);
        assertThat(fold("Team")).hasAttribute("aria-expanded", "true");
        fold("Team").click();
        assertThat(line("Plans")).isHidden();
        assertThat(line("Other")).isVisible();
        assertThat(page.locator("html")).hasAttribute("data-folded", "2");
        line("Team").press("ArrowRight");
        assertThat(line("Plans")).isVisible();
        assertThat(fold("Team")).hasAttribute("aria-expanded", "true");
        line("Team").press("ArrowLeft");
        assertThat(line("Plans")).isHidden();
        assertThat(line("Team")).isFocused();
        // as the person did in another page
        page.evaluate("kantorPreferred('folded', '')");
        assertThat(line("Plans")).isVisible();
    }

    @Test
    void aFoldedFolderIsBoldAsWhatIsNewInIt() {
        tree();
        fold("Team").click();
        page.evaluate(
                "lines.change([{ address: 'mail/3', icon: 'folder', title: 'Plans', mailbox: '3', depth: 1, menu: 'folder-menu', number: '1', bold: true }])");
        assertThat(line("Team")).hasClass("f new");
        assertThat(line("Plans")).isHidden();
        fold("Team").click();
        assertThat(line("Team")).hasClass("f");
        assertThat(line("Plans")).hasClass("f new");
    }

    @Test
    void theTextsMayComeAfterTheLines() {
        page.evaluate("""
                () => {
                  const fresh = document.createElement('k-folders');
                  fresh.lines = [{ ...team, menu: undefined }, { address: 'mail/3', icon: 'folder', title: 'Plans', depth: 1 }];
                  fresh.inner = 'Folders in {0}';
                  document.querySelector('.nav').replaceChildren(fresh);
                }""");
        assertThat(page.locator(".fold")).hasAttribute("aria-label", "Folders in Team");
    }

    @Test
    void aLineWithoutAWayInIsHiddenToo() {
        tree();
        page.evaluate(
                "lines.lines = [team, { key: 'closed', icon: 'folder', title: 'Closed', depth: 1 }, { address: 'mail/4', icon: 'folder', title: 'Other', mailbox: '4' }]");
        fold("Team").click();
        assertThat(line("Closed")).isHidden();
        assertThat(line("Other")).isVisible();
    }

    @Test
    void theFocusOfWhatIsHiddenGoesToTheFolderAroundIt() {
        tree();
        line("Plans").focus();
        page.evaluate("kantorPreferred('folded', '2')");
        assertThat(line("Team")).isFocused();
    }

    @Test
    void whatIsOpenIsSeenThoughItsLineComesLaterAndLiesInAFoldedFolder() {
        page.evaluate("kantorPreferred('folded', '2')");
        page.evaluate("lines.open = 'mail/3'");
        tree();
        assertThat(line("Plans")).isVisible();
        fold("Team").click();
        page.evaluate("lines.change([{ ...team, number: '2' }])");
        assertThat(line("Plans")).isHidden();
    }

    @Test
    void aFolderThatIsOpenedByAnotherWayIsSeenThoughItLiesInAFoldedOne() {
        tree();
        fold("Team").click();
        page.evaluate("lines.open = 'mail/3'");
        assertThat(line("Plans")).isVisible();
        assertThat(page.locator("html")).hasAttribute("data-folded", "");
        fold("Team").click();
        assertThat(line("Plans")).isHidden();
    }

    @Test
    void theButtonOfAHeadingAsks() {
        page.evaluate("lines.addEventListener('k-add', () => window.asked = true)");
        page.locator("#new-folder").click();
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate("window.asked")));
    }
}
