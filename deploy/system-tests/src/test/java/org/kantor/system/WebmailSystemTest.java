package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.swaks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The webmail in the system's Chromium, as a person uses it. Leaves screenshots in {@code target/screenshots}. */
class WebmailSystemTest {

    private static final int PATIENCE = 30_000;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static Playwright playwright;
    private static Browser browser;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(java.util.Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getProperty("kantor.chromium", "/usr/bin/chromium")))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-sync")));
    }

    @AfterAll
    static void stop() {
        playwright.close();
    }

    @BeforeEach
    void open() {
        context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE);
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private void signIn(String name) {
        page.navigate(Suite.web() + "/");
        page.fill("#username", name);
        page.fill("#password", name + "-demo");
        page.keyboard().press("Enter");
        assertThat(page.locator(".app")).isVisible();
    }

    private void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private com.microsoft.playwright.Locator row(String word) {
        return page.locator(".row:not(.gone)")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(word));
    }

    private static void deliver(String recipient, String word, String body) {
        swaks(
                        Suite.smtp(),
                        "--from",
                        "joko@sumbermakmur.example",
                        "--to",
                        recipient,
                        "--header",
                        "Subject: " + word,
                        "--body",
                        body)
                .ok();
    }

    @Test
    void newMailAppearsWithoutAReloadAndIsRead() {
        signIn("alice");
        assertThat(page.locator(".nav a.f").first()).containsText("Inbox");
        var word = word();
        deliver("alice@example.org", word, "Selamat pagi dari Jakarta");
        assertThat(row(word)).isVisible();
        assertThat(row(word)).hasClass(Pattern.compile(".*unread.*"));
        screenshot("list");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        assertThat(page.frameLocator(".reader iframe").locator("body")).containsText("Selamat pagi dari Jakarta");
        assertThat(row(word)).not().hasClass(Pattern.compile(".*unread.*"));
        screenshot("reader");
    }

    @Test
    void aFlagSetByAnotherClientShowsAtOnceAndOneSetHereIsSeenThere() {
        var word = word();
        deliver("bob@example.org", word, "flags");
        var number = Client.await("the message", () -> {
            var found = Client.search("bob:bob-demo", "INBOX", word);
            return found.isEmpty() ? null : found;
        });
        signIn("bob");
        assertThat(row(word)).isVisible();
        Client.curl(
                        "bob:bob-demo",
                        "imap://127.0.0.1:" + Suite.imap() + "/INBOX",
                        "-X",
                        "STORE " + number + " +FLAGS (\\Flagged)")
                .ok();
        assertThat(row(word)).hasClass(Pattern.compile(".*starred.*"));
        row(word).click();
        assertThat(row(word)).not().hasClass(Pattern.compile(".*unread.*"));
        Client.await(
                "the message read for IMAP too",
                () -> Client.curl(
                                "bob:bob-demo", "imap://127.0.0.1:" + Suite.imap() + "/INBOX?SEEN%20SUBJECT%20" + word)
                        .output()
                        .matches("(?s).*\\* SEARCH \\d.*"));
    }

    @Test
    void archivingIsUndoneWithOneKey() {
        var word = word();
        deliver("carol@example.org", word, "archive me");
        signIn("carol");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.keyboard().press("e");
        assertThat(row(word)).hasCount(0);
        Client.await(
                "the message in Archive",
                () -> !Client.search("carol:carol-demo", "Archive", word).isEmpty());
        page.keyboard().press("z");
        assertThat(row(word)).isVisible();
        Client.await(
                "the message in the inbox again",
                () -> !Client.search("carol:carol-demo", "INBOX", word).isEmpty());
    }

    @Test
    void aMessageIsWrittenAndReachesBobAndTheSentFolder() {
        signIn("alice");
        var word = word();
        page.keyboard().press("c");
        var composer = page.locator(".composer");
        assertThat(composer).isVisible();
        composer.locator("input").first().fill("bob@example.org");
        page.keyboard().press("Enter");
        composer.locator("input.subject").fill(word);
        composer.locator(".rich [contenteditable], .rich[contenteditable]")
                .first()
                .click();
        page.keyboard().type("Halo Bob");
        screenshot("composer");
        composer.locator(".send").first().click();
        assertThat(composer).hasCount(0);
        assertThat(Client.awaitMessage("bob:bob-demo", word)).contains("Halo Bob");
        Client.await(
                "the copy in Sent",
                () -> !Client.search("alice:alice-demo", "Sent", word).isEmpty());
    }

    @Test
    void remoteImagesStayBlockedUntilAskedFor() {
        var word = word();
        swaks(
                        Suite.smtp(),
                        "--from",
                        "news@shop.example",
                        "--to",
                        "dave@example.org",
                        "--header",
                        "Subject: " + word,
                        "--add-header",
                        "MIME-Version: 1.0",
                        "--add-header",
                        "Content-Type: text/html; charset=utf-8",
                        "--body",
                        "<p>Hello</p><img src=\"https://tracker.example/p.gif\"><script>document.title='owned'</script>")
                .ok();
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
    void signingOutMeansOutInKeycloakToo() {
        signIn("alice");
        page.locator(".face-button").click();
        page.locator("#sign-out").click();
        page.waitForURL(Pattern.compile(".*/realms/kantor/.*|.*/sign-out.*|.*signed-out.*"));
        page.navigate(Suite.web() + "/");
        assertThat(page.locator("#username")).isVisible();
        screenshot("login");
    }

    @Test
    void theAdministratorSeesUsersAndNobodyElseDoes() {
        signIn("dave");
        page.navigate(Suite.web() + "/admin/users");
        assertThat(page.locator(".admin-table")).containsText("alice@example.org");
        page.getByText("Alice Hartono").first().click();
        assertThat(page.locator(".drawer")).isVisible();
        screenshot("admin-users");
        close();
        open();
        signIn("bob");
        page.navigate(Suite.web() + "/admin/users");
        assertThat(page.locator(".app, body").first()).isVisible();
        assertThat(page.locator(".admin-table")).hasCount(0);
    }

    @Test
    void anAppPasswordMadeInTheSettingsOpensImap() {
        signIn("carol");
        page.navigate(Suite.web() + "/settings");
        page.getByText("New app password").click();
        page.locator("vaadin-dialog vaadin-text-field input").first().fill("curl");
        page.getByText("Make password").click();
        var secret = page.locator("#app-password").textContent();
        assertThat(Client.curl("carol:" + secret, "imap://127.0.0.1:" + Suite.imap() + "/INBOX?ALL")
                        .ok()
                        .output())
                .contains("* SEARCH");
    }

    @Test
    void everyMainScreenIsDrawnAtEverySizeAndScheme() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            close();
            context = browser.newContext(new Browser.NewContextOptions()
                    .setViewportSize(1440, 900)
                    .setLocale("en-GB")
                    .setColorScheme(scheme));
            context.setDefaultTimeout(PATIENCE);
            page = context.newPage();
            signIn("alice");
            for (var place : List.of("mail", "calendar", "people", "settings")) {
                page.navigate(Suite.web() + "/" + (place.equals("mail") ? "" : place));
                assertThat(page.locator(".main > *").first()).isVisible();
                for (var width : List.of(1440, 1024, 390)) {
                    page.setViewportSize(width, width == 390 ? 844 : 900);
                    page.waitForCondition(
                            () -> (Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"));
                    screenshot(place + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
                }
                page.setViewportSize(1440, 900);
            }
        }
    }
}
