package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.curl;
import static org.kantor.system.Client.run;
import static org.kantor.system.Client.swaks;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The guards of the web at their doors: what other sites can make a browser do (CSRF, frames, planted sessions), where a browser can be sent, what can be written into
 * headers, and what whoever guesses numbers gets. Each test tries what its guard stops.
 */
class SafetySystemTest extends BrowserSystemTest {

    private static final String SESSION = "KANTORSESSION";
    private static final String EVIL = "https://evil.example";
    private static final Pattern ASKED = Pattern.compile(".*[?&]v-r=uidl.*");
    private static final Pattern UPLOAD = Pattern.compile(".*/VAADIN/dynamic/resource/.*");

    private Cookie session(BrowserContext from) {
        return from.cookies().stream()
                .filter(cookie -> cookie.name.equals(SESSION))
                .findFirst()
                .orElseThrow();
    }

    /** curl with the browser's session and nothing else of it, without following. */
    private String[] withSession(String... options) {
        var command = new ArrayList<>(List.of(
                "curl", "-sS", "-i", "--path-as-is", "--max-time", "30", "-b", SESSION + "=" + session(context).value));
        command.addAll(List.of(options));
        return command.toArray(String[]::new);
    }

    private String answer(String... options) {
        return run(withSession(options)).output();
    }

    private static String status(String answer) {
        return answer.lines().filter(line -> line.startsWith("HTTP/")).reduce("", (one, other) -> other);
    }

