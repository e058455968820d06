package org.kantor.identity;

import java.net.URI;
import java.util.Optional;
import org.kantor.directory.Account;

/** What the webmail needs of Keycloak beyond the log-in itself, which the server's OpenID Connect client does. */
public interface BrowserLogIn {

    /**
     * The account of whoever has just logged in, made now at the first time; the realm role makes the first administrator.
     *
     * @param accessToken the token that the log-in gave
     * @throws org.kantor.kernel.Refused {@code NO_PERMISSION} if the user has no account and can have none, or a disabled one; {@code TRY_LATER} if Keycloak's
     *     keys are not known and it is away
     */
    Account signedIn(String accessToken);

    /**
     * Checks a logout token that Keycloak has sent (OpenID Connect Back-Channel Logout 1.0 section 2.6); empty if it is not valid.
     *
     * @throws org.kantor.kernel.Refused {@code TRY_LATER} as above
     */
    Optional<Ended> backChannelLogout(String logoutToken);

    /** Where the browser is sent to end the session in Keycloak too (OpenID Connect RP-Initiated Logout 1.0 section 2). */
    URI endSession(String idToken, URI back);

    /**
     * Ends a session in Keycloak, so that its browser has to log in again; nothing if it has ended already.
     *
     * @param session as in the ID token's {@code sid}
     * @throws org.kantor.kernel.Refused {@code TRY_LATER} if Keycloak is away
     */
    void end(String session);

    /**
     * Ends every session of a person in Keycloak but one, those too that no server knows: of a browser that is shut and would be signed in again without a question.
     *
     * @param subject as in the token's {@code sub}
     * @param kept as in the ID token's {@code sid}
     * @throws org.kantor.kernel.Refused {@code TRY_LATER} if Keycloak is away; some of them may have ended then
     */
    void endOthers(String subject, String kept);

    /** What ended: one session, or every session of the subject; one of the two may be empty. */
    record Ended(String subject, String session) {}
}
