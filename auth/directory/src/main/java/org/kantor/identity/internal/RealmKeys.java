package org.kantor.identity.internal;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.directory.spi.IdentityProvider.Away;

/**
 * The realm's public keys and its issuer. A key that is not known is asked for, but not more often than the pause allows, so that invented key ids
 * cannot be used to flood Keycloak. What is known stays valid while Keycloak is away.
 */
@Service
final class RealmKeys {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Keys that were withdrawn are forgotten after this. */
    private static final Duration LIFE = Duration.ofHours(1);

    private record Known(JWKSet keys, String issuer, Instant asked) {}

    private final KeycloakHttp keycloak;
    private final Clock clock;
    private volatile @Nullable Known known;
    private Instant tried = Instant.MIN;

    @Inject
    RealmKeys(KeycloakHttp keycloak, Clock clock) {
        this.keycloak = keycloak;
        this.clock = clock;
    }

    /** The key with this id; null if the realm has none such. */
    @Nullable
    JWK key(String id) throws Away {
        var now = clock.instant();
        var before = known;
        var key = before == null ? null : before.keys().getKeyByKeyId(id);
        if (before != null && key != null && before.asked().plus(LIFE).isAfter(now)) {
            return key;
        }
        try {
            return ask(now).keys().getKeyByKeyId(id);
        } catch (Away e) {
            if (key != null) {
                return key;
            }
            throw e;
        }
    }

    /** What Keycloak calls itself in its tokens, which may differ from the address it is reached at. */
    String issuer() throws Away {
        var before = known;
        return before == null ? ask(clock.instant()).issuer() : before.issuer();
    }

    private synchronized Known ask(Instant now) throws Away {
        var before = known;
        if (tried.plus(PAUSE).isAfter(now) && before != null) {
            return before;
        }
        tried = now;
        var configuration = keycloak.get("/.well-known/openid-configuration").object();
        var keys = keycloak.get("/protocol/openid-connect/certs");
        try {
            var fresh = new Known(JWKSet.parse(keys.body()), configuration.getString("issuer", ""), now);
            known = fresh;
            return fresh;
        } catch (ParseException e) {
            throw new Away("keys that cannot be read", e);
        }
    }
}