    private static String header(String answer, String name) {
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** The number by which the open message is asked for. */
    private String openMessage(String word) {
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        return page.locator(".reader k-message-frame")
                .last()
                .getAttribute("src")
                .replaceAll("message/([0-9]+)/.*", "$1");
    }

    private boolean isSignedIn() {
        return status(answer(Suite.web() + "/")).contains(" 200");
    }

    /** Somebody else, signed in in a browser of their own. */
    private Page other(String name) {
        var theirs = browser.newContext().newPage();
        theirs.navigate(Suite.web() + "/");
        theirs.fill("#username", name);
        theirs.fill("#password", name + "-demo");
        theirs.keyboard().press("Enter");
        assertThat(theirs.locator(".app")).isVisible();
        return theirs;
    }

    // ---- what other sites can make a browser do ----

    @Test
    void whatThePageAsksForIsDoneOnlyWithThePagesOwnKey() {
        signIn("dave");
        var before = singleKeys();
        var said = new AtomicReference<>("");
        page.route(ASKED, route -> {
            var forged = String.valueOf(route.request().postData())
                    .replaceAll("\"csrfToken\":\"[^\"]*\"", "\"csrfToken\":\"00000000-0000-0000-0000-000000000000\"");
            var answer = route.fetch(new Route.FetchOptions().setPostData(forged));
            said.set(answer.text());
            route.fulfill(new Route.FulfillOptions().setResponse(answer));
        });
        page.evaluate("document.querySelector('k-keyboard').send('k-single', { on: " + before.equals(false) + " })");
        page.waitForCondition(() -> !said.get().isEmpty());
        assertThat(said.get()).contains("appError").doesNotContain("\"changes\":[{");
        // the page that was refused may load itself again, in the way of everything else
        page.close();
        page = context.newPage();
        assertThat(singleKeys()).isEqualTo(before);
        // the same with the page's own key
        for (var on : List.of(false, true)) {
            page.waitForResponse(
                    ASKED,
                    () -> page.evaluate("on => document.querySelector('k-keyboard').send('k-single', { on })", on));
            assertThat(singleKeys()).isEqualTo(on);
        }
    }

    private Object singleKeys() {
        page.navigate(Suite.web() + "/");
        assertThat(page.locator(".app")).isVisible();
        page.waitForFunction("() => document.querySelector('k-keyboard')?.texts?.['keys.title']");
        return page.evaluate("document.querySelector('k-keyboard').single");
    }

    @Test
    void aFormOfAnotherSiteUploadsNothingAndNobodyElseUsesAnUploadsAddress() {
        signIn("carol");
        page.keyboard().press("c");
        var composer = page.locator("k-composer");
        assertThat(composer.locator("k-recipients input").first()).isFocused();
        var address = Suite.web() + "/" + composer.getAttribute("data-upload");
        assertThat(status(answer(address, "-F", "file=@/etc/hostname"))).doesNotContain(" 200");
        assertThat(status(answer(address, "-H", "Content-Type: text/plain", "-d", "x")))
                .contains(" 400");
        var bob = other("bob");
        var stolen = bob.request().post(address, upload("x.txt"));
        assertThat(stolen.status()).isIn(403, 404);
        bob.context().close();
        assertThat(page.request().post(address, upload("mine.txt")).status())
                .as("the same of the person's own")
                .isEqualTo(200);
        for (var octets : List.of("25000001", "-1")) {
            assertThat(page.request()
                            .post(address, upload("large.bin").setHeader("X-Kantor-Octets", octets))
                            .status())
                    .as("a file of " + octets)
                    .isEqualTo(413);
        }
    }

    private static RequestOptions upload(String name) {
        return RequestOptions.create()
                .setHeader("X-Kantor-File", word())
                .setHeader("X-Kantor-Name", name)
                .setHeader("X-Kantor-Type", "text/plain")
                .setHeader("X-Kantor-Inline", "false")
                .setHeader("X-Kantor-Octets", "3")
                .setHeader("X-Kantor-Offset", "0")
                .setHeader("Content-Type", "application/octet-stream")
                .setData("abc".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void anotherSiteSignsNobodyOut() {
        signIn("carol");
        answer(Suite.web() + "/sign-out", "-H", "Sec-Fetch-Site: cross-site");
        assertThat(isSignedIn()).isTrue();
        answer(Suite.web() + "/sign-out", "-H", "Sec-Fetch-Site: same-origin");
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void aLogOutOfKeycloaksIsBelievedOnlyWithItsSignature() {
        signIn("carol");
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));
        var claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"sub\":\"x\",\"events\":{\"http://schemas.openid.net/event/backchannel-logout\":{}}}"
                        .getBytes(StandardCharsets.US_ASCII));
        for (var token : List.of("", "x", header + "." + claims + ".", header + "." + claims + ".AAAA")) {
            assertThat(status(run(
                                    "curl",
                                    "-sS",
                                    "-i",
                                    "-X",
                                    "POST",
                                    Suite.web() + "/backchannel-logout",
                                    "--data-urlencode",
                                    "logout_token=" + token)
                            .output()))
                    .as(token)
                    .contains(" 400");
        }
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void keycloaksEventsAreBelievedOnlyWithTheirSignature() {
        for (var signature : List.of("", "X-Kantor-Signature: x", "X-Kantor-Signature: " + "0".repeat(64))) {
            assertThat(status(run(
                                    "curl",
                                    "-sS",
                                    "-i",
                                    "-X",
                                    "POST",
                                    Suite.web() + "/api/keycloak-events",
                                    "-H",
                                    signature.isEmpty() ? "X-None: x" : signature,
                                    "-d",
                                    "{}")
                            .output()))
                    .contains(" 403");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/users",
                "DELETE /api/domains/example.net",
                "POST /api/domains",
                "POST /api/index/rebuild",
                "POST /api/queue/flush",
                "GET /api/users",
                "PUT /dav/calendars/alice/x/y.ics",
                "DELETE /dav/addressbooks/alice/x/y.vcf",
                "PROPFIND /dav/",
                "POST /dav/calendars/alice/"
            })
    void theApiAndDavTakeNoCookie(String asked) {
        signIn("alice");
        var parts = asked.split(" ");
        var answer = answer("-X", parts[0], Suite.web() + parts[1], "-H", "Content-Type: text/plain", "-d", "{}");
        assertThat(status(answer)).contains(" 401");
    }

    @Test
    void noOtherSiteIsAllowedToReadAnAnswer() {
        signIn("alice");
        for (var path : List.of(
                "/",
                "/?v-r=uidl",
                "/api/users",
                "/dav/",
                "/export/1",
                "/message/1/frame",
                "/ui/tokens.css",
                "/log-in-again")) {
            for (var method : List.of("GET", "OPTIONS")) {
                var answer = answer(
                        "-X",
                        method,
                        Suite.web() + path,
                        "-H",
                        "Origin: " + EVIL,
                        "-H",
                        "Access-Control-Request-Method: POST",
                        "-H",
                        "Access-Control-Request-Headers: x-kantor-file");
                assertThat(header(answer, "Access-Control-Allow-Origin"))
                        .as(method + " " + path)
                        .isEmpty();
            }
        }
        assertThat(session(context).sameSite).isEqualTo(com.microsoft.playwright.options.SameSiteAttribute.LAX);
        assertThat(session(context).httpOnly).isTrue();
    }

    @Test
    void noPageCanBeFramedByAnotherSite() {
        signIn("alice");
        var word = word();
        deliver("alice@example.org", word, "x");
        var message = "/message/" + openMessage(word);
        for (var path : List.of(
                "/",
                "/mail",
                "/calendar",
                "/people",
                "/settings",
                "/settings/identities",
                "/admin/users",
                "/search?q=x",
                "/no/such/page",
                "/log-in-again?state=x")) {
            assertThat(header(answer(Suite.web() + path), "Content-Security-Policy"))
                    .as(path)
                    .containsAnyOf("frame-ancestors 'none'", "frame-ancestors 'self'");
        }
        for (var path : List.of("/frame", "/source", "/original", "/print", "/part/1/x")) {
            assertThat(header(answer(Suite.web() + message + path), "Content-Security-Policy"))
                    .as(path)
                    .contains("frame-ancestors 'self'");
        }
        var logIn = browser.newContext().newPage();
        var answer = logIn.navigate(Suite.web() + "/");
        assertThat(answer.url()).startsWith(Suite.keycloak());
        assertThat(answer.headers().get("content-security-policy")).contains("frame-ancestors");
        logIn.context().close();
    }

    // ---- sessions ----

    @Test
    void aPlantedSessionIsWorthlessAfterTheLogIn() {
        // the attacker's own visit, before any log-in
        var visit = run("curl", "-sS", "-i", Suite.web() + "/").output();
        var given = Pattern.compile(SESSION + "=([^;]+)").matcher(visit);
        var planted = given.find() ? given.group(1) : "planted-by-somebody.node";
        context.addCookies(
                List.of(new Cookie(SESSION, planted).setDomain("localhost").setPath("/")));
        signIn("carol");
        assertThat(session(context).value).isNotEqualTo(planted);
        for (var path : List.of("/", "/settings", "/export/1")) {
            var asked = run("curl", "-sS", "-i", "-b", SESSION + "=" + planted, Suite.web() + path)
                    .output();
            assertThat(status(asked)).as(path).doesNotContain(" 200");
            assertThat(header(asked, "Location")).startsWith(Suite.keycloak());
        }
        // what was told to the browser before is not known any more either
        assertThat(isSignedIn()).isTrue();
    }

    @Test
    void theSessionIsNotInAnAddress() {
        signIn("carol");
        var asked = run("curl", "-sS", "-i", Suite.web() + "/;" + SESSION + "=" + session(context).value)
                .output();
        assertThat(status(asked)).doesNotContain(" 200");
        var jsession = run("curl", "-sS", "-i", Suite.web() + "/;jsessionid=" + session(context).value)
                .output();
        assertThat(status(jsession)).doesNotContain(" 200");
    }

    // ---- where a browser can be sent ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/",
                "//evil.example/?state=x&code=y",
                "///evil.example/?state=x&code=y",
                "/%2f%2fevil.example/?state=x&code=y",
                "/%5cevil.example/?state=x&code=y",
                "/\\evil.example/?state=x&code=y",
                "/?redirect_uri=https://evil.example/",
                "/?state=x&code=y&redirect_uri=https://evil.example/",
                "/?returnTo=https://evil.example/&next=//evil.example&url=https://evil.example",
                "/sign-out?post_logout_redirect_uri=https://evil.example/",
                "/sign-out?redirect_uri=https://evil.example/",
                "/log-in-again?redirect=https://evil.example/",
                "/.well-known/caldav?x=https://evil.example",
                "/.well-known//evil.example/caldav",
                "/calendar/2026-11-28?return=https://evil.example",
                "/mail/1//evil.example"
            })
    void noAddressSendsABrowserElsewhere(String path) {
        for (var signedIn : List.of(false, true)) {
            if (signedIn) {
                signIn("carol");
            }
            var answer = signedIn
                    ? answer(Suite.web() + path)
                    : run("curl", "-sS", "-i", "--path-as-is", "--max-time", "30", Suite.web() + path)
                            .output();
            var to = header(answer, "Location");
            if (!to.isEmpty()) {
                var host =
                        URI.create(Suite.web()).resolve(to.replace("\\", "/")).getHost();
                assertThat(host).as(path + " to " + to).isEqualTo("localhost");
            }
            assertThat(header(answer, "Refresh")).isEmpty();
        }
    }

