package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.MouseButton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What tests in the system's Chromium share: one browser, a fresh context and page a test. Screenshots are left in {@code target/screenshots}. */
abstract class BrowserSystemTest {

    static final int PATIENCE = 30_000;
    /** What the page asks the server. */
    static final Pattern ASKED = Pattern.compile(".*[?&]v-r=uidl.*");

    static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** One for all classes of this JVM, which ends it. */
    static Browser browser;

    BrowserContext context;
    Page page;

    @BeforeAll
    static void start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        if (browser == null || !browser.isConnected()) {
            browser = launch();
        }
    }

    /** Without a window, where there is such a one: it opens a page in a third of the time. */
    static Path executable() {
        var told = System.getProperty("kantor.chromium");
        return Stream.of(told == null ? "/usr/bin/chromium-headless-shell" : told, "/usr/bin/chromium")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static Browser launch() {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("chromium-stop").unstarted(playwright::close));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-sync")));
    }

    @BeforeEach
    void open() {
        open(new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB"));
    }

    /** Goes on in another context; the one until then is closed. */
    final void open(Browser.NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE);
        page = context.newPage();
    }

    /** Those that a test opened besides, too. */
    @AfterEach
    void close() {
        browser.contexts().forEach(BrowserContext::close);
    }

    void signIn(String name) {
        page.navigate(Suite.web() + "/");
        page.fill("#username", name);
        page.fill("#password", name + "-demo");
        page.keyboard().press("Enter");
        assertThat(page.locator(".app")).isVisible();
    }

    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** One that no other message has. */
    static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    /** A message whose subject is the word, from outside, with more lines of its header. */
    static void deliver(String recipient, String word, String body, String... headers) {
        deliverFrom("joko@sumbermakmur.example", recipient, word, body, headers("--header", headers));
    }

    /** The same from somebody else, with more of swaks' options. */
    static void deliverFrom(String sender, String recipient, String word, String body, String... more) {
        var options = new ArrayList<>(
                List.of("--from", sender, "--to", recipient, "--header", "Subject: " + word, "--body", body));
        options.addAll(List.of(more));
        Client.swaks(Suite.smtp(), options.toArray(String[]::new)).ok();
    }

    /** Swaks' options for a body of HTML. */
    static String[] html() {
        return headers("--add-header", "MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8");
    }

    /** Swaks' options for an attached file of text. */
    static String[] attached(String name, String text) {
        return new String[] {"--attach-type", "text/plain", "--attach-name", name, "--attach", text};
    }

    /** @param option {@code --header}, which takes the place of swaks' own header of that name, or {@code --add-header} */
    private static String[] headers(String option, String... headers) {
        return Stream.of(headers).flatMap(header -> Stream.of(option, header)).toArray(String[]::new);
    }

    /** The same with so many answers to it, the first message included. */
    static void deliver(String recipient, String word, int answers) {
        for (var number = 0; number <= answers; number++) {
            var headers = new ArrayList<>(List.of("Message-Id: <" + word + "." + number + "@sumbermakmur.example>"));
            if (number > 0) {
                headers.add("References: <" + word + ".0@sumbermakmur.example>");
            }
            deliver(recipient, (number == 0 ? "" : "Re: ") + word, "Text " + number, headers.toArray(String[]::new));
        }
    }

    /** A notice says so, whatever else is told. */
    final void isTold(String text) {
        assertThat(page.locator(".toast")
                        .filter(new Locator.FilterOptions().setHasText(text))
                        .last())
                .isVisible();
    }

    /** Takes back, by its key, what the newest notice offers. */
    final void takeBack() {
        assertThat(page.locator(".toast .undo").last()).isVisible();
        page.keyboard().press("z");
    }

    /** The same, once the notice says so: one of what was done before may still be there. */
    final void takeBack(String text) {
        assertThat(page.locator(".toast:last-child")).containsText(text);
        takeBack();
    }

    /** A folder's line in the panel. */
    final Locator folder(String name) {
        return page.locator(".nav a[data-mailbox]").filter(new Locator.FilterOptions().setHasText(name));
    }

    final void folderMenu(String name, String item) {
        folder(name).first().click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.locator(".menu:popover-open .mi")
                .filter(new Locator.FilterOptions().setHasText(item))
                .click();
    }

    /** Chooses in the list of folders, labels or times that a key has opened. */
    void pick(String text) {
        page.locator("dialog.picker input[role=combobox]").fill(text);
        page.keyboard().press("Enter");
    }

    final Locator row(String word) {
        return page.locator(".row:not(.gone)").filter(new Locator.FilterOptions().setHasText(word));
    }
}
