package org.kantor.identity.internal;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.kantor.bean.Service;
import org.kantor.directory.spi.IdentityProvider.Away;
import org.kantor.identity.KeycloakEvents;
import org.kantor.kernel.Environment;

/** The listener's secret proves that an event is Keycloak's. While Keycloak cannot be asked, the polling carries the event over later. */
@Service
final class SignedKeycloakEvents implements KeycloakEvents {

    private static final String SECRET = "event-hook";
    private static final String PREFIX = "sha256=";

    private final Environment environment;
    private final UserChanges changes;

    @Inject
    SignedKeycloakEvents(Environment environment, UserChanges changes) {
        this.environment = environment;
        this.changes = changes;
    }

    @Override
    public boolean received(byte[] body, String signature) {
        var key = environment.secret(SECRET).getBytes(StandardCharsets.UTF_8);
        var expected = PREFIX + HexFormat.of().formatHex(Digests.hmac(key, body));
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8))) {
            return false;
        }
        var event = parse(body);
        var type = event.flatMap(json -> UserChanges.Type.of(json.getString("type", "")));
        var subject = event.map(json -> json.getString("userId", "")).filter(id -> !id.isEmpty());
        if (type.isEmpty() || subject.isEmpty()) {
            return false;
        }
        try {
            changes.apply(type.get(), subject.get(), time(event.get()));
        } catch (Away e) {
            IdentityLog.LOG.eventsUnread(e);
        }
        return true;
    }

    private static Optional<JsonObject> parse(byte[] body) {
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            return reader.read() instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static long time(JsonObject event) {
        return event.get("time") instanceof JsonNumber time ? time.longValue() : 0;
    }
}
