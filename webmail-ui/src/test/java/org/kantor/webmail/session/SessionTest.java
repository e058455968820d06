package org.kantor.webmail.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.directory.Account;
import org.kantor.directory.AccountDisabled;
import org.kantor.directory.Directory;
import org.kantor.identity.BrowserLogIn;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Environment;
import org.kantor.kernel.Refused;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.shell.TurnedAway;
import org.wildfly.security.http.oidc.IDToken;
import org.wildfly.security.http.oidc.OidcPrincipal;
import org.wildfly.security.http.oidc.OidcSecurityContext;

/** A browser's session from the log-in to each of its ends. The code flow before it (state, nonce, PKCE) is the server's; the system tests try it. */
class SessionTest {

    private static final Instant MORNING = Instant.parse("2026-11-25T03:00:00Z");
    private static final String REFUSED_TOKEN = "nobody's token";

    private final Time time = new Time();
    private final Http http = new Http();
    private final Keycloak keycloak = new Keycloak();
    private final People people = new People();
    private final BrowserSessions sessions = new BrowserSessions();
    private final SessionFilter filter = new SessionFilter();

    @BeforeEach
    void wire() {
        filter.clock = time;
        filter.logIn = Stand.in(BrowserLogIn.class, keycloak);
        filter.directory = Stand.in(Directory.class, people);
        filter.sessions = sessions;
        filter.current = new CurrentSession();
        filter.current.directory = filter.directory;
    }

    // ---- the log-in ----

    @Test
    void aFreshLogInGetsANewSessionIdAndThePersonIsKnownForTheRestOfTheRequest() throws Exception {
        var answer = ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        assertThat(answer.seen).isEqualTo("alice@example.org");
        assertThat(http.idChanged).as("session fixation").isEqualTo(1);
        assertThat(sessions.count()).isEqualTo(1);
        ask(http, "GET", null);
        assertThat(http.idChanged).as("only at the log-in").isEqualTo(1);
        assertThat(keycloak.logIns).isEqualTo(1);
    }

