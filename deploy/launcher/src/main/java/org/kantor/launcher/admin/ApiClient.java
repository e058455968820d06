package org.kantor.launcher.admin;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Talks to the running suite as the client {@code kantor-cli}, whose secret only the owner of the home folder can read. */
public final class ApiClient {

    private static final String CLIENT = "kantor-cli";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** After the database was started anew Keycloak fails until it has noticed that its connections are dead. */
    private static final int ATTEMPTS = 10;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Something that the person at the terminal is told in one sentence; exit status 1. */
    public static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1;

        Failure(String sentence) {
            super(sentence, null, false, false);
        }
    }

    private final URI api;
    private final URI keycloak;
    private final Path secret;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private @Nullable String token;

    /**
     * @param web the suite's own address on this machine, without a slash at the end
     * @param keycloak the log-in's
     * @param secrets the folder of the secrets
     */
    public ApiClient(String web, String keycloak, Path secrets) {
        this.api = URI.create(web + "/api/");
        this.keycloak = URI.create(keycloak + "/realms/kantor/protocol/openid-connect/token");
        this.secret = secrets.resolve("cli-client");
    }

    JsonObject get(String path) {
        return call("GET", path, null);
    }

    JsonObject post(String path, JsonValue body) {
        return call("POST", path, body);
    }

    JsonObject call(String method, String path, @Nullable JsonValue body) {
        var content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        var answer = send(HttpRequest.newBuilder(api.resolve(path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, content));
        var json = json(answer.body());
        if (answer.statusCode() >= 300) {
            throw new Failure(
                    json.getString("title", "The server answered with the status " + answer.statusCode() + "."));
        }
        return json;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String token() {
        if (token == null) {
            var form = "grant_type=client_credentials&client_id=" + CLIENT + "&client_secret=" + encode(secret());
            var answer = askKeycloak(form);
            for (var attempt = 1; attempt < ATTEMPTS && answer.statusCode() >= 500; attempt++) {
                LockSupport.parkNanos(PAUSE.toNanos());
                answer = askKeycloak(form);
            }
            if (answer.statusCode() != 200) {
                throw new Failure("Keycloak does not let the command in (status " + answer.statusCode() + ").");
            }
            token = json(answer.body()).getString("access_token", "");
        }
        return token;
    }

    private HttpResponse<String> askKeycloak(String form) {
        return send(HttpRequest.newBuilder(keycloak)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private String secret() {
        try {
            return Files.readString(secret).strip();
        } catch (IOException e) {
            throw new Failure("The secret " + secret
                    + " cannot be read: is KANTOR_HOME the suite's home folder, and do you own it?");
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure("The suite does not answer: does it run? (deploy/kantor status)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.");
        }
    }

    private static JsonObject json(String body) {
        if (body.isBlank()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.read() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        } catch (JsonException e) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }
}
