package org.kantor.webmail.session;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;

/** Who is signed in in one HTTP session: an attribute of it. Shared by the requests of the session. */
final class BrowserSession {

    /** The attribute's name. */
    static final String ATTRIBUTE = BrowserSession.class.getName();

    private final HttpSession http;
    private final AccountId account;
    private final String subject;
    private final String keycloakSession;
    private final String name = UUID.randomUUID().toString();
    private final @Nullable String userAgent;
    private final Instant began;
    private volatile String idToken;
    private volatile Instant used;
    private volatile String address;

    /**
     * @param keycloakSession the {@code sid} of the ID token
     * @param userAgent the header that the browser sent
     * @param address from which they came
     * @param now when somebody signed in
     */
    BrowserSession(
            HttpSession http,
            AccountId account,
            String subject,
            String keycloakSession,
            String idToken,
            @Nullable String userAgent,
            String address,
            Instant now) {
        this.http = http;
        this.account = account;
        this.subject = subject;
        this.keycloakSession = keycloakSession;
        this.idToken = idToken;
        this.userAgent = userAgent;
        this.address = address;
        this.began = now;
        this.used = now;
    }

    HttpSession http() {
        return http;
    }

    AccountId account() {
        return account;
    }

    String subject() {
        return subject;
    }

    String keycloakSession() {
        return keycloakSession;
    }

    String name() {
        return name;
    }

    /** The latest one, which Keycloak wants back as a hint at the log-out. */
    String idToken() {
        return idToken;
    }

    void renew(String newIdToken) {
        idToken = newIdToken;
    }

    Sessions.Session shown() {
        return new Sessions.Session(
                name, UserAgent.browser(userAgent), UserAgent.system(userAgent), address, began, used);
    }

    /** Somebody did something, from that address. */
    void use(Instant now, String from) {
        used = now;
        address = from;
    }

    /** When somebody last did something. */
    Instant used() {
        return used;
    }
}