    @Test
    void thePageOfAFailureLeadsOnlyToThisServer() {
        signIn("carol");
        assertThat(header(answer(Suite.web() + "/failed"), "Location")).isEqualTo(Suite.web() + "/");
        page.navigate(Suite.web() + "/gallery?fails=frame");
        assertThat(page.locator("[role=alert] .mono")).isVisible();
        for (var from : List.of(
                "https://evil.example/",
                "https://evil.example",
                EVIL + "//evil.example/",
                EVIL + "/\\evil.example/",
                "javascript:alert(1)",
                "x\"><script>alert(1)</script>",
                EVIL + "/calendar?a=%22b&c=d")) {
            var answer = answer(Suite.web() + "/failed", "-H", "Referer: " + from);
            assertThat(status(answer)).contains(" 500");
            assertThat(answer).as(from).doesNotContain("<script", "javascript:", "https:", "=\"//", "=\"/\\");
        }
    }

    @Test
    void theLogInReturnsOnlyToThisServer() {
        var first = run("curl", "-sS", "-i", Suite.web() + "/").output();
        var logIn = header(first, "Location");
        assertThat(logIn).contains("redirect_uri=");
        for (var evil : List.of(
                "https%3A%2F%2Fevil.example%2F",
                "http%3A%2F%2Flocalhost%3A" + (8_080 + Suite.OFFSET) + "%40evil.example%2F", "%2F%2Fevil.example%2F")) {
            var forged = logIn.replaceAll("redirect_uri=[^&]*", "redirect_uri=" + evil);
            assertThat(status(run("curl", "-sS", "-i", forged).output()))
                    .as(evil)
                    .contains(" 400");
        }
        var out = run(
                        "curl",
                        "-sS",
                        "-i",
                        Suite.keycloak()
                                + "/realms/kantor/protocol/openid-connect/logout?client_id=kantor-webmail&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F")
                .output();
        assertThat(header(out, "Location")).doesNotContain("evil.example");
        assertThat(status(out)).contains(" 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/icons/x",
                "/ui/x.css",
                "/fonts/../mail",
                "/.well-known/x",
                "/.well-known//evil.example/caldav",
                "/robots.txt",
                "/VAADIN/build/x"
            })
    void whatIsOpenToEverybodyHasNoPages(String path) {
        var answer =
                run("curl", "-sS", "-i", "--path-as-is", Suite.web() + path).output();
        assertThat(status(answer)).containsAnyOf(" 404", " 302", " 400");
    }

