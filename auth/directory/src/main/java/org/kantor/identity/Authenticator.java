package org.kantor.identity;

import java.util.Optional;
import java.util.Set;
import org.kantor.directory.Account;
import org.kantor.directory.Users;

/**
 * The one door for mail, DAV and API clients: app passwords, Keycloak's password by direct grant with a brief verdict cache, and bearer tokens
 * validated locally. Blocking, safe from any thread; wrong attempts of an address or a client are slowed down and then refused.
 */
public interface Authenticator {

    /**
     * @param login an address, or the bare name in the primary domain
     * @param secret the Keycloak password or an app password; never logged
     * @param client the client's IP address
     */
    Verdict password(String login, String secret, Service service, String client);

    /** @param token a Keycloak access token (RFC 6750, RFC 7628) */
    Verdict bearer(String token, Service service, String client);

    /**
     * Begins SCRAM-SHA-256 (RFC 7677), which app passwords alone can do. Whoever has none, or does not exist, gets a salt as well, and always the same one.
     *
     * @param login as for {@link #password}
     */
    ScramSalt scram(String login);

    /**
     * Judges a client's proof (RFC 5802 section 3) by each of the account's app passwords.
     *
     * @param message what client and server have said, as both sign it
     */
    ScramVerdict scram(String login, byte[] message, byte[] proof, Service service, String client);

    /** The administrator behind a token of the command line's client (client credentials with the realm role); empty for any other token. */
    Optional<Users.Administrator> administrativeClient(String token);

    /** What the client wants to use; app passwords are limited to some. */
    enum Service {
        IMAP,
        POP3,
        SUBMISSION,
        DAV,
        API
    }

    record ScramSalt(byte[] salt, int iterations) {}

    /** @param signature proves to the client that we know the password too; empty unless accepted */
    record ScramVerdict(Verdict verdict, byte[] signature) {}

    sealed interface Verdict {
        /** @param by for {@link Authentications}, where a connection lives by it */
        record Accepted(Account account, Set<Users.Role> roles, Authentication by) implements Verdict {}

        /** Wrong, unknown, disabled, out of scope: the client is told one sentence for all of them. */
        record Rejected() implements Verdict {}

        /** Too many wrong attempts from this client or for this login (retry later). */
        record Throttled() implements Verdict {}

        /** Keycloak is away and the answer is not known without it. */
        record Unavailable() implements Verdict {}
    }
}
