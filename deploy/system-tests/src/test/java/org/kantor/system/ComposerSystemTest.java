package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writing mail in the system's Chromium, as a person does it, with IMAP beside it. */
class ComposerSystemTest extends WritingSystemTest {

    private static final String LOGO =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    /** By keyboard alone. */
    private void write(String to, String subject, String text) {
        compose();
        page.keyboard().type(to);
        page.keyboard().press("Enter");
        composer(page).locator("input.subject").fill(subject);
        composer(page).locator(".rich").focus();
        page.keyboard().type(text);
    }

    @Test
    void whatIsTakenBackIsInTheComposerAsItWasAndIsNotSent() {
        signIn("alice");
        var word = word();
        write("bob@example.org", word, "Halo ");
        page.keyboard().press("Control+b");
        page.keyboard().type("Bob");
        screenshot("composer");
        page.keyboard().press("Control+Enter");
        assertThat(composer(page)).hasCount(0);
        assertThat(page.locator(".toast:last-child")).containsText("leaves in 10 seconds");
        screenshot("composer-undo");
        page.keyboard().press("z");
        assertThat(composer(page).locator("input.subject")).hasValue(word);
        assertThat(composer(page).locator(".person")).containsText("Bob Siregar");
        assertThat(composer(page).locator(".rich b")).hasText("Bob");
        assertThat(Client.has("alice", "Drafts", word)).isTrue();
        assertThat(Client.has("bob", "INBOX", word)).isFalse();
        assertThat(Client.has("alice", "Sent", word)).isFalse();
        composer(page).locator("[data-do=discard]").click();
    }

