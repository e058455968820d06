package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.run;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guards of the web at their doors: what other sites can make a browser do (CSRF, frames, planted sessions) where a browser can be sent, and what can be written into headers. Each test tries what its guard stops. */
class SafetySystemTest extends GuardsSystemTest {

    private static String header(String answer, String name) {
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private boolean isSignedIn() {
        return status(answer(Suite.web() + "/")).contains(" 200");
    }

    private Object singleKeys() {
        page.navigate(Suite.web() + "/");
        assertThat(page.locator(".app")).isVisible();
        page.waitForFunction("() => document.querySelector('k-keyboard')?.texts?.['keys.title']");
        return page.evaluate("document.querySelector('k-keyboard').single");
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
        Client.append(
                "alice",
                "INBOX",
                "From: bob@example.org\r\nSubject: " + word
                        + "\r\nContent-Type: message/rfc822\r\n\r\nSubject: inside\r\n\r\nx\r\n");
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
        for (var path :
                List.of("/frame", "/source", "/original", "/print", "/part/1/x", "/inside/1", "/inside/1?about")) {
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
        assertThat(logIn).as("where one logs in").isNotEmpty();
        assertThat(status(run("curl", "-sS", "-i", logIn).output()))
                .as("Keycloak does not return there")
                .contains(" 400");
    }

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
}