    @Test
    void theHostThatARequestNamesIsNotBelieved() {
        var asked = run("curl", "-sS", "-i", "-H", "Host: evil.example", Suite.web() + "/")
                .output();
        var logIn = header(asked, "Location");
        if (!logIn.isEmpty()) {
            assertThat(status(run("curl", "-sS", "-i", logIn).output()))
                    .as("Keycloak does not return there")
                    .contains(" 400");
        }
    }

    // ---- what can be written into headers ----

    @Test
    void nothingThatIsTypedOrUploadedBecomesAHeaderOfItsOwn() {
        signIn("carol");
        page.keyboard().press("c");
        var composer = page.locator("k-composer");
        assertThat(composer.locator("k-recipients input").first()).isFocused();
        var word = word();
        var file = page.request()
                .post(
                        Suite.web() + "/" + composer.getAttribute("data-upload"),
                        upload("a.txt%0D%0AX-Evil-Name%3A%201%0D%0A%0D%0Abody")
                                .setHeader("X-Kantor-File", word)
                                .setHeader("X-Kantor-Type", "text/plain; x=\"y"));
        assertThat(file.status()).isEqualTo(200);
        composer.evaluate("""
                (composer, word) => composer.dispatchEvent(new CustomEvent('k-send', { detail: { json: JSON.stringify({
                  to: [{ name: 'Bob\\r\\nX-Evil-To: 1', address: 'bob@example.org' }], cc: [{ name: '"\\r\\n\\r\\nX-Evil-Cc: 1', address: 'alice@example.org' }], bcc: [],
                  subject: `${word}\\r\\nX-Evil-Subject: 1\\r\\nBcc: dave@example.org`, from: '', html: '<p>x</p>', text: '', plain: false, files: [word],
                  importance: 'high\\r\\nX-Evil-Importance: 1', remind: 0, later: 0 }) } }))""", word);
        var message = Client.awaitMessage("bob:bob-demo", word);
        assertThat(message.lines().filter(line -> line.regionMatches(true, 0, "X-Evil", 0, 6)))
                .isEmpty();
        assertThat(message.lines().filter(line -> line.regionMatches(true, 0, "Bcc:", 0, 4)))
                .isEmpty();
        assertThat(message).contains("filename");
        assertThat(Client.search("dave:dave-demo", "INBOX", word)).isEmpty();
    }

