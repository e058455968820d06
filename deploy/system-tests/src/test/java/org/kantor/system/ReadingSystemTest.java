package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.swaks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages as people read them in a browser. Leaves screenshots in {@code target/screenshots}. */
class ReadingSystemTest extends BrowserSystemTest {

    @TempDir
    private Path folder;

    @Override
    @BeforeEach
    void open() {
        open(ColorScheme.LIGHT);
    }

    private void open(ColorScheme scheme) {
        open(new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setLocale("en-GB")
                .setTimezoneId("Asia/Jakarta")
                .setColorScheme(scheme));
    }

    @Override
    void screenshot(String name) {
        super.screenshot("reading-" + name);
    }

    private FrameLocator text() {
        return page.frameLocator(".reader iframe");
    }

    /** Delivers a message as it stands. */
    private void deliverLines(String recipient, String... lines) {
        try {
            var file = Files.writeString(
                    folder.resolve(word() + ".eml"), String.join("\r\n", lines) + "\r\n", StandardCharsets.UTF_8);
            swaks(Suite.smtp(), "--from", "joko@sumbermakmur.example", "--to", recipient, "--data", "@" + file)
                    .ok();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Puts a message into the inbox as one that came from another machine, which the tests have none of. */
    private void arrived(String user, String address, String... lines) {
        var trace = "Return-Path: <x@mx.example>\r\nReceived: from mx.example ([" + address
                + "])\r\n\tby mail.example.org (Kantor) with ESMTPS id 1.1;\r\n\tThu, 26 Nov 2026 05:04:00 +0000\r\n";
        try {
            var file = Files.writeString(
                    folder.resolve(word() + ".eml"),
                    trace + String.join("\r\n", lines) + "\r\n",
                    StandardCharsets.UTF_8);
            Client.curl(user, "imap://127.0.0.1:" + Suite.imap() + "/INBOX", "-T", file.toString())
                    .ok();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String[] html(String subject, String body) {
        return new String[] {
            "From: Joko Susilo <joko@sumbermakmur.example>",
            "To: Alice <alice@example.org>",
            "Subject: " + subject,
            "Date: Thu, 26 Nov 2026 12:04:00 +0900",
            "Message-ID: <" + word() + "@sumbermakmur.example>",
            "MIME-Version: 1.0",
            "Content-Type: text/html; charset=utf-8",
            "",
            body
        };
    }

    private void openMessage(String word) {
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
    }

    private void menu(String item) {
        page.locator(".reader .msg .mh > .ib[aria-label=More]").last().click();
        page.locator(".menu:popover-open .mi")
                .filter(new Locator.FilterOptions().setHasText(item))
                .click();
    }

    @Test
    void aKeyTellsWhyTheOpenMessageIsHere() {
        var word = word();
        deliver("carol@example.org", word, "text");
        signIn("carol");
        row(word).click();
        assertThat(page.locator(".rsub")).hasText(word);
        page.keyboard().press("w");
        assertThat(page.locator("dialog.facts")).containsText("You, as carol@example.org");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.facts")).hasCount(0);
    }

    @Test
    void whatCameBackSaysThatNobodyHadAnswered() {
        var word = word();
        Client.append(
                "carol",
                "INBOX",
                "From: carol@example.org\r\nTo: bob@example.org\r\nSubject: " + word + "\r\n\r\nText\r\n");
        // others may have come since
        var number = Client.search("carol:carol-demo", "INBOX", word);
        Client.imap("carol", "INBOX", "STORE " + number + " +FLAGS.SILENT ($Unanswered)");
        signIn("carol");
        row(word).click();
        assertThat(page.locator(".reader .mark")).containsText("nobody had answered");
        page.keyboard().press("w");
        assertThat(page.locator("dialog.facts")).containsText("you asked to be reminded");
    }

    @Test
    void theEarlierMessageIsFoldedAndOneClickAway() {
        signIn("alice");
        var word = word();
        deliverLines(
                "alice@example.org",
                html(
                        word,
                        "<p>Yes, gladly.</p><div class=moz-cite-prefix>On 25/11/2026 Alice wrote:</div><blockquote type=cite>Shall we meet?</blockquote>"));
        openMessage(word);
        assertThat(text().locator("body")).containsText("Yes, gladly.");
        assertThat(text().getByText("Shall we meet?")).not().isVisible();
        screenshot("folded");
        text().locator(".k-quote > summary").click();
        assertThat(text().getByText("Shall we meet?")).isVisible();
    }

    @Test
    void itsDetailsAreToldInPlainWordsAndItsSourceShown() {
        signIn("alice");
        var word = word();
        deliverLines("alice@example.org", html(word, "<p>x</p>"));
        openMessage(word);
        menu("Message details");
        var details = page.locator("dialog.facts");
        assertThat(details).containsText("You, as alice@example.org");
        assertThat(details).containsText("Thu 12:04 UTC+09:00 where it was written");
        assertThat(details).containsText("this server did not check");
        screenshot("details");
        details.locator("summary").click();
        assertThat(details.locator(".all")).containsText("sumbermakmur.example");
        page.keyboard().press("Escape");
        assertThat(details).hasCount(0);
        var source = context.waitForPage(() -> menu("Show source"));
        assertThat(source.locator("body")).containsText("Subject: " + word);
        source.close();
        var saved = page.waitForDownload(() -> menu("Save as a file"));
        assertThat(saved.suggestedFilename()).endsWith(".eml");
    }

    @Test
    void itIsPrintedFromADocumentOfItsOwn() {
        signIn("alice");
        var word = word();
        deliverLines("alice@example.org", html(word, "<p>Paper</p><blockquote type=cite>old</blockquote>"));
        openMessage(word);
        // the printer's dialogue, which nobody sees here
        page.evaluate("""
                () => {
                  const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
                  Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
                    get() {
                      const own = get.call(this);
                      if (this.matches('.print')) {
                        own.print = () => {
                          window.printed = this.contentDocument.querySelector('h1').textContent;
                        };
                      }
                      return own;
                    },
                  });
                }""");
        menu("Print");
        page.waitForFunction("(word) => window.printed === word", word);
        var printed = page.frameLocator("iframe.print");
        assertThat(printed.locator("h1")).hasText(word);
        assertThat(printed.getByText("old")).isVisible();
        assertThat(printed.locator(".k-head")).containsText("joko@sumbermakmur.example");
    }

    @Test
    void inTheDarkColouredHtmlStaysOnWhiteUntilItIsTurned() {
        close();
        open(ColorScheme.DARK);
        signIn("alice");
        var word = word();
        deliverLines("alice@example.org", html(word, "<p style=\"color:#222;background:#ffe\">Colours of its own</p>"));
        openMessage(word);
        var html = text().locator("html");
        assertThat(html).not().hasClass(Pattern.compile("k-dark|k-turned"));
        screenshot("dark-white");
        page.locator(".reader .turn").click();
        assertThat(html).hasClass(Pattern.compile("k-turned"));
        screenshot("dark-turned");
        page.locator(".reader .turn").click();
        assertThat(html).not().hasClass(Pattern.compile("k-turned"));
    }

    @Test
    void anInvitationIsACardAndIsKept() {
        signIn("alice");
        var word = word();
        deliverLines(
                "alice@example.org",
                "From: Carol Wijaya <carol@example.org>",
                "To: alice@example.org",
                "Subject: " + word,
                "MIME-Version: 1.0",
                "Content-Type: multipart/alternative; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "You are invited.",
                "--b",
                "Content-Type: text/calendar; method=REQUEST; charset=utf-8",
                "",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//x//EN",
                "METHOD:REQUEST",
                "BEGIN:VEVENT",
                "UID:" + word + "@x",
                "DTSTAMP:20261101T000000Z",
                "SUMMARY:Site visit " + word,
                "DTSTART:20271126T013000Z",
                "DTEND:20271126T050000Z",
                "LOCATION:Jl. Industri Raya 14\\, Cikarang",
                "ORGANIZER;CN=Carol Wijaya:mailto:carol@example.org",
                "ATTENDEE;CN=Dave;PARTSTAT=ACCEPTED:mailto:dave@example.org",
                "ATTENDEE;CN=Alice:mailto:alice@example.org",
                "END:VEVENT",
                "END:VCALENDAR",
                "--b--");
        openMessage(word);
        var card = page.locator(".invite");
        assertThat(card.locator(".d b")).hasText("26");
        assertThat(card).containsText("08:30 to 12:00 WIB");
        assertThat(card).containsText("Carol Wijaya (organiser), Dave accepted, 1 has not answered");
        assertThat(card).containsText("You are free then");
        screenshot("invitation");
        card.getByText("Add to calendar").click();
        assertThat(card).containsText("In your calendar");
        page.setViewportSize(390, 844);
        screenshot("invitation-390");
        page.locator(".toast .undo").last().click();
    }

    @Test
    void aContactIsKeptAmongPeople() {
        signIn("alice");
        var word = word();
        deliverLines(
                "alice@example.org",
                "From: Joko <joko@sumbermakmur.example>",
                "Subject: " + word,
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "Here is Sato.",
                "--b",
                "Content-Type: text/vcard; name=sato.vcf",
                "",
                "BEGIN:VCARD",
                "VERSION:3.0",
                "N:Sato;Misaki;;;",
                "FN:Sato Misaki " + word,
                "ORG:Sakura Trading",
                "EMAIL:" + word + "@sakura.example",
                "TEL;TYPE=CELL:+81 3 1234",
                "END:VCARD",
                "--b--");
        openMessage(word);
        var card = page.locator(".vcard");
        assertThat(card).containsText("Sakura Trading");
        screenshot("contact");
        card.getByText("Save to people").click();
        assertThat(card).containsText("Among your people");
        page.navigate(Suite.web() + "/people");
        assertThat(page.getByText("Sato Misaki " + word).first()).isVisible();
    }

    @Test
    void aListIsLeftFromItsMessageAndFromTheViewOfAll() {
        signIn("alice");
        var word = word();
        var list = word + "@news.example";
        deliverLines(
                "alice@example.org",
                "From: Toko " + word + " <" + list + ">",
                "Subject: " + word,
                "Date: Thu, 26 Nov 2026 12:04:00 +0900",
                "List-Unsubscribe: <https://localhost/u>, <mailto:off@news.example>",
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
                "",
                "Sale");
        openMessage(word);
        page.locator(".reader .msg .linkbtn")
                .filter(new Locator.FilterOptions().setHasText("Unsubscribe"))
                .click();
        assertThat(page.locator("dialog.ask")).containsText("This server tells localhost");
        page.locator("dialog.ask .danger").click();
        assertThat(page.locator(".toast:last-child")).containsText("private network");
        page.navigate(Suite.web() + "/mail/subscriptions");
        assertThat(page.locator(".nav [aria-current]")).hasText("Subscriptions");
        assertThat(page.locator(".lists")).containsText(list);
        screenshot("subscriptions");
    }

    @Test
    void picturesComeFromASenderForGoodAndTrackersAreNamed() {
        signIn("alice");
        var first = word();
        var body =
                "<p>News</p><img src=\"https://cdn.invalid/a.png\" width=200><img src=\"https://x.list-manage.com/track/open.php?u=1\" width=1 height=1>";
        deliverLines("alice@example.org", html(first, body));
        openMessage(first);
        assertThat(page.locator(".reader .bar").filter(new Locator.FilterOptions().setHasText("remote images")))
                .containsText("2 remote images blocked, 1 of them a tracker by Mailchimp");
        screenshot("blocked");
        page.locator(".reader .always").click();
        assertThat(text().locator("img[src^=https]")).hasCount(1);
        var second = word();
        deliverLines("alice@example.org", html(second, body));
        openMessage(second);
        assertThat(text().locator("img[src^=https]")).hasCount(1);
        page.reload();
        openMessage(first);
        assertThat(text().locator("img[src^=https]")).hasCount(1);
        menu("Message details");
        assertThat(page.locator("dialog.facts")).containsText("that the message was opened: Mailchimp");
        page.keyboard().press("Escape");
        menu("block pictures from joko@sumbermakmur.example");
        assertThat(text().locator("img[src^=https]")).hasCount(0);
        assertThat(page.locator(".reader .blocked")).isVisible();
        takeBack("are blocked");
        assertThat(text().locator("img[src^=https]")).hasCount(1);
        page.navigate(Suite.web() + "/settings/pictures");
        var line = page.locator(".setlines .setline").first();
        screenshot("picture-senders");
        line.locator(".ib").click();
        page.navigate(Suite.web() + "/mail");
        openMessage(first);
        assertThat(page.locator(".reader .blocked")).isVisible();
    }

    @Test
    void remoteImagesStayBlockedUntilAskedFor() {
        var word = word();
        deliverFrom(
                "news@shop.example",
                "dave@example.org",
                word,
                "<p>Hello</p><img src=\"https://tracker.example/p.gif\"><script>document.title='owned'</script>",
                html());
        var asked = new java.util.concurrent.CopyOnWriteArrayList<String>();
        context.onRequest(request -> {
            if (request.url().contains("tracker.example")) {
                asked.add(request.url());
            }
        });
        signIn("dave");
        row(word).click();
        assertThat(page.frameLocator(".reader iframe").locator("body")).containsText("Hello");
        assertThat(page.locator(".reader .blocked")).isVisible();
        screenshot("blocked");
        assertThat(asked).isEmpty();
        assertThat(page.title()).doesNotContain("owned");
    }

    @Test
    void aColleagueWhoWritesFromOutsideWithoutALogInIsNotBelieved() {
        signIn("alice");
        var word = word();
        var lines = html(word, "<p>Please pay</p><img src=\"https://cdn.invalid/a.png\" width=200>");
        lines[0] = "From: Carol Wijaya <carol@example.org>";
        arrived("alice:alice-demo", "203.0.113.7", lines);
        openMessage(word);
        assertThat(page.locator(".reader .bar.warn"))
                .containsText("This says that it is from carol@example.org, one of our own addresses");
        assertThat(page.locator(".reader .always")).hasCount(0);
        screenshot("own-domain");
        var genuine = word();
        lines[2] = "Subject: " + genuine;
        deliverLines("alice@example.org", lines);
        openMessage(genuine);
        assertThat(page.locator(".reader .blocked")).isVisible();
        assertThat(page.locator(".reader .bar.warn")).hasCount(0);
    }

    @Test
    void picturesThatAreAlwaysShownAreAskedAboutWhenTheSenderComesAnotherWay() {
        signIn("alice");
        var shop = word();
        var body = "<p>News</p><img src=\"https://cdn.invalid/a.png\" width=200>";
        var lines = html(shop, body);
        lines[0] = "From: Shop <" + shop + "@shop.example>";
        arrived("alice:alice-demo", "198.51.100.7", lines);
        openMessage(shop);
        page.locator(".reader .always").click();
        assertThat(text().locator("img[src^=https]")).hasCount(1);
        var same = word();
        lines[2] = "Subject: " + same;
        arrived("alice:alice-demo", "198.51.7.1", lines);
        openMessage(same);
        assertThat(text().locator("img[src^=https]")).hasCount(1);
        var other = word();
        lines[2] = "Subject: " + other;
        arrived("alice:alice-demo", "203.0.113.7", lines);
        openMessage(other);
        assertThat(page.locator(".reader .blocked"))
                .containsText("this message came from another network (203.0.113.7)");
        assertThat(text().locator("img[src^=https]")).hasCount(0);
        screenshot("other-way");
    }

    @Test
    void aListThatIsLeftByMailLeavesACopyAndNoColleagueIsWrittenTo() {
        signIn("alice");
        var word = word();
        deliverLines(
                "alice@example.org",
                "From: Toko " + word + " <" + word + "@news.example>",
                "Subject: " + word,
                "List-Unsubscribe: <mailto:carol@example.org>, <mailto:off@news.example?subject=off-" + word + ">",
                "",
                "Sale");
        openMessage(word);
        page.locator(".reader .msg .linkbtn")
                .filter(new Locator.FilterOptions().setHasText("Unsubscribe"))
                .click();
        assertThat(page.locator("dialog.ask")).containsText("goes to off@news.example");
        page.locator("dialog.ask .danger").click();
        assertThat(page.locator(".toast:last-child")).containsText("A copy is in Sent");
        assertThat(Client.search("alice:alice-demo", "Sent", "off-" + word)).isNotBlank();
        var second = word();
        deliverLines(
                "alice@example.org",
                "From: Toko " + word + " <" + word + "@news.example>",
                "Subject: " + second,
                "List-Unsubscribe: <mailto:carol@example.org?subject=I%20quit>",
                "",
                "Sale");
        openMessage(second);
        assertThat(page.locator(".reader .msg").getByText("Unsubscribe")).hasCount(0);
    }

    @Test
    void whoLooksLikeSomebodyElseAndALinkThatLeadsElsewhereAreTold() {
        signIn("alice");
        var word = word();
        var lines = html(word, "<p>Pay here: <a href=\"https://evil.invalid/x\">https://bank.example/login</a></p>");
        lines[0] = "From: Carol Wijaya <carol@examp1e.org>";
        deliverLines("alice@example.org", lines);
        openMessage(word);
        assertThat(page.locator(".reader .bar.warn").first()).containsText("examp1e.org, which looks like example.org");
        screenshot("lookalike");
        text().locator("a").click();
        assertThat(page.locator("dialog.ask"))
                .containsText("The link says https://bank.example/login, but it leads to evil.invalid.");
        screenshot("elsewhere");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.ask")).hasCount(0);
        assertThat(context.pages().size()).isEqualTo(1);
    }

    @Test
    void aProgramIsSavedOnlyAfterASecondStepAndFilesAreShownInPlace() {
        signIn("alice");
        var word = word();
        var pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
        deliverLines(
                "alice@example.org",
                "From: Joko <joko@sumbermakmur.example>",
                "Subject: " + word,
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "Files.",
                "--b",
                "Content-Type: application/octet-stream; name=\"invoice.pdf.exe\"",
                "Content-Disposition: attachment; filename=\"invoice.pdf.exe\"",
                "",
                "MZ",
                "--b",
                "Content-Type: image/png; name=\"" + word + ".png\"",
                "Content-Disposition: attachment; filename=\"" + word + ".png\"",
                "Content-Transfer-Encoding: base64",
                "",
                pixel,
                "--b",
                "Content-Type: text/plain; name=notes.txt",
                "Content-Disposition: attachment; filename=notes.txt",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getEncoder().encodeToString("The notes".getBytes(StandardCharsets.UTF_8)),
                "--b",
                "Content-Type: application/pdf; name=plan.pdf",
                "Content-Disposition: attachment; filename=plan.pdf",
                "",
                "%PDF-1.4",
                "trailer << >>",
                "--b--");
        openMessage(word);
        var risky = page.locator(".att .risky");
        assertThat(risky).containsText("A program whose name looks like a document");
        screenshot("risky");
        risky.click();
        assertThat(page.locator("dialog.ask")).isVisible();
        page.keyboard().press("Escape");
        page.locator(".att a[data-preview=image]").first().click();
        var preview = page.locator("dialog.preview");
        assertThat(preview.locator("img")).isVisible();
        screenshot("preview");
        page.keyboard().press("ArrowRight");
        assertThat(page.frameLocator("dialog.preview iframe").locator("body")).containsText("The notes");
        // the browser's own viewer shows it, as its sender made it
        var pdf = page.waitForResponse(
                response -> response.headers().getOrDefault("content-type", "").equals("application/pdf"),
                () -> page.keyboard().press("ArrowRight"));
        assertThat(pdf.headers().get("content-disposition")).startsWith("inline");
        assertThat(preview.locator("iframe[src]")).isVisible();
        page.keyboard().press("Escape");
        assertThat(preview).hasCount(0);
        page.navigate(Suite.web() + "/mail/files?kind=images");
        assertThat(page.locator(".nav [aria-current]")).hasText("Attachments");
        assertThat(page.locator(".files .row")
                        .filter(new Locator.FilterOptions().setHasText(word))
                        .first())
                .isVisible();
        screenshot("files");
    }

    @Test
    void aMessageInsideAMessageIsReadInItsPlaceAndTheOneInsideThatToo() {
        signIn("alice");
        var word = word();
        deliverLines(
                "alice@example.org",
                "From: Joko <joko@sumbermakmur.example>",
                "Subject: " + word,
                "MIME-Version: 1.0",
                "Content-Type: multipart/digest; boundary=outer",
                "",
                "--outer",
                "",
                "From: Sato Misaki <sato@sakura.example>",
                "To: Joko <joko@sumbermakmur.example>",
                "Subject: The plan",
                "Date: Thu, 26 Nov 2026 12:04:00 +0900",
                "Content-Type: multipart/mixed; boundary=inner",
                "",
                "--inner",
                "Content-Type: text/html",
                "",
                "<p>As drawn.</p><img src='https://outside.example/p.png' width=20><script>parent.document.title='x'</script>",
                "--inner",
                "Content-Type: text/plain; name=notes.txt",
                "",
                "The notes",
                "--inner",
                "Content-Type: message/rfc822",
                "",
                "From: Carol <carol@example.org>",
                "Subject: The question",
                "",
                "What is the plan?",
                "--inner--",
                "",
                "--outer--");
        openMessage(word);
        page.locator(".att a[data-preview=message]").focus();
        page.keyboard().press("Enter");
        var shown = page.locator("dialog.preview").last();
        assertThat(shown).hasAttribute("aria-label", "The plan.eml");
        assertThat(shown.locator(".inside h2")).hasText("The plan");
        assertThat(shown.locator(".inside")).isFocused();
        assertThat(shown.locator(".who b")).hasText("Sato Misaki");
        assertThat(shown.locator("dd")).hasText("Joko <joko@sumbermakmur.example>");
        assertThat(shown.locator("time")).hasText("Thursday 26 November 2026, 10:04");
        assertThat(shown.locator(".inside")).containsText("1 remote image blocked");
        assertThat(shown.frameLocator("k-message-frame iframe").locator("body")).containsText("As drawn.");
        screenshot("inside");
        shown.locator(".att a[data-preview=text]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog.preview")).hasCount(2);
        assertThat(page.frameLocator("dialog.preview .stage > iframe").locator("body"))
                .containsText("The notes");
        page.keyboard().press("ArrowRight");
        assertThat(shown.locator(".inside h2")).hasText("The question");
        assertThat(shown.frameLocator("k-message-frame iframe").locator("body")).containsText("What is the plan?");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.preview")).hasCount(1);
        assertThat(shown.locator(".att a[data-preview=message]")).isFocused();
        page.setViewportSize(390, 844);
        assertThat(shown.frameLocator("k-message-frame iframe").locator("body")).containsText("As drawn.");
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        screenshot("inside-phone");
        page.setViewportSize(1440, 900);
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.preview")).hasCount(0);
        assertThat(page.locator(".att a[data-preview=message]")).isFocused();
        var saved = page.request()
                .get(Suite.web() + "/"
                        + page.locator(".att a[data-preview=message]").getAttribute("href") + "?save");
        assertThat(saved.headers().get("content-disposition"))
                .startsWith("attachment")
                .contains("The plan.eml");
        assertThat(saved.text()).startsWith("From: Sato Misaki");
    }

    @Test
    void aConversationStandsTogetherAndIsWalkedThroughByKeys() {
        signIn("bob");
        var word = word();
        for (var i = 1; i <= 5; i++) {
            deliverLines(
                    "bob@example.org",
                    "From: Person " + i + " <p" + i + "@sumbermakmur.example>",
                    "To: bob@example.org",
                    "Subject: " + (i == 1 ? word : "Re: " + word),
                    "Date: Thu, 26 Nov 2026 12:0" + i + ":00 +0700",
                    "Message-ID: <" + word + "." + i + "@x>",
                    i == 1 ? "X-First: yes" : "References: <" + word + ".1@x>",
                    "",
                    "Text number " + i);
            var come = i;
            Client.await(
                    "message " + i,
                    () -> Client.search("bob:bob-demo", "INBOX", word).split(" ").length >= come);
            Client.curl(
                            "bob:bob-demo",
                            "imap://127.0.0.1:" + Suite.imap() + "/INBOX",
                            "-X",
                            "STORE 1:* +FLAGS (\\Seen)")
                    .ok();
        }
        page.reload();
        assertThat(row(word).first()).isVisible();
        row(word).first().click();
        assertThat(page.locator(".reader .stack")).containsText("5 messages, 5 people");
        assertThat(page.locator(".reader .fold .wide")).hasText("2 more messages");
        assertThat(page.frameLocator(".reader .slot:last-child iframe").locator("body"))
                .containsText("Text number 5");
        screenshot("conversation");
        page.locator(".reader .fold button").click();
        assertThat(page.locator(".reader .msg.min")).hasCount(4);
        var first = focusedMessage();
        for (var key : List.of("n", "n", "p")) {
            page.keyboard().press(key);
        }
        assertThat(focusedMessage()).isEqualTo(first + 1);
        page.keyboard().press("Enter");
        assertThat(page.locator(".reader .msg.min")).hasCount(3);
        assertThat(page.locator(".reader .stack .msg").nth(first + 1)).not().hasClass(Pattern.compile("\\bmin\\b"));
        deliverLines(
                "bob@example.org",
                "From: Person 6 <p6@sumbermakmur.example>",
                "Subject: Re: " + word,
                "Message-ID: <" + word + ".6@x>",
                "References: <" + word + ".1@x>",
                "",
                "Text number 6");
        assertThat(page.locator(".reader .slot:last-child .msg.min")).containsText("Person 6");
        page.setViewportSize(390, 844);
        screenshot("conversation-390");
    }

    private int focusedMessage() {
        return (Integer)
                page.evaluate(
                        "() => [...document.querySelectorAll('.reader .stack .msg')].indexOf(document.activeElement.closest('.msg'))");
    }

    @Test
    void anAuthorIsToldThatAMessageWasReadOnceAndOnlyIfTheReaderAgrees() {
        var words = new String[] {word(), word()};
        for (var word : words) {
            deliver(
                    "alice@example.org",
                    word,
                    "Text",
                    "Importance: high",
                    "Disposition-Notification-To: bob@example.org");
        }
        signIn("alice");
        for (var word : words) {
            row(word).click();
            assertThat(page.locator(".msg .badge.warn")).hasText("High importance");
            assertThat(page.locator(".receipt")).containsText("bob@example.org asks");
            screenshot("receipt");
            page.locator(".receipt")
                    .getByText(word.equals(words[0]) ? "Tell them" : "Do not tell")
                    .click();
            assertThat(page.locator(".receipt")).hasCount(0);
        }
        page.reload();
        assertThat(page.locator(".reader .rsub")).containsText(words[1]);
        assertThat(page.locator(".msg .body")).isVisible();
        assertThat(page.locator(".receipt")).hasCount(0);
        var receipt = Client.awaitMessage("bob:bob-demo", words[0]);
        assertThat(receipt)
                .contains("Return-Path: <>")
                .contains("Disposition: manual-action/MDN-sent-manually; displayed");
        assertThat(Client.search("bob:bob-demo", "INBOX", words[1])).isEmpty();
        answerReceipts("always");
        try {
            var fromElsewhere = word();
            deliver("alice@example.org", fromElsewhere, "Text", "Disposition-Notification-To: bob@example.org");
            row(fromElsewhere).click();
            assertThat(page.locator(".receipt")).containsText("bob@example.org asks");
            var fromBob = word();
            Client.swaks(
                            Suite.submission(),
                            "--tls",
                            "--tls-ca-path",
                            Suite.authority().toString(),
                            "--auth",
                            "PLAIN",
                            "--auth-user",
                            "bob",
                            "--auth-password",
                            "bob-demo",
                            "--from",
                            "bob@example.org",
                            "--to",
                            "alice@example.org",
                            "--header",
                            "Subject: " + fromBob,
                            "--header",
                            "Disposition-Notification-To: bob@example.org")
                    .ok();
            row(fromBob).click();
            assertThat(page.locator(".toast:last-child")).containsText("was told");
            assertThat(page.locator(".reader .rsub")).containsText(fromBob);
            assertThat(page.locator(".receipt")).hasCount(0);
            assertThat(Client.awaitMessage("bob:bob-demo", fromBob))
                    .contains("Disposition: manual-action/MDN-sent-automatically; displayed");
        } finally {
            answerReceipts("ask");
        }
    }

    private void answerReceipts(String how) {
        page.navigate(Suite.web() + "/settings/notifications");
        page.locator("select[data-set=receipts]").selectOption(how);
        page.waitForFunction("Object.values(Vaadin.Flow.clients).every((client) => !client.isActive?.())");
        page.navigate(Suite.web() + "/mail");
        assertThat(page.locator("k-mail-list .row").first()).isVisible();
    }
}
