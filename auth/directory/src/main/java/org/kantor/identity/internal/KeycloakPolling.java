package org.kantor.identity.internal;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kantor.bean.Background;
import org.kantor.bean.Service;
import org.kantor.directory.spi.IdentityProvider.Away;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;

/**
 * The safety net under the event listener, which is fire and forget: reads Keycloak's stored events of users since the last one seen, also those
 * of the time when this server was down. How far it came is a setting.
 */
@Service
final class KeycloakPolling {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST = 1000;

    /** Events become readable in the order of their commits, which is not quite that of their times. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private static final Setting<Long> SEEN = Setting.number("keycloak.events.seen", 0);
    private static final String USER_EVENTS =
            "/events?type=UPDATE_PROFILE&type=UPDATE_EMAIL&type=UPDATE_CREDENTIAL&type=UPDATE_PASSWORD&type=RESET_PASSWORD&type=DELETE_ACCOUNT&type=REGISTER";
    private static final String ADMIN_EVENTS = "/admin-events?resourceTypes=USER";

    /** One event, of a user's own doing or an administrator's. */
    record Happened(Instant at, UserChanges.Type type, String subject) {}

    private final KeycloakHttp keycloak;
    private final UserChanges changes;
    private final Settings settings;
    private final Clock clock;

    @Inject
    KeycloakPolling(KeycloakHttp keycloak, UserChanges changes, Settings settings, Clock clock) {
        this.keycloak = keycloak;
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes Startup event, Background background) {
        background.repeat("Keycloak's events", PAUSE, this::poll);
    }

    /** Carries over what is new. While Keycloak is away, nothing: it is asked again. */
    void poll() {
        try {
            var seen = Instant.ofEpochMilli(settings.get(SEEN));
            if (seen.equals(Instant.EPOCH)) {
                // Before the first start there was no account that an event could concern.
                settings.set("system", SEEN, clock.millis());
                return;
            }
            carryOver(seen);
        } catch (Away e) {
            // Keycloak's absence is logged where it is noticed.
            return;
        }
    }

    private void carryOver(Instant seen) throws Away {
        var latest = seen;
        for (var event : events(seen.minus(OVERLAP))) {
            changes.apply(event.type(), event.subject(), event.at().toEpochMilli());
            latest = event.at().isAfter(latest) ? event.at() : latest;
        }
        if (latest.isAfter(seen)) {
            settings.set("system", SEEN, latest.toEpochMilli());
        }
    }

    private List<Happened> events(Instant since) throws Away {
        var limits = "&max=" + MOST + "&dateFrom=" + since.toEpochMilli();
        return Stream.concat(
                        read(USER_EVENTS + limits).stream().flatMap(event -> userEvent(event).stream()),
                        read(ADMIN_EVENTS + limits).stream().flatMap(event -> adminEvent(event).stream()))
                .sorted(Comparator.comparing(Happened::at))
                .toList();
    }

    private List<JsonObject> read(String path) throws Away {
        var answer = keycloak.administer("GET", path, null);
        if (!answer.ok() || !(answer.json() instanceof JsonArray events)) {
            throw new Away("an unexpected answer for events: status " + answer.status());
        }
        return events.getValuesAs(JsonObject.class);
    }

    static Optional<Happened> userEvent(JsonObject event) {
        var type = switch (event.getString("type", "")) {
            case "UPDATE_PROFILE", "UPDATE_EMAIL" -> UserChanges.Type.CHANGED;
            case "UPDATE_CREDENTIAL", "UPDATE_PASSWORD", "RESET_PASSWORD" -> UserChanges.Type.CREDENTIALS;
            case "DELETE_ACCOUNT" -> UserChanges.Type.DELETED;
            case "REGISTER" -> UserChanges.Type.CREATED;
            default -> null;
        };
        return type == null || event.containsKey("error")
                ? Optional.empty()
                : Optional.of(happened(event, type, event.getString("userId", "")));
    }

    /** The resource path begins with {@code users/} and the user's id. */
    static Optional<Happened> adminEvent(JsonObject event) {
        var path = event.getString("resourcePath", "").split("/", -1);
        if (path.length < 2 || !path[0].equals("users") || event.containsKey("error")) {
            return Optional.empty();
        }
        var type = path.length == 2
                ? switch (event.getString("operationType", "")) {
                    case "CREATE" -> UserChanges.Type.CREATED;
                    case "DELETE" -> UserChanges.Type.DELETED;
                    default -> UserChanges.Type.CHANGED;
                }
                : switch (path[2]) {
                    case "reset-password", "credentials", "disable-credential-types" -> UserChanges.Type.CREDENTIALS;
                    case "logout" -> UserChanges.Type.LOGGED_OUT;
                    default -> UserChanges.Type.CHANGED;
                };
        return Optional.of(happened(event, type, path[1]));
    }

    private static Happened happened(JsonObject event, UserChanges.Type type, String subject) {
        var at = Instant.ofEpochMilli(event.getJsonNumber("time").longValue());
        return new Happened(at, type, subject);
    }
}