    @Test
    void anAddressWithALineEndIsNoRecipient() {
        signIn("carol");
        page.keyboard().press("c");
        var composer = page.locator("k-composer");
        assertThat(composer.locator("k-recipients input").first()).isFocused();
        for (var address : List.of(
                "bob@example.org\\r\\nRCPT TO:<dave@example.org>",
                "bob@example.org>\\r\\nX-Evil: 1",
                "bob@example.org, dave@example.org")) {
            composer.evaluate(
                    "(composer) => composer.dispatchEvent(new CustomEvent('k-send', { detail: { json: JSON.stringify({ to: [{ name: '', address: '"
                            + address + "' }], cc: [], bcc: [], subject: 'x', html: '<p>x</p>', files: [] }) } }))");
            assertThat(composer.locator(".problem")).containsText("is no address");
            composer.evaluate("(composer) => composer.problem('')");
        }
    }

    @Test
    void anIdentitysNameAndReplyAddressBecomeNoHeaders() {
        signIn("dave");
        page.navigate(Suite.web() + "/settings/identities");
        var form = page.locator(".identity").first();
        var save = page.getByText("Save", new Page.GetByTextOptions().setExact(true));
        fill(form, 1, "dave@example.org\\r\\nX-Evil-Reply: 1");
        save.click();
        assertThat(page.locator(".toast:last-child")).containsText("is no address");
        fill(form, 1, "");
        fill(form, 0, "Dave\\r\\nX-Evil-From: 1");
        save.click();
        assertThat(page.locator(".toast:last-child")).containsText("saved");
        page.navigate(Suite.web() + "/");
        assertThat(page.locator(".nav .compose")).isVisible();
        page.keyboard().press("c");
        var composer = page.locator("k-composer");
        var word = word();
        assertThat(composer.locator("k-recipients input").first()).isFocused();
        page.keyboard().type("bob@example.org");
        page.keyboard().press("Enter");
        composer.locator("input.subject").fill(word);
        page.keyboard().press("Control+Enter");
        assertThat(Client.awaitMessage("bob:bob-demo", word)
                        .lines()
                        .filter(line -> line.regionMatches(true, 0, "X-Evil", 0, 6)))
                .isEmpty();
    }

    /** An input takes no line end, a request does. */
    private static void fill(Locator form, int field, String escaped) {
        form.locator("input")
                .nth(field)
                .evaluate("(input) => { Object.defineProperty(input, 'value', { value: '" + escaped
                        + "', configurable: true }); input.dispatchEvent(new Event('input')); }");
        form.page().waitForTimeout(0);
    }

    // ---- what whoever guesses numbers gets ----

    @Test
    void guessedNumbersOfMessagesDraftsAndFoldersAreNobodysButTheirOwners() {
        signIn("alice");
        var word = word();
        var secret = word();
        deliver("alice@example.org", word, secret);
        var message = openMessage(word);
        page.waitForURL(Pattern.compile(".*/mail/[0-9]+/[0-9]+.*"));
        var folder = page.url().replaceAll(".*/mail/([0-9]+)/.*", "$1");
        var uid = page.url().replaceAll(".*/mail/[0-9]+/([0-9]+).*", "$1");
        page.keyboard().press("c");
        assertThat(page.locator("k-composer k-recipients input").first()).isFocused();
        page.locator("k-composer input.subject").fill("draft" + secret);
        assertThat(page.locator("k-composer .saved")).containsText(Pattern.compile("[0-9]"));
        var draft = numberOfDraft(Long.parseLong(message), secret);
        var bob = other("bob");
        var paths = new ArrayList<String>();
        for (var number : List.of(message, draft)) {
            for (var what : List.of("frame", "print", "source", "original", "part/1/x", "part/1", "inner/1")) {
                paths.add("/message/" + number + "/" + what);
            }
        }
        paths.add("/export/" + folder);
        for (var path : paths) {
            var answer = bob.request().get(Suite.web() + path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.text()).doesNotContain(secret);
        }
        assertThat(page.request().get(Suite.web() + "/export/" + folder).status())
                .isEqualTo(200);
        bob.navigate(Suite.web() + "/mail/" + folder + "/" + uid);
        assertThat(bob.locator(".row").first()).isVisible();
        assertThat(bob.content()).doesNotContain(secret, word);
        bob.context().close();
        page.locator("k-composer [data-do=discard]").click();
    }

