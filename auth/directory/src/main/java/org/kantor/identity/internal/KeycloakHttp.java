package org.kantor.identity.internal;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.directory.spi.IdentityProvider.Away;
import org.kantor.kernel.Environment;

/**
 * Requests to Keycloak. A time-out, a broken connection and an answer of 5xx are all the same to the callers: Keycloak is away. The token of
 * the service account is kept until shortly before its end. Safe from any thread.
 */
@Service
final class KeycloakHttp {

    static final String SERVICE_CLIENT = "kantor-service";

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    /** How much earlier than Keycloak says a token is thought to end. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final Duration COMPLAINT_PAUSE = Duration.ofMinutes(1);

    /** An answer that is no failure of Keycloak's. */
    record Answer(int status, String body, String location) {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        JsonStructure json() throws Away {
            try (var reader = Json.createReader(new StringReader(body))) {
                return reader.read();
            } catch (JsonException e) {
                throw new Away("an answer that is no JSON", e);
            }
        }

        JsonObject object() throws Away {
            return json() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private record Token(String value, Instant until) {}

    private final Environment environment;
    private final Clock clock;
    private final URI realm;
    private final URI admin;
    private final HttpClient client;
    private volatile @Nullable Token token;
    private volatile Instant complained = Instant.MIN;

    @Inject
    KeycloakHttp(Environment environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
        this.realm = URI.create(environment.keycloak() + "/realms/" + encode(environment.realm()));
        this.admin = URI.create(environment.keycloak() + "/admin/realms/" + encode(environment.realm()));
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** A path below the realm's address, without a token. */
    Answer get(String path) throws Away {
        return send(HttpRequest.newBuilder(URI.create(realm + path)).GET());
    }

    /** The token end point with the client's secret. */
    Answer token(String clientId, String secretName, Map<String, String> parameters) throws Away {
        var form = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        var credentials = "&client_id=" + encode(clientId) + "&client_secret=" + encode(environment.secret(secretName));
        return send(HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form + credentials)));
    }

    /** A path below the realm's administration, as the service account. */
    Answer administer(String method, String path, @Nullable JsonValue body) throws Away {
        var used = serviceToken();
        var answer = administer(method, path, body, used);
        if (answer.status() == 401) {
            token = null;
            answer = administer(method, path, body, serviceToken());
        }
        if (answer.status() == 401 || answer.status() == 403) {
            IdentityLog.LOG.clientRefused(SERVICE_CLIENT, method + " " + path.replaceAll("\\?.*", ""));
            throw new Away("the service account may not do this");
        }
        return answer;
    }

    private Answer administer(String method, String path, @Nullable JsonValue body, String bearer) throws Away {
        var content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        return send(HttpRequest.newBuilder(URI.create(admin + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .method(method, content));
    }

    private String serviceToken() throws Away {
        var known = token;
        if (known != null && known.until().isAfter(clock.instant())) {
            return known.value();
        }
        synchronized (this) {
            known = token;
            if (known == null || !known.until().isAfter(clock.instant())) {
                known = newServiceToken();
                token = known;
            }
            return known.value();
        }
    }

    private Token newServiceToken() throws Away {
        var asked = clock.instant();
        var answer = token(SERVICE_CLIENT, "service-client", Map.of("grant_type", "client_credentials"));
        if (!answer.ok()) {
            IdentityLog.LOG.clientRefused(SERVICE_CLIENT, "status " + answer.status());
            throw new Away("the service account cannot log in");
        }
        var json = answer.object();
        var life = Duration.ofSeconds(json.getInt("expires_in", 60)).minus(MARGIN);
        return new Token(json.getString("access_token", ""), asked.plus(life));
    }

    private Answer send(HttpRequest.Builder request) throws Away {
        try {
            var answer = client.send(
                    request.timeout(ANSWER).header("Accept", "application/json").build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 500) {
                throw away("status " + answer.statusCode(), null);
            }
            return new Answer(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Location").orElse(""));
        } catch (IOException e) {
            throw away(e.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("interrupted", e);
        }
    }

    /** Complains once a minute, not once a log-in. */
    private Away away(String reason, @Nullable Exception cause) {
        var now = clock.instant();
        if (complained.isBefore(now.minus(COMPLAINT_PAUSE))) {
            complained = now;
            IdentityLog.LOG.keycloakAway(reason);
        }
        return cause == null ? new Away(reason) : new Away(reason, cause);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