    @Test
    void nobodyIsKnownOutsideOfARequest() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        org.assertj.core.api.Assertions.assertThatIllegalStateException().isThrownBy(filter.current::account);
    }

    @Test
    void whoHasNoAccountIsTurnedAwayWithOneSentenceInTheirLanguage() throws Exception {
        keycloak.refuses = new Refused(Refused.Code.NO_PERMISSION, "No.");
        var answer = ask(http.signedIn("eve-sub", "sid-9", "id-9"), "GET", null);
        assertThat(answer.status).isEqualTo(HttpServletResponse.SC_FORBIDDEN);
        assertThat(answer.body.toString())
                .contains("<h1>No access</h1>", "You have no account here", "href=\"/sign-out\"", "lang=\"en\"");
        assertThat(answer.seen).isNull();
        assertThat(sessions.count()).isZero();
        http.locale = Locale.of("id", "ID");
        assertThat(ask(http, "GET", null).body.toString())
                .contains("<h1>Tidak ada akses</h1>", "Anda tidak memiliki akun di sini", "lang=\"id\"")
                .doesNotContain("You have");
    }

    /** The page of the webmail's own style sheets, which whoever is turned away may have, and nothing else. */
    @Test
    void thePageOfWhoIsTurnedAwayIsDressedAsTheOthers() throws Exception {
        keycloak.refuses = new Refused(Refused.Code.NO_PERMISSION, "No.");
        var page = ask(http.signedIn("eve-sub", "sid-9", "id-9"), "GET", null);
        assertThat(page.body.toString())
                .contains("<link rel=\"stylesheet\" href=\"/ui/v/", "href=\"/ui/brand.css\"", "class=\"btn primary\"")
                .doesNotContain("<style", "<script");
        assertThat(page.headers.get("Content-Security-Policy")).contains("default-src 'none'", "style-src 'self'");
        http.path = "/ui/brand.css";
        assertThat(ask(http, "GET", null).passed).isTrue();
        http.path = "/ui/nothing";
        http.mapping = "/*";
        assertThat(ask(http, "GET", null).passed)
                .as("where Vaadin would answer")
                .isFalse();
        http.path = "/ui/../message/7/source";
        http.mapping = "/message/*";
        http.served = "/message/7/source";
        assertThat(ask(http, "GET", null).passed)
                .as("what only looks as if it were a style sheet")
                .isFalse();
        http.path = "/VAADIN/../ui/nothing";
        http.mapping = "/*";
        http.served = "/ui/nothing";
        assertThat(ask(http, "GET", null).passed)
                .as("where Vaadin would answer, called otherwise")
                .isFalse();
    }

    @Test
    void whileKeycloakIsAwayTheLogInIsPutOffAndNotRefused() throws Exception {
        keycloak.refuses = new Refused(Refused.Code.TRY_LATER, "Try again in a minute.");
        assertThat(ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null).status)
                .isEqualTo(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    @Test
    void anotherPersonInTheSameBrowserSessionGetsASessionOfTheirOwn() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        var answer = ask(http.signedIn("bob-sub", "sid-2", "id-2"), "GET", null);
        assertThat(answer.seen).isEqualTo("bob@example.org");
        assertThat(http.idChanged).isEqualTo(2);
    }

    @Test
    void aDisabledAccountGetsNoFurtherThoughItsSessionIsOpen() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        people.enabled = false;
        var answer = ask(http, "GET", null);
        assertThat(answer.status).isEqualTo(HttpServletResponse.SC_FORBIDDEN);
        assertThat(answer.seen).isNull();
    }

    // ---- tokens that are refreshed ----

    @Test
    void theLatestIdTokenIsTheHintAtTheLogOut() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        ask(http.signedIn("alice-sub", "sid-1", "id-refreshed"), "GET", null);
        assertThat(keycloak.logIns).as("a refresh is no log-in").isEqualTo(1);
        var answer = signOut(null);
        assertThat(answer.redirect).isEqualTo("https://keycloak.example/logout?hint=id-refreshed");
        assertThat(http.invalid).isTrue();
    }

    @Test
    void oneOfSeveralBrowserSessionsIsEndedFromAnotherOneAlsoInKeycloak() throws Exception {
        sessions.logIn = Stand.in(BrowserLogIn.class, keycloak);
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        var phone = new Http();
        ask(phone.signedIn("alice-sub", "sid-2", "id-2"), "GET", null);
        var account = new AccountId(1);
        var all = sessions.of(account);
        assertThat(all).hasSize(2);
        sessions.end(new AccountId(account.value() + 1), all.getFirst().name());
        assertThat(sessions.count()).as("nobody ends somebody else's").isEqualTo(2);
        sessions.end(account, all.getFirst().name());
        await(keycloak.endedSessions.contains("sid-1") ? http : phone);
        assertThat(keycloak.endedSessions).hasSize(1).containsAnyOf("sid-1", "sid-2");
        assertThat(sessions.of(account)).hasSize(1).doesNotContain(all.getFirst());
    }

    @Test
    void allOtherSessionsAreEndedFromOneAndThatOneGoesOn() throws Exception {
        sessions.logIn = Stand.in(BrowserLogIn.class, keycloak);
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        var phone = new Http();
        ask(phone.signedIn("alice-sub", "sid-2", "id-2"), "GET", null);
        // a second window that shares the log-in
        var beside = new Http();
        ask(beside.signedIn("alice-sub", "sid-1", "id-3"), "GET", null);
        ask(new Http().signedIn("bob-sub", "sid-3", "id-4"), "GET", null);
        var account = new AccountId(1);
        var here = ((BrowserSession) http.attributes.get(BrowserSession.ATTRIBUTE)).name();
        keycloak.refuses = new Refused(Refused.Code.TRY_LATER, "away");
        assertThatThrownBy(() -> sessions.endOthers(account, here)).isInstanceOf(Refused.class);
        assertThat(sessions.count()).as("can be tried again").isEqualTo(4);
        keycloak.refuses = null;
        sessions.endOthers(account, here);
        await(phone);
        await(beside);
        assertThat(http.invalid).isFalse();
        assertThat(keycloak.othersEnded).containsExactly("alice-sub but sid-1");
        assertThat(sessions.of(account)).extracting(Sessions.Session::name).containsExactly(here);
        assertThat(sessions.of(new AccountId(2))).hasSize(1);
    }

    @Test
    void aSessionShowsFromWhereItWasUsedLastByAPersonAndNotByItsPage() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        http.address = "2001:db8::7";
        ask(http, "POST", "heartbeat");
        assertThat(sessions.of(new AccountId(1)))
                .extracting(Sessions.Session::address)
                .containsExactly("192.0.2.1");
        ask(http, "GET", null);
        assertThat(sessions.of(new AccountId(1)))
                .extracting(Sessions.Session::address)
                .containsExactly("2001:db8::7");
    }

    @Test
    void anotherSitesPageDoesNotSignOut() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        signOut("cross-site");
        assertThat(http.invalid).isFalse();
    }

    // ---- idle ----

    @Test
    void afterHalfAnHourWithoutUseThePersonIsAskedToLogIn() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        time.pass(Duration.ofMinutes(30).minusMillis(1));
        assertThat(ask(http, "GET", null).seen).isEqualTo("alice@example.org");
        time.pass(Duration.ofMinutes(30));
        var answer = ask(http, "GET", null);
        assertThat(answer.redirect).isEqualTo("/mail/3");
        assertThat(answer.seen).isNull();
        assertThat(http.invalid).isTrue();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void theHeartbeatOfAnOpenPageIsNoUse() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        for (var i = 0; i < 5; i++) {
            time.pass(Duration.ofMinutes(5));
            ask(http, "POST", "heartbeat");
        }
        assertThat(http.invalid).isFalse();
        time.pass(Duration.ofMinutes(5));
        var answer = ask(http, "POST", "heartbeat");
        assertThat(http.invalid).isTrue();
        assertThat(answer.passed).as("Vaadin tells the page").isTrue();
        assertThat(answer.seen).isNull();
    }

    @Test
    void whatAPersonDoesOnThePageIsUse() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        for (var i = 0; i < 5; i++) {
            time.pass(Duration.ofMinutes(20));
            assertThat(ask(http, "POST", "uidl").seen).isEqualTo("alice@example.org");
        }
    }

    // ---- ends from outside ----

    @Test
    void keycloaksLogOutOfASessionEndsThatOneOnly() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        var phone = new Http();
        ask(phone.signedIn("alice-sub", "sid-2", "id-2"), "GET", null);
        keycloak.ended = new BrowserLogIn.Ended("alice-sub", "sid-1");
        assertThat(backChannel("good")).isEqualTo(HttpServletResponse.SC_OK);
        await(http);
        assertThat(phone.invalid).isFalse();
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void keycloaksLogOutOfAPersonEndsAllTheirSessionsAndNobodyElses() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        var phone = new Http();
        ask(phone.signedIn("alice-sub", "sid-2", "id-2"), "GET", null);
        var bobs = new Http();
        ask(bobs.signedIn("bob-sub", "sid-3", "id-3"), "GET", null);
        keycloak.ended = new BrowserLogIn.Ended("alice-sub", "");
        assertThat(backChannel("good")).isEqualTo(HttpServletResponse.SC_OK);
        await(http);
        await(phone);
        assertThat(bobs.invalid).isFalse();
    }

    @Test
    void aLogoutTokenThatIsNotKeycloaksEndsNothing() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        keycloak.ended = new BrowserLogIn.Ended("alice-sub", "");
        assertThat(backChannel(REFUSED_TOKEN)).isEqualTo(HttpServletResponse.SC_BAD_REQUEST);
        assertThat(backChannel(null)).isEqualTo(HttpServletResponse.SC_BAD_REQUEST);
        assertThat(sessions.count()).isEqualTo(1);
        keycloak.refuses = new Refused(Refused.Code.TRY_LATER, "away");
        assertThat(backChannel("good")).isEqualTo(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        assertThat(http.invalid).isFalse();
    }

    @Test
    void disablingTheAccountEndsItsSessions() throws Exception {
        ask(http.signedIn("alice-sub", "sid-1", "id-1"), "GET", null);
        sessions.disabled(new AccountDisabled(new AccountId(2)));
        assertThat(sessions.count()).isEqualTo(1);
        sessions.disabled(new AccountDisabled(new AccountId(1)));
        await(http);
        assertThat(sessions.count()).isZero();
    }

    // ---- stands ----

    private static void await(Http ended) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        synchronized (ended) {
            while (!ended.invalid) {
                assertThat(System.nanoTime()).as("the session to end").isLessThan(deadline);
                ended.wait(100);
            }
        }
    }

    private Answer ask(Http from, String method, @Nullable String kind) throws Exception {
        var answer = new Answer();
        from.method = method;
        from.kind = kind;
        FilterChain rest = (request, response) -> {
            answer.passed = true;
            try {
                answer.seen = filter.current.account().address().toString();
            } catch (IllegalStateException e) {
                answer.seen = null;
            }
        };
        filter.doFilter(Stand.in(HttpServletRequest.class, from), Stand.in(HttpServletResponse.class, answer), rest);
        return answer;
    }

    private Answer signOut(@Nullable String site) throws Exception {
        var servlet = new SignOutServlet();
        servlet.logIn = filter.logIn;
        servlet.environment =
                new Environment(Map.of("KANTOR_DOMAIN", "example.org", "KANTOR_WEB_URL", "https://mail.example.org"));
        var answer = new Answer();
        http.site = site;
        servlet.doGet(Stand.in(HttpServletRequest.class, http), Stand.in(HttpServletResponse.class, answer));
        return answer;
    }

    private int backChannel(@Nullable String token) {
        var servlet = new BackChannelLogoutServlet();
        servlet.logIn = filter.logIn;
        servlet.sessions = sessions;
        var answer = new Answer();
        var caller = new Http();
        caller.token = token;
        servlet.doPost(Stand.in(HttpServletRequest.class, caller), Stand.in(HttpServletResponse.class, answer));
        return answer.status;
    }

    /** The time is what the test says. */
    private static final class Time extends Clock {
        private Instant now = MORNING;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** What the filter sees of Keycloak. */
    public static final class Keycloak {
        int logIns;

        @Nullable
        Refused refuses;

        BrowserLogIn.@Nullable Ended ended;

        final List<String> endedSessions = new ArrayList<>();
        final List<String> othersEnded = new ArrayList<>();

        public void end(String session) {
            endedSessions.add(session);
        }

        public void endOthers(String subject, String kept) {
            if (refuses != null) {
                throw refuses;
            }
            othersEnded.add(subject + " but " + kept);
        }

        public Account signedIn(String accessToken) {
            if (refuses != null) {
                throw refuses;
            }
            logIns++;
            return accessToken.equals("bob-sub") ? Alice.person(2, "bob", "Bob") : Alice.person(1, "alice", "Alice");
        }

        public Optional<BrowserLogIn.Ended> backChannelLogout(String token) {
            if (refuses != null) {
                throw refuses;
            }
            return token.equals(REFUSED_TOKEN) ? Optional.empty() : Optional.ofNullable(ended);
        }

        public URI endSession(String idToken, URI back) {
            return URI.create("https://keycloak.example/logout?hint=" + idToken);
        }
    }

    /** A directory of one. */
    public static final class People {
        boolean enabled = true;

        public Optional<Account> account(AccountId id) {
            return enabled
                    ? Optional.of(id.value() == 2 ? Alice.person(2, "bob", "Bob") : Alice.person(1, "alice", "Alice"))
                    : Optional.empty();
        }
    }

    /** A browser: its requests and its session, as the server shows them. */
    public static final class Http {
        private final Map<String, Object> attributes = new HashMap<>();
        private @Nullable Principal principal;
        private @Nullable String kind;
        private @Nullable String token;
        private @Nullable String site;
        private String method = "GET";
        private Locale locale = Locale.UK;
        private String address = "192.0.2.1";
        private String path = "/mail/3";
        private String mapping = "/ui/brand.css";
        /** Where the address leads, if it is written in another way. */
        private @Nullable String served;

        private int idChanged;
        private volatile boolean invalid;

        Http signedIn(String subject, String keycloakSession, String idToken) {
            var claims = new JwtClaims();
            claims.setSubject(subject);
            claims.setClaim("sid", keycloakSession);
            var context = new OidcSecurityContext(subject, null, idToken, new IDToken(claims));
            principal = new OidcPrincipal<>(subject, context);
            return this;
        }

        public @Nullable Principal getUserPrincipal() {
            return principal;
        }

        public HttpSession getSession(boolean create) {
            return Stand.in(HttpSession.class, this);
        }

        public @Nullable String getParameter(String name) {
            return name.equals("v-r") ? kind : name.equals("logout_token") ? token : null;
        }

        public @Nullable String getHeader(String name) {
            return name.equals("Sec-Fetch-Site") ? site : null;
        }

        public String getRemoteAddr() {
            return address;
        }

        public String getMethod() {
            return method;
        }

        public Locale getLocale() {
            return locale;
        }

        public String getContextPath() {
            return "";
        }

        public RequestDispatcher getRequestDispatcher(String path) {
            assertThat(path).isEqualTo("/" + SessionFilter.TURNED_AWAY);
            return Stand.in(RequestDispatcher.class, new Forward());
        }

        public String getRequestURI() {
            return path;
        }

        public String getServletPath() {
            return served == null ? path : served;
        }

        public @Nullable String getPathInfo() {
            return null;
        }

        public HttpServletMapping getHttpServletMapping() {
            return Stand.in(HttpServletMapping.class, this);
        }

        public String getPattern() {
            return mapping;
        }

        public ServletContext getServletContext() {
            return Stand.in(ServletContext.class, new NoFiles());
        }

        public String changeSessionId() {
            return "id" + ++idChanged;
        }

        public void logout() {}

        public @Nullable Object getAttribute(String name) {
            return attributes.get(name);
        }

        public java.util.Enumeration<String> getAttributeNames() {
            return java.util.Collections.emptyEnumeration();
        }

        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }

        public synchronized void invalidate() {
            invalid = true;
            notifyAll();
        }
    }

    /** Shows the page for those who are turned away. */
    public static final class Forward {
        public void forward(ServletRequest request, ServletResponse response) throws ServletException, IOException {
            TurnedAway.servlet().service(request, response);
        }
    }

    /** A web application without any file. */
    public static final class NoFiles {
        public @Nullable URL getResource(String path) {
            return null;
        }
    }

    /** What came back. */
    public static final class Answer {
        private final StringWriter body = new StringWriter();
        private final Map<String, String> headers = new HashMap<>();
        private int status = HttpServletResponse.SC_OK;
        private @Nullable String redirect;
        private @Nullable String seen;
        private boolean passed;

        public void setStatus(int code) {
            status = code;
        }

        public void sendError(int code) {
            status = code;
        }

        public void sendRedirect(String to) {
            redirect = to;
        }

        public void setContentType(String type) {}

        public void setHeader(String name, String value) {
            headers.put(name, value);
        }

        public PrintWriter getWriter() {
            return new PrintWriter(body, true);
        }
    }
}
