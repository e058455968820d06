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
    private static final int UNAUTHORISED = 401;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration GREAT_PATIENCE = Duration.ofHours(12);

    /** After the database was started anew Keycloak fails until it has noticed that its connections are dead. */
    private static final int ATTEMPTS = 10;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Something that the person at the terminal is told in one sentence; exit status 1. */
    public static sealed class Failure extends RuntimeException {

        private static final long serialVersionUID = 1;

        Failure(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /** What was asked for cannot be (a status of 400 to 499); something else may. */
    static final class Refused extends Failure {

        private static final long serialVersionUID = 1;

        Refused(String sentence) {
            super(sentence);
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
        return call(method, path, body, PATIENCE);
    }

    /** For what takes time in proportion to the store. */
    JsonObject patiently(String method, String path, @Nullable JsonValue body) {
        return call(method, path, body, GREAT_PATIENCE);
    }

    private JsonObject call(String method, String path, @Nullable JsonValue body, Duration patience) {
        var content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        return json(text(request(method, path, "application/json", content, patience)));
    }

    /** Sends octets. */
    JsonObject upload(String path, byte[] octets) {
        return json(text(request(
                "POST", path, "application/octet-stream", HttpRequest.BodyPublishers.ofByteArray(octets), PATIENCE)));
    }

    /** Fetches octets. */
    byte[] octets(String path) {
        return request("GET", path, "application/json", HttpRequest.BodyPublishers.noBody(), PATIENCE);
    }

    /** A long run outlives a token: the next one is asked for when it does. */
    private byte[] request(
            String method, String path, String type, HttpRequest.BodyPublisher content, Duration patience) {
        var fresh = token == null;
        var answer = authorised(method, path, type, content, patience);
        if (answer.statusCode() == UNAUTHORISED && !fresh) {
            token = null;
            answer = authorised(method, path, type, content, patience);
        }
        if (answer.statusCode() >= 300) {
            var sentence = json(text(answer.body()))
                    .getString("title", "The server answered with the status " + answer.statusCode() + ".");
            throw answer.statusCode() < 500 && answer.statusCode() != UNAUTHORISED
                    ? new Refused(sentence)
                    : new Failure(sentence);
        }
        return answer.body();
    }

    private HttpResponse<byte[]> authorised(
            String method, String path, String type, HttpRequest.BodyPublisher content, Duration patience) {
        return send(
                HttpRequest.newBuilder(api.resolve(path))
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", type)
                        .method(method, content)
                        .timeout(patience),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
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
        return send(
                HttpRequest.newBuilder(keycloak)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .timeout(PATIENCE),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private String secret() {
        try {
            return Files.readString(secret).strip();
        } catch (IOException e) {
            throw new Failure("The secret " + secret
                    + " cannot be read: is KANTOR_HOME the suite's home folder, and do you own it?");
        }
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
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