    @Test
    void aMessageLeavesThoughTheBrowserIsClosed() {
        signIn("alice");
        var word = word();
        write("carol@example.org", word, "Sampai besok");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".toast:last-child")).containsText("leaves in");
        context.close();
        assertThat(Client.has("alice", "Drafts", word)).isTrue();
        assertThat(Client.awaitMessage("carol:carol-demo", word))
                .contains("Sampai besok")
                .doesNotContain("X-Kantor");
        assertThat(Client.has("alice", "Drafts", word)).isFalse();
        assertThat(Client.has("alice", "Sent", word)).isTrue();
    }

    @Test
    void aSecondTabCanTakeBack() {
        signIn("carol");
        var other = context.newPage();
        other.navigate(Suite.web() + "/");
        assertThat(other.locator(".nav .compose")).isVisible();
        var word = word();
        page.bringToFront();
        write("bob@example.org", word, "dua jendela");
        page.keyboard().press("Control+Enter");
        assertThat(other.locator(".toast:last-child")).containsText("leaves in");
        other.locator(".toast:last-child .undo").click();
        assertThat(composer(other).locator("input.subject")).hasValue(word);
        assertThat(Client.has("carol", "Drafts", word)).isTrue();
        assertThat(Client.has("bob", "INBOX", word)).isFalse();
        composer(other).locator("[data-do=discard]").click();
    }

    @Test
    void aMessageForLaterLiesAmongTheScheduledOnesAndCanBeHadBack() {
        signIn("bob");
        var word = word();
        write("alice@example.org", word, "nanti");
        page.keyboard().press("Control+Shift+L");
        var menu = composer(page).locator(".send-menu");
        assertThat(menu).isVisible();
        assertThat(menu.locator("[data-do='later:tomorrow'] .r")).containsText("08:00");
        screenshot("composer-send-menu");
        menu.locator("[data-do='later:tomorrow']").click();
        assertThat(composer(page)).hasCount(0);
        assertThat(page.locator(".toast:last-child")).containsText("leaves on");
        assertThat(Client.has("bob", "Scheduled", word)).isTrue();
        page.locator(".nav a.f")
                .filter(new Locator.FilterOptions().setHasText("Scheduled"))
                .click();
        assertThat(page.locator("k-mail-list .grp").filter(new Locator.FilterOptions().setHasText("Tomorrow")))
                .isVisible();
        row(word).click();
        assertThat(page.locator(".reader .leaves")).containsText("08:00");
        assertThat(page.frameLocator(".reader iframe").locator("body")).containsText("nanti");
        assertThat(page.locator(".reader [data-answer], .reader [data-reply-here]"))
                .hasCount(0);
        screenshot("scheduled");
        page.locator("[data-scheduled=move]").click();
        assertThat(page.locator("dialog.scheduled k-when")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.scheduled")).hasCount(0);
        page.locator("[data-scheduled=move]").click();
        page.locator("dialog.scheduled k-when").evaluate("(field) => { field.value += 135 * 60_000; }");
        page.locator("dialog.scheduled .btn.primary").click();
        assertThat(page.locator(".toast:last-child")).containsText("10:15");
        assertThat(page.locator(".reader .leaves")).hasCount(0);
        assertThat(row(word).locator("time")).containsText("10:15");
        row(word).click();
        assertThat(page.locator(".reader .leaves")).containsText("10:15");
        page.locator("[data-scheduled=cancel]").click();
        assertThat(page.locator(".toast:last-child")).containsText("among the drafts");
        assertThat(page.locator(".reader .leaves")).hasCount(0);
        // a list that is empty now is hidden with its rows
        assertThat(row(word)).not().isVisible();
        openDraft(page, word);
        assertThat(composer(page).locator("input.subject")).hasValue(word);
        assertThat(Client.has("bob", "Scheduled", word)).isFalse();
        assertThat(Client.has("bob", "Drafts", word)).isTrue();
        composer(page).locator("[data-do=discard]").click();
    }

    @Test
    void aScheduledMessageIsSentNowWhenAskedTo() {
        signIn("bob");
        var word = word();
        write("carol@example.org", word, "sekarang saja");
        page.keyboard().press("Control+Shift+L");
        composer(page).locator("[data-do='later:tomorrow']").click();
        page.locator(".nav a.f")
                .filter(new Locator.FilterOptions().setHasText("Scheduled"))
                .click();
        row(word).click();
        page.getByText("Send now").click();
        assertThat(Client.awaitMessage("carol:carol-demo", word)).contains("sekarang saja");
    }

    @Test
    void aDraftOutlivesItsTabAndTwoWindowsNeverOverwriteEachOther() {
        signIn("carol");
        var word = word();
        write("bob@example.org", word, "satu");
        Client.await("the draft kept", () -> Client.has("carol", "Drafts", word));
        page.close();
        page = context.newPage();
        page.navigate(Suite.web() + "/");
        openDraft(page, word);
        assertThat(composer(page).locator(".rich")).containsText("satu");
        var second = context.newPage();
        second.navigate(Suite.web() + "/");
        openDraft(second, word);
        assertThat(composer(second).locator(".problem")).containsText("another window");
        composer(page).locator(".rich").focus();
        page.keyboard().press("Control+End");
        page.keyboard().type(" pertama");
        assertThat(composer(page).locator(".saved")).containsText("saved");
        composer(second).locator(".rich").focus();
        second.keyboard().press("Control+End");
        second.keyboard().type(" kedua");
        assertThat(composer(second).locator(".problem")).containsText("changed");
        Client.await("both kept", () -> Client.count("carol", "Drafts", "SUBJECT " + word) == 2);
    }

    private void openDraft(Page in, String word) {
        in.locator(".nav a.f[data-use=drafts]").click();
        in.locator(".row:not(.gone)")
                .filter(new Locator.FilterOptions().setHasText(word))
                .first()
                .click();
        assertThat(composer(in).locator("input.subject")).hasValue(word);
    }

    @Test
    void anUploadGoesOnAfterTheConnectionBreaks() {
        signIn("alice");
        var word = word();
        write("bob@example.org", word, "berkas");
        var broken = new AtomicInteger();
        page.route(Pattern.compile(".*/VAADIN/dynamic/resource/.*"), route -> {
            if (route.request().headers().containsKey("x-kantor-offset") && broken.incrementAndGet() == 2) {
                route.abort();
            } else {
                route.resume();
            }
        });
        // no piece is like another
        var content = IntStream.range(0, 200_000)
                .mapToObj("%012d\n"::formatted)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        page.locator("k-composer .file-input")
                .first()
                .setInputFiles(new FilePayload("data.txt", "text/plain", content));
        assertThat(composer(page).locator(".file")).containsText("2.6 MB");
        assertThat(composer(page).locator(".file .quota")).hasCount(0);
        assertThat(broken.get()).isGreaterThan(3);
        page.keyboard().press("Control+Enter");
        var message = Client.awaitMessage("bob:bob-demo", word);
        var part = message.substring(message.indexOf("filename=data.txt"));
        var body = part.substring(part.indexOf("\r\n\r\n") + 4, part.lastIndexOf("\r\n--"));
        assertThat(Base64.getMimeDecoder().decode(body)).isEqualTo(content);
    }

    @Test
    void whoeverSpeaksOfAnAttachmentIsRemindedOfIt() {
        signIn("alice");
        var word = word();
        write("bob@example.org", word, "Terlampir daftar harga");
        page.keyboard().press("Control+Enter");
        var asked = composer(page).locator(".problem");
        assertThat(asked).containsText("attach");
        // a question, not a failure
        assertThat(asked).hasClass(Pattern.compile(".*\\bwarn\\b.*"));
        asked.getByText("Send anyway").click();
        assertThat(composer(page)).hasCount(0);
        takeBack();
        composer(page).locator("[data-do=discard]").click();
    }

    @Test
    void theNameAndTheSignatureOfTheIdentityGoWithTheMessage() {
        signIn("dave");
        page.navigate(Suite.web() + "/settings/identities");
        var first = page.locator(".identity").first();
        var sign = word();
        first.locator(".rich").first().fill("Salam, " + sign);
        first.locator("input").first().fill("Dave O.");
        page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".toast:last-child")).containsText("saved");
        screenshot("identities");
        var undo = page.getByLabel("Undo send", new Page.GetByLabelOptions().setExact(true));
        undo.selectOption("5");
        page.reload();
        assertThat(undo).hasValue("5");
        page.navigate(Suite.web() + "/");
        var word = word();
        write("bob@example.org", word, "Halo");
        assertThat(composer(page).locator(".mail-signature")).containsText(sign);
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".toast:last-child")).containsText("leaves in 5 seconds");
        assertThat(Client.awaitMessage("bob:bob-demo", word))
                .contains("From: \"Dave O.\" <dave@example.org>")
                .contains(sign);
        page.navigate(Suite.web() + "/settings/identities");
        undo.selectOption("10");
    }

    private void sign(String text) {
        page.navigate(Suite.web() + "/settings/identities");
        page.locator("k-signature .rich").first().fill(text);
    }

    private void saveIdentities() {
        page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".toast:last-child")).containsText("saved");
    }

    @Test
    void theLogoOfASignatureIsAPartOfTheMessageAlsoOfOneThatIsTakenBack() {
        signIn("dave");
        sign("Dave");
        page.locator("k-signature .file-input")
                .first()
                .setInputFiles(new FilePayload(
                        "logo.png", "image/png", Base64.getDecoder().decode(LOGO)));
        assertThat(page.locator("k-signature .rich img")).hasCount(1);
        saveIdentities();
        page.navigate(Suite.web() + "/");
        var word = word();
        write("bob@example.org", word, "Halo");
        assertThat(composer(page).locator(".mail-signature img")).hasCount(1);
        page.keyboard().press("Control+Enter");
        assertThat(composer(page)).hasCount(0);
        takeBack();
        assertThat(composer(page).locator(".mail-signature img")).hasCount(1);
        composer(page).locator(".send").click();
        assertThat(composer(page)).hasCount(0);
        assertThat(Client.awaitMessage("bob:bob-demo", word))
                .contains("Content-ID: <")
                .contains("filename=logo.png")
                .contains("[logo.png]");
        sign("");
        saveIdentities();
    }

    @Test
    void anAnswerFoldsWhatItQuotesAndMarksWhatItAnswersWhenItLeaves() {
        var word = word();
        // not the domain of the relay's tests, which would wait for what could not be passed on here
        deliverFrom("joko@jauh.example", "alice@example.org", word, "<p>Berapa <b>harganya</b>?</p>", html());
        signIn("alice");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        // a quick writer: no letter becomes a key of the list while the composer is on its way
        page.evaluate("[...'rSeratus'].forEach((key) => document.activeElement.dispatchEvent("
                + "new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true })))");
        assertThat(composer(page).locator(".person.out")).containsText("joko");
        assertThat(composer(page).locator(".quote-toggle")).isVisible();
        assertThat(composer(page).locator(".rich p").first()).hasText("Seratus");
        composer(page).locator(".quote-toggle").click();
        assertThat(composer(page).locator(".mail-quotation")).isVisible();
        screenshot("composer-answer");
        page.keyboard().press("Control+Shift+E");
        assertThat(composer(page)).hasCount(0);
        Client.await("the answered message archived", () -> Client.has("alice", "Archive", word));
        assertThat(Client.has("alice", "Sent", word)).isTrue();
    }

    private static void ask(String recipient, String word) {
        deliverFrom("joko@jauh.example", recipient, word, "When?", "--header", "Reply-To: dave@example.org");
    }

    @Test
    void anAnswerFromASharedMailboxLeavesAsTheMailboxIsKeptInBothSentsAndMarksWhatItAnswers() {
        var word = word();
        var name = "team" + word;
        var address = name + "@example.org";
        Admin.kantor("users", "create-shared", address, "--name", name);
        Admin.kantor("users", "share", address, "alice@example.org", "--rights", "lrswipte");
        Admin.kantor("users", "share", address, "bob@example.org", "--rights", "lrs");
        ask(address, word);
        signIn("alice");
        page.locator(".nav .shared a.f")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first()
                .click();
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.keyboard().press("r");
        assertThat(composer(page).locator("select.from")).hasValue(address);
        assertThat(composer(page).locator(".person")).hasCount(1);
        page.keyboard().type("Tomorrow");
        screenshot("composer-shared");
        page.keyboard().press("Control+Enter");
        assertThat(composer(page)).hasCount(0);
        assertThat(Client.awaitMessage("dave:dave-demo", word)).contains("<" + address + ">");
        // over IMAP the shared mailbox lies where others' do, also for those who only read there
        var inbox = "Shared/" + name + "@example.org/INBOX";
        var sent = "Shared/" + name + "@example.org/Sent";
        Client.await("the mark there", () -> Client.finds("bob", inbox, "ANSWERED SUBJECT " + word));
        Client.await("the copy there", () -> Client.finds("bob", sent, "SUBJECT " + word));
        Client.await("the copy in the author's Sent", () -> Client.has("alice", "Sent", word));
        // who may not send as it answers as themselves, and marks nothing
        var other = word();
        ask(address, other);
        context.clearCookies();
        signIn("bob");
        page.locator(".nav .shared a.f")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first()
                .click();
        row(other).click();
        assertThat(page.locator(".reader .rsub")).containsText(other);
        page.keyboard().press("r");
        assertThat(composer(page)).isVisible();
        page.keyboard().type("I do not know");
        page.keyboard().press("Control+Enter");
        assertThat(composer(page)).hasCount(0);
        Client.await("the answer", () -> Client.has("dave", "INBOX", other));
        assertThat(Client.has("bob", "Sent", other)).isTrue();
        // one message leaves after the other: what is done about the first is done when a second one is there
        var later = word();
        write("dave@example.org", later, "Later");
        page.keyboard().press("Control+Enter");
        assertThat(composer(page)).hasCount(0);
        Client.await("the later message", () -> Client.has("dave", "INBOX", later));
        assertThat(Client.finds("bob", inbox, "ANSWERED SUBJECT " + other)).isFalse();
        assertThat(Client.finds("bob", sent, "SUBJECT " + other)).isFalse();
    }

    @Test
    void whatWasWrittenAndAttachedStaysWhenTheMessageIsForwardedAsAFile() {
        var word = word();
        deliverFrom("joko@jauh.example", "alice@example.org", word, "Daftar lama", attached("lama.txt", "isi lama"));
        signIn("alice");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.keyboard().press("f");
        assertThat(composer(page).locator(".file")).containsText("lama.txt");
        assertThat(composer(page).locator("k-recipients input").first()).isFocused();
        page.keyboard().type("bob@example.org");
        page.keyboard().press("Enter");
        var body = composer(page).locator(".rich:not([hidden]), textarea:not([hidden])");
        body.focus();
        page.keyboard().press("Control+Home");
        page.keyboard().type("Tolong dilihat. ");
        page.locator("k-composer .file-input")
                .first()
                .setInputFiles(new FilePayload("baru.txt", "text/plain", "baru".getBytes(StandardCharsets.UTF_8)));
        assertThat(composer(page).locator(".file").last()).containsText("baru.txt");
        assertThat(composer(page).locator(".file .quota")).hasCount(0);
        composer(page).locator(".options").click();
        composer(page).locator("[data-do=whole]").click();
        assertThat(composer(page).locator(".file b")).hasText(new String[] {"baru.txt", word + ".eml"});
        assertThat(composer(page)).hasCount(1);
        assertThat(composer(page).locator(".person")).containsText("Bob Siregar");
        screenshot("composer-whole");
        page.keyboard().press("Control+Enter");
        assertThat(Client.awaitMessage("bob:bob-demo", word))
                .contains("Tolong dilihat.")
                .contains("filename=baru.txt")
                .contains("message/rfc822")
                .doesNotContain("Forwarded message");
    }

    @Test
    void theComposersKeysAreOnThePageOfKeysAndCanBeChanged() {
        signIn("carol");
        page.navigate(Suite.web() + "/settings/shortcuts");
        var line = page.locator("k-keymap .setline").filter(new Locator.FilterOptions().setHasText("Add Bcc"));
        assertThat(line.locator("kbd")).hasText(new String[] {"Ctrl", "Shift", "B"});
        line.getByText("Change").click();
        page.keyboard().press("y");
        assertThat(page.locator("k-keymap [role=alert]")).containsText("hold Ctrl and Shift");
        line.getByText("Change").click();
        page.keyboard().press("Control+Shift+Y");
        assertThat(line.locator("kbd")).hasText(new String[] {"Ctrl", "Shift", "Y"});
        page.navigate(Suite.web() + "/");
        assertThat(page.locator(".nav .compose")).isVisible();
        page.keyboard().press("?");
        assertThat(page.locator("dialog.keys dl > div")
                        .filter(new Locator.FilterOptions().setHasText("Add Cc, Bcc"))
                        .locator("kbd"))
                .hasText(new String[] {"Ctrl", "Shift", "C", "Y"});
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.keys")).isHidden();
        compose();
        page.keyboard().press("Control+Shift+Y");
        assertThat(composer(page).locator("k-recipients[data-field=bcc] input")).isFocused();
        page.keyboard().press("Control+Shift+C");
        assertThat(composer(page).locator("k-recipients[data-field=cc] input")).isFocused();
        page.keyboard().press("Control+Shift+L");
        assertThat(composer(page).locator(".send-menu")).isVisible();
        page.keyboard().press("Escape");
        composer(page).locator("[data-do=close]").click();
        page.navigate(Suite.web() + "/settings/shortcuts");
        page.locator("k-keymap").getByText("All as they were").click();
        assertThat(line.locator("kbd")).hasText(new String[] {"Ctrl", "Shift", "B"});
    }

    @Test
    void aTemplateIsThereInOtherSessionsIsPutIntoATextAndDeletedAndHadBack() {
        var word = word();
        var here = page;
        signIn("bob");
        compose();
        composer(page).locator("input.subject").fill(word);
        composer(page).locator(".rich").focus();
        page.keyboard().type("Salam hangat ");
        page.keyboard().press("Control+b");
        page.keyboard().type(word);
        composer(page).locator(".options").click();
        composer(page).locator("[data-do=keep-template]").click();
        assertThat(page.locator("dialog[open] input")).hasValue(word);
        page.keyboard().press("Enter");
        assertThat(template(word)).hasCount(1);
        composer(page).locator("[data-do=discard]").click();
        try (var elsewhere = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB"))) {
            elsewhere.setDefaultTimeout(PATIENCE);
            page = elsewhere.newPage();
            signIn("bob");
            compose();
            composer(page).locator(".rich").focus();
            composer(page).locator(".options").click();
            template(word).click();
            assertThat(composer(page).locator(".rich b")).hasText(word);
            assertThat(composer(page).locator(".rich")).containsText("Salam hangat " + word);
            composer(page).locator("[data-do=discard]").click();
        } finally {
            page = here;
        }
        page.navigate(Suite.web() + "/settings/identities");
        var kept =
                page.locator(".writing-settings [role=listitem]").filter(new Locator.FilterOptions().setHasText(word));
        kept.locator("button").click();
        assertThat(kept).hasCount(0);
        takeBack(word);
        assertThat(kept).hasCount(1);
        page.navigate(Suite.web() + "/");
        compose();
        composer(page).locator(".options").click();
        assertThat(template(word)).isVisible();
        template(word).click();
        assertThat(composer(page).locator(".rich b")).hasText(word);
        composer(page).locator("[data-do=discard]").click();
        page.navigate(Suite.web() + "/settings/identities");
        kept.locator("button").click();
        assertThat(kept).hasCount(0);
    }

    private Locator template(String name) {
        return composer(page).locator("[data-do=template]").filter(new Locator.FilterOptions().setHasText(name));
    }

    @Test
    void aGroupOfAnAddressBookIsOfferedAndGoesAsItsMembers() {
        var word = word();
        var resource = Client.dav("addressbooks", "alice") + word + ".vcf";
        Client.put("alice", resource, "text/vcard", """
                BEGIN:VCARD
                VERSION:4.0
                UID:%s
                FN:Tim %s
                KIND:group
                MEMBER:mailto:bob@example.org
                MEMBER:mailto:carol@example.org
                MEMBER:mailto:x@jauh.example
                END:VCARD
                """.formatted(word, word));
        signIn("alice");
        compose();
        page.keyboard().type("tim " + word.substring(0, 6));
        var offered =
                composer(page).locator("[role=option]").filter(new Locator.FilterOptions().setHasText("Tim " + word));
        assertThat(offered).containsText("Group, 3 people");
        offered.click();
        var chip = composer(page).locator(".person").first();
        assertThat(chip).hasClass(Pattern.compile("out"));
        assertThat(chip).hasAttribute("title", Pattern.compile("1 of 3 outside of the organisation"));
        screenshot("composer-group");
        composer(page).locator("input.subject").fill(word);
        chip.locator(".expand").click();
        assertThat(composer(page).locator(".person")).hasCount(3);
        assertThat(composer(page).locator(".person.out")).containsText("x@jauh.example");
        composer(page).locator(".person.out button").click();
        page.keyboard().press("Control+Enter");
        assertThat(Client.awaitMessage("carol:carol-demo", word))
                .contains("bob@example.org")
                .contains("carol@example.org");
        Client.curl("alice:alice-demo", resource, "-f", "-X", "DELETE").ok();
    }

    @Test
    void theLanguageOfTheSpellingIsRememberedForTheIdentity() {
        signIn("bob");
        compose();
        assertThat(composer(page).locator(".rich")).hasAttribute("lang", "en");
        composer(page).locator(".options").click();
        composer(page).locator("[data-do='spelling:id']").click();
        assertThat(composer(page).locator(".rich")).hasAttribute("lang", "id");
        composer(page).locator("[data-do=close]").click();
        page.reload();
        assertThat(page.locator(".nav .compose")).isVisible();
        page.keyboard().press("c");
        assertThat(composer(page).locator(".rich")).hasAttribute("lang", "id");
        composer(page).locator(".options").click();
        composer(page).locator("[data-do='spelling:en']").click();
    }
}
