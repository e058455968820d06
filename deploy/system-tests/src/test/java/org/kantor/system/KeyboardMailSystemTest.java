package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is done with messages and tasks, by keyboard alone. */
class KeyboardMailSystemTest extends KeyboardSystemTest {

    @Test
    void theSecondMessageIsOpenedAndIsRead() {
        var second = word();
        deliver(second);
        var first = word();
        Client.await("the second delivered", () -> Client.has(NAME, "INBOX", second));
        deliver(first);
        signIn(NAME);
        openNewest(first);
        press("j");
        assertThat(page.locator(".reader .rsub")).containsText(second);
        has("INBOX", "SEEN", second);
        press("k");
        assertThat(page.locator(".reader .rsub")).containsText(first);
        press("u");
        assertThat(page.locator(".reader.closed")).hasCount(1);
        focusIsSomewhere();
        press("Enter");
        assertThat(page.locator(".reader .rsub")).containsText(first);
    }

    @Test
    void aMessageIsArchivedAndBroughtBack() {
        var word = deliverAndOpen();
        press("e");
        assertThat(row(word)).hasCount(0);
        focusIsSomewhere();
        isIn("Archive", word);
        takeBack();
        assertThat(row(word)).isVisible();
        isIn("INBOX", word);
        focusIsSomewhere();
    }

    @Test
    void aMessageIsLabelledAndMovedWithThePicker() {
        var word = deliverAndOpen();
        press("l");
        pick("L" + word);
        assertThat(row(word).locator(".chip")).hasText("L" + word);
        has("INBOX", "KEYWORD L" + word, word);
        focusIsSomewhere();
        press("l");
        press("Escape");
        assertThat(page.locator("dialog.picker")).isHidden();
        focusIsSomewhere();
        press("v");
        pick("Archive");
        assertThat(row(word)).hasCount(0);
        focusIsSomewhere();
        isIn("Archive", word);
    }

    @Test
    void aTaskIsTypedOpenedDoneBroughtBackAndDeleted() {
        signIn(NAME);
        press("g", "t");
        assertThat(page.locator(".tlist h1")).hasText("Today");
        var word = word();
        press("c");
        assertThat(page.locator("k-task-entry input")).isFocused();
        type(word + " today");
        press("Enter");
        var line = page.locator(".trow").filter(new Locator.FilterOptions().setHasText(word));
        assertThat(line).isVisible();
        assertThat(page.locator("k-task-entry input")).isFocused();
        press("Escape");
        focusIsSomewhere();
        press("Home");
        walk("j", () -> has(line.locator(".ti")), "the task");
        press("e");
        assertThat(page.locator(".tdrawer")).isVisible();
        assertThat(page.locator(".tdrawer textarea").first()).hasValue(word);
        press("Escape");
        assertThat(page.locator(".tdrawer")).isHidden();
        assertThat(line.locator(".ti")).isFocused();
        press("x");
        assertThat(line).hasClass(Pattern.compile(".*done.*"));
        assertThat(line.locator(".ti")).isFocused();
        assertThat(page.locator(".toast:last-child")).containsText("Task done");
        press("z");
        assertThat(line).not().hasClass(Pattern.compile(".*done.*"));
        focusIsSomewhere();
        press("Home");
        walk("j", () -> has(line.locator(".ti")), "the task again");
        press("#");
        assertThat(line).hasCount(0);
        assertThat(page.locator(".toast:last-child")).containsText("Task deleted");
        focusIsSomewhere();
        takeBack();
        assertThat(line).isVisible();
        palette("Delete task");
        focusIsSomewhere();
    }

    @Test
    void aMessageBecomesATask() {
        var word = deliverAndOpen();
        press("Shift+T");
        isTold("Task added to Tasks");
        focusIsSomewhere();
        press("g", "t");
        assertThat(page.locator(".tlist h1")).isVisible();
        palette("Tasks");
        walk("F6", () -> has(page.locator(".side a.f, .side .compose").first()), "the side");
        tabTo(page.locator(".nav a.f[href='tasks/all']"));
        press("Enter");
        assertThat(page.locator(".tlist h1")).hasText("All tasks");
        assertThat(page.locator(".trow").filter(new Locator.FilterOptions().setHasText(word)))
                .isVisible();
    }

    @Test
    void aMessageIsSnoozedUntilTomorrow() {
        var word = deliverAndOpen();
        press("b");
        pick("Tomorrow");
        assertThat(row(word)).hasCount(0);
        focusIsSomewhere();
        isIn("Snoozed", word);
        takeBack();
        isIn("INBOX", word);
    }

    @Test
    void aMessageIsStarredMarkedUnreadAndMuted() {
        var word = deliverAndOpen();
        press("s");
        has("INBOX", "FLAGGED", word);
        press("Shift+U");
        has("INBOX", "UNSEEN", word);
        press("m");
        assertThat(row(word)).hasCount(0);
        focusIsSomewhere();
        isIn("Archive", word);
    }

    @Test
    void aRangeIsDeletedAtOnceAndBroughtBack() {
        var words = List.of(word(), word(), word());
        words.forEach(word -> {
            deliver(word);
            isIn("INBOX", word);
        });
        signIn(NAME);
        openNewest(words.getLast());
        press("Shift+ArrowDown", "Shift+ArrowDown");
        assertThat(page.locator(".bulk .picked")).hasText("3 selected");
        press("#");
        words.forEach(word -> assertThat(row(word)).hasCount(0));
        focusIsSomewhere();
        words.forEach(word -> isIn("Trash", word));
        takeBack();
        words.forEach(word -> isIn("INBOX", word));
        assertThat(row(words.getFirst())).isVisible();
        press("*", "a");
        assertThat(page.locator(".bulk .picked")).not().hasText("");
        press("*", "n");
        assertThat(page.locator(".bulk .picked")).hasText("");
        focusIsSomewhere();
    }
}