    /** The number of a draft that was written about now: each of the store's connections takes fifty numbers at a time, so it is above or below. */
    private String numberOfDraft(long near, String secret) {
        var numbers = LongStream.rangeClosed(1, 1_000)
                .flatMap(distance -> LongStream.of(near + distance, near - distance))
                .filter(number -> number > 0)
                .toArray();
        // a draft that is saved once more has another number
        return Client.await(
                "the draft has a number near " + near,
                () -> LongStream.of(numbers)
                        .filter(number -> isDraft(number, secret))
                        .mapToObj(Long::toString)
                        .findFirst()
                        .orElse(null));
    }

    private boolean isDraft(long number, String secret) {
        var answer = page.request().get(Suite.web() + "/message/" + number + "/source");
        return answer.status() == 200 && answer.text().contains("draft" + secret);
    }

    @Test
    void anAttachmentIsNobodysButItsOwners() {
        signIn("alice");
        var word = word();
        swaks(
                        Suite.smtp(),
                        "--from",
                        "joko@jauh.example",
                        "--to",
                        "alice@example.org",
                        "--header",
                        "Subject: " + word,
                        "--body",
                        "x",
                        "--attach-type",
                        "text/plain",
                        "--attach-name",
                        "a.txt",
                        "--attach",
                        "secret" + word)
                .ok();
        openMessage(word);
        var address = page.locator(".att a").first().getAttribute("href");
        assertThat(page.request().get(Suite.web() + "/" + address).text()).contains("secret" + word);
        var bob = other("bob");
        assertThat(bob.request().get(Suite.web() + "/" + address).status()).isEqualTo(404);
        bob.context().close();
        assertThat(status(run("curl", "-sS", "-i", Suite.web() + "/" + address).output()))
                .as("without a log-in")
                .doesNotContain(" 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"calendars", "addressbooks"})
    void eventsAndContactsAreNobodysButTheirOwners(String home) {
        var word = word();
        var said = curl(
                        "alice:alice-demo",
                        Suite.web() + "/dav/" + home + "/alice/",
                        "-X",
                        "PROPFIND",
                        "-H",
                        "Depth: 1")
                .ok()
                .output();
        var found = Pattern.compile("/dav/" + home + "/alice/[^/<]+/").matcher(said);
        assertThat(found.find()).isTrue();
        var isCalendar = home.equals("calendars");
        var resource = Suite.web() + found.group() + word + (isCalendar ? ".ics" : ".vcf");
        var content = isCalendar
                ? "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:" + word
                        + "\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261128T010000Z\r\nSUMMARY:secret" + word
                        + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
                : "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + word + "\r\nFN:secret" + word + "\r\nN:x;;;;\r\nEND:VCARD\r\n";
        curl(
                        "alice:alice-demo",
                        resource,
                        "-f",
                        "-X",
                        "PUT",
                        "-H",
                        "Content-Type: text/" + (isCalendar ? "calendar" : "vcard"),
                        "--data-binary",
                        content)
                .ok();
        for (var method : List.of("GET", "PROPFIND", "DELETE", "PUT", "MOVE")) {
            var answer = curl(
                            "bob:bob-demo",
                            resource,
                            "-i",
                            "-X",
                            method,
                            "-H",
                            "Depth: 0",
                            "-H",
                            "Destination: " + resource.replace("/alice/", "/bob/"),
                            "--data-binary",
                            method.equals("PUT") ? content : "")
                    .output();
            assertThat(status(answer)).as(method).containsAnyOf(" 403", " 404");
            assertThat(answer).doesNotContain("secret" + word);
        }
        assertThat(curl("alice:alice-demo", resource).ok().output()).contains("secret" + word);
        curl("alice:alice-demo", resource, "-f", "-X", "DELETE").ok();
    }

    @Test
    void theAdministrationIsNotFoundByWhoeverDoesNotAdminister() {
        signIn("bob");
        for (var path : List.of("users", "domains", "queue", "organisation")) {
            page.navigate(Suite.web() + "/admin/" + path);
            assertThat(page.locator(".app")).isVisible();
            assertThat(page.locator(".admin-list")).hasCount(0);
        }
        for (var path : List.of("/api/users", "/api/domains", "/api/queue", "/api/check")) {
            assertThat(status(run("curl", "-sS", "-i", "-u", "bob:bob-demo", Suite.web() + path)
                            .output()))
                    .as(path)
                    .contains(" 403");
        }
    }
}
