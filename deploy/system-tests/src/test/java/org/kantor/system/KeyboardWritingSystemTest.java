package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Writing mail by keyboard alone. */
class KeyboardWritingSystemTest extends KeyboardSystemTest {

    private static void isNotIn(String mailbox, String word) {
        Client.await(word + " no more in " + mailbox, () -> !Client.has(NAME, mailbox, word));
    }

    private static final String FOCUSED_ROW = "(row) => row.closest('k-mail-list').focused === row.dataset.uid";

    private void throwAway(String word) {
        tabTo(composer().locator("[data-do=discard]"));
        press("Enter");
        assertThat(composer()).isHidden();
        focusIsSomewhere();
        isNotIn("Drafts", word);
    }

    /** To Bob by completion, with the word for its subject; the caret is in the text. */
    private String write() {
        var word = word();
        press("c");
        assertThat(composer().locator("k-recipients[data-field=to] input")).isFocused();
        type("bob s");
        assertThat(composer().locator(".suggestions .mi.on")).containsText("bob@example.org");
        press("Enter");
        assertThat(composer().locator(".person")).containsText("Bob Siregar");
        tabTo(composer().locator("input.subject"));
        type(word);
        press("Tab");
        assertThat(composer().locator(".rich")).isFocused();
        return word;
    }

    @Test
    void aMessageIsWrittenWithACopyBoldTextAndAFile() {
        signIn(NAME);
        var word = write();
        type("Harga ");
        press("Control+b");
        type("baru");
        press("Control+b");
        press("Control+Shift+C");
        assertThat(composer().locator("k-recipients[data-field=cc] input")).isFocused();
        type("dave@example.org");
        press("Enter");
        var attach = composer().locator("[data-do=attach]");
        tabTo(attach);
        var chooser = page.waitForFileChooser(() -> {
            // by whose answer the browser has heard that it is to tell of the dialogue
            page.evaluate("1");
            press("Enter");
        });
        chooser.setFiles(new FilePayload("harga.txt", "text/plain", "1000".getBytes(StandardCharsets.US_ASCII)));
        assertThat(composer().locator(".file")).containsText("harga.txt");
        assertThat(composer().locator(".file .quota")).hasCount(0);
        focusIsSomewhere();
        press("Control+Enter");
        assertThat(composer()).hasCount(0);
        focusIsSomewhere();
        assertThat(Client.awaitMessage("bob:bob-demo", word))
                .contains("<b>baru</b>")
                .contains("Cc: ")
                .contains("dave@example.org")
                .contains("filename=harga.txt");
        isIn("Sent", word);
    }

    @Test
    void whatIsSentIsTakenBackAndThrownAway() {
        signIn(NAME);
        var word = write();
        press("Control+Enter");
        assertThat(composer()).hasCount(0);
        takeBack();
        assertThat(composer().locator("input.subject")).hasValue(word);
        isIn("Drafts", word);
        assertThat(Client.has("bob", "INBOX", word)).isFalse();
        focusIsSomewhere();
        throwAway(word);
    }

    @Test
    void aMessageIsSentLater() {
        signIn(NAME);
        var word = write();
        press("Control+Shift+L");
        assertThat(composer().locator(".send-menu")).isVisible();
        walk("ArrowDown", composer().locator("[data-do='later:tomorrow']"));
        press("Enter");
        assertThat(composer()).hasCount(0);
        focusIsSomewhere();
        isIn("Scheduled", word);
        takeBack();
        assertThat(composer().locator("input.subject")).hasValue(word);
        isNotIn("Scheduled", word);
        throwAway(word);
    }

    @Test
    void aMessageIsAnsweredToAllAndForwarded() {
        var word = word();
        deliver(NAME + "@example.org", word, "Text about " + word, "Cc: dave@example.org");
        signIn(NAME);
        openNewest(word);
        press("a");
        assertThat(composer().locator("k-recipients[data-field=to] .person")).containsText("joko");
        assertThat(composer().locator("k-recipients[data-field=cc] .person")).containsText("Dave");
        // a message that was plain text is answered so
        assertThat(composer().locator(".plain")).isFocused();
        type("Baik");
        isIn("Drafts", word);
        press("Escape");
        assertThat(composer()).hasCount(0);
        focusIsSomewhere();
        press("f");
        assertThat(composer().locator("k-recipients[data-field=to] input")).isFocused();
        type("bob@example.org");
        press("Enter");
        press("Control+Enter");
        assertThat(composer()).hasCount(0);
        assertThat(Client.awaitMessage("bob:bob-demo", word)).contains("Text about " + word);
    }

    @Test
    void aDraftIsKeptAndGoneOnWith() {
        signIn(NAME);
        var word = write();
        type("Setengah jadi");
        press("Escape");
        assertThat(composer()).hasCount(0);
        focusIsSomewhere();
        isIn("Drafts", word);
        press("g", "d");
        assertThat(page.locator(".lhead h1")).hasText("Drafts");
        assertThat(row(word)).isVisible();
        tabTo(page.locator(".list vaadin-grid"));
        walk("ArrowDown", () -> (Boolean) row(word).evaluate(FOCUSED_ROW), "the draft's row");
        press("Enter");
        assertThat(composer().locator("input.subject")).hasValue(word);
        assertThat(composer().locator(".rich")).containsText("Setengah jadi");
        focusIsSomewhere();
        throwAway(word);
    }

    @Test
    void aSignatureIsAddedAndStandsUnderWhatIsWritten() {
        signIn(NAME);
        var word = word();
        palette("identities");
        tabTo(page.locator(".identity .rich").first());
        press("Control+a");
        type("Salam, " + word);
        tabBackTo(page.locator(".phead .btn.primary"));
        press("Enter");
        assertThat(page.locator(".toast:last-child")).containsText("saved");
        focusIsSomewhere();
        page.reload();
        assertThat(page.locator(".identity .rich").first()).containsText(word);
        press("g", "i");
        assertThat(page.locator(".nav .compose")).isVisible();
        var subject = write();
        assertThat(composer().locator(".mail-signature")).containsText(word);
        press("Control+Enter");
        assertThat(Client.awaitMessage("bob:bob-demo", subject)).contains(word);
    }
}
