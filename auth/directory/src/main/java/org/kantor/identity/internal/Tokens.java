package org.kantor.identity.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.directory.spi.IdentityProvider.Away;
import org.kantor.directory.spi.Person;
import org.kantor.kernel.EmailAddress;

/**
 * Checks Keycloak's tokens here, without asking it: signature, issuer, for whom, until when (RFC 7519 section 4.1, RFC 9068 section 4). Only
 * public-key signatures count, and an ID or refresh token is no access token.
 */
@Service
final class Tokens {

    static final String WEBMAIL_CLIENT = "kantor-webmail";
    static final String MAIL_CLIENT = "kantor-mail";
    static final String CLI_CLIENT = "kantor-cli";
    static final String ADMINISTRATOR_ROLE = "kantor-admin";

    /** The audience that every client of the suite puts into its access tokens. */
    static final String AUDIENCE = "kantor";

    private static final Set<String> OUR_CLIENTS = Set.of(WEBMAIL_CLIENT, MAIL_CLIENT, CLI_CLIENT);
    private static final Duration SKEW = Duration.ofSeconds(5);

    /** OpenID Connect Back-Channel Logout 1.0 section 2.4. */
    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** A logout token is acted on when it is fresh only. */
    private static final Duration LOGOUT_LIFE = Duration.ofMinutes(2);

    /** What a valid access token says. */
    record Access(
            String subject,
            String client,
            String login,
            @Nullable Person person,
            boolean administrator) {}

    /** What a valid logout token names; one of the two may be empty. */
    record Logout(String subject, String session) {}

    private final RealmKeys keys;
    private final Clock clock;

    @Inject
    Tokens(RealmKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Empty for anything but a valid access token that is meant for the suite. */
    Optional<Access> access(String token) throws Away {
        var claims = verified(token);
        if (claims == null || !current(claims) || !"Bearer".equals(text(claims, "typ"))) {
            return Optional.empty();
        }
        var client = text(claims, "azp");
        var subject = claims.getSubject();
        if (subject == null || subject.isEmpty()) {
            return Optional.empty();
        }
        if (!OUR_CLIENTS.contains(client) && !claims.getAudience().contains(AUDIENCE)) {
            return Optional.empty();
        }
        var login = text(claims, "preferred_username");
        var person = EmailAddress.parse(text(claims, "email"))
                .map(address -> new Person(
                        subject, login, address, text(claims, "given_name"), text(claims, "family_name"), true))
                .orElse(null);
        return Optional.of(
                new Access(subject, client, login, person, realmRoles(claims).contains(ADMINISTRATOR_ROLE)));
    }

    /** Empty for anything but a valid logout token for the webmail (OpenID Connect Back-Channel Logout 1.0 section 2.6). */
    Optional<Logout> logout(String token) throws Away {
        var claims = verified(token);
        if (claims == null
                || !claims.getAudience().contains(WEBMAIL_CLIENT)
                || claims.getClaim("nonce") != null
                || !(claims.getClaim("events") instanceof Map<?, ?> events && events.containsKey(LOGOUT_EVENT))) {
            return Optional.empty();
        }
        var issued = claims.getIssueTime();
        if (issued == null || Duration.between(issued.toInstant(), now()).abs().compareTo(LOGOUT_LIFE) > 0) {
            return Optional.empty();
        }
        var subject = claims.getSubject() == null ? "" : claims.getSubject();
        var session = text(claims, "sid");
        return subject.isEmpty() && session.isEmpty() ? Optional.empty() : Optional.of(new Logout(subject, session));
    }

    private @Nullable JWTClaimsSet verified(String token) throws Away {
        try {
            var jwt = SignedJWT.parse(token);
            var id = jwt.getHeader().getKeyID();
            if (id == null) {
                return null;
            }
            var verifier = verifier(jwt.getHeader().getAlgorithm(), id);
            if (verifier == null || !jwt.verify(verifier)) {
                return null;
            }
            var claims = jwt.getJWTClaimsSet();
            return keys.issuer().equals(claims.getIssuer()) ? claims : null;
        } catch (ParseException | JOSEException | IllegalStateException e) {
            return null;
        }
    }

    private @Nullable JWSVerifier verifier(JWSAlgorithm algorithm, String id) throws Away, JOSEException {
        return switch (keys.key(id)) {
            case RSAKey rsa when JWSAlgorithm.Family.RSA.contains(algorithm) -> new RSASSAVerifier(rsa);
            case ECKey ec when JWSAlgorithm.Family.EC.contains(algorithm) -> new ECDSAVerifier(ec);
            case null, default -> null;
        };
    }

    private boolean current(JWTClaimsSet claims) {
        var end = claims.getExpirationTime();
        var start = claims.getNotBeforeTime();
        return end != null
                && end.toInstant().plus(SKEW).isAfter(now())
                && (start == null || !start.toInstant().isAfter(now().plus(SKEW)));
    }

    private Instant now() {
        return clock.instant();
    }

    private static Collection<?> realmRoles(JWTClaimsSet claims) {
        return claims.getClaim("realm_access") instanceof Map<?, ?> access
                        && access.get("roles") instanceof Collection<?> roles
                ? roles
                : List.of();
    }

    private static String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? text : "";
    }
}
